"""Pictures of results: one specification for the page and for print, in six languages, mirrored in Arabic."""

from .drawing import draw
from .picture import Kind, Picture

__all__ = ["Kind", "Picture", "draw"]
