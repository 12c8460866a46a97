"""Pictures of results: one specification for the page and for print, in six languages, mirrored in Arabic."""

from .drawing import draw
from .pages import FORMS, TYPES, for_page, saved
from .picture import Kind, Picture

__all__ = ["FORMS", "TYPES", "Kind", "Picture", "draw", "for_page", "saved"]
