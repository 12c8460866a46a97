"""The offline workbook: written for people, read back however it was filled, compared before anything is kept."""

from .difference import Change, difference, laid_over
from .meta import Meta
from .reading import Workbook, read_workbook
from .writing import write_workbook

__all__ = ["Change", "Meta", "Workbook", "difference", "laid_over", "read_workbook", "write_workbook"]
