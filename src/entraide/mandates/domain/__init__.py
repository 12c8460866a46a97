"""Operative language: which body asked whom to do what, in six languages. Pure rules; the vocabulary is data."""
