"""Case records in six languages, made comparable: codes for what is described, days, centimetres, keys of names."""

from .table import RAW, normalise, normalise_one

__all__ = ["RAW", "normalise", "normalise_one"]
