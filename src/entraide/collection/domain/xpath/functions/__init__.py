"""The functions, by what they are about. Importing this package fills the registry."""

from . import choices, dates, geography, logic, nodesets, numbers, others, texts

__all__ = ["choices", "dates", "geography", "logic", "nodesets", "numbers", "others", "texts"]
