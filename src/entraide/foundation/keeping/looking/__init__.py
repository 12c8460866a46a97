"""A look around the site: every check says what it found, in the words of the numbered problems, and what to do."""

from .checks import CHECKS
from .findings import Finding, Grade, look

__all__ = ["CHECKS", "Finding", "Grade", "look"]
