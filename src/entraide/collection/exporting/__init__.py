"""Replies taken out of the database: chosen, read some at a time with the eyes of whoever asked, written, kept for some days."""
