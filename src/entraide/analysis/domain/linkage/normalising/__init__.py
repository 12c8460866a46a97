"""Case records in six languages, made comparable: codes for what is described, days, centimetres, keys of names."""

from .findings import Unknown, findings, unknown
from .table import RAW, normalise, normalise_one
from .vocabulary import describe

__all__ = ["RAW", "Unknown", "describe", "findings", "normalise", "normalise_one", "unknown"]
