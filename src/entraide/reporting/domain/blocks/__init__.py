"""A report as blocks: one structure, six languages of words, figures that live until the report is issued. Pure."""
