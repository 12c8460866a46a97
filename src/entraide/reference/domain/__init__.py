"""What names are: pure tables, compiled from `data/reference` by `tools/build_reference.py`."""
