"""The JSON API of every room: one way to answer, one way to describe it."""
