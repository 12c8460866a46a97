"""Backups that prove themselves: one snapshot, encrypted with age, with a manifest that a restore is held against."""

from .making import make
from .restoring import restore, verify

__all__ = ["make", "restore", "verify"]
