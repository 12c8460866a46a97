"""Pictures of results: one specification for the page and for print, in six languages, mirrored in Arabic."""
