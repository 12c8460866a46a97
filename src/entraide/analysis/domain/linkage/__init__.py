"""One case, several reporters: case records made comparable, compared, and put together."""
