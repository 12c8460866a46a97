"""Frozen rounds and the figures counted in them. Pure: a figure can be counted again from the file alone, years later."""
