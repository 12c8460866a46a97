"""What the room does in the background, and every day."""

from .exporting.jobs import forget_exports, make_export

__all__ = ["forget_exports", "make_export"]
