"""The register out to spreadsheets and back in: rows of the database, what a file would change, applying it, undoing it."""
