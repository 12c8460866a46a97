"""The offline workbook: written for people, read back however it was filled, compared before anything is kept."""

from .difference import Change, changes_of, difference, laid_over
from .guard import SIZE_LIMIT
from .meta import Meta
from .reading import Workbook, read_workbook
from .writing import write_workbook

__all__ = [
    "SIZE_LIMIT",
    "Change",
    "Meta",
    "Workbook",
    "changes_of",
    "difference",
    "laid_over",
    "read_workbook",
    "write_workbook",
]
