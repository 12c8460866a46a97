"""The directory in and out of files: one set of columns, one notation for lists in a cell, read in any of six languages."""
