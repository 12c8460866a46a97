"""What States wrote: passages, themes, agreement of coders, likeness across languages. No database, no model of language."""
