"""Composing a report out of a frozen set: one structure, six languages, every figure traceable. Pure."""
