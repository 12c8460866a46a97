"""What the directory does in the background."""

from .exchange.jobs import make_edition, take_batch

__all__ = ["make_edition", "take_batch"]
