"""How far a long command has come: a bar on a terminal, else a line for every twentieth part."""

from __future__ import annotations

from time import monotonic
from typing import TextIO

WIDTH = 30
OFTEN = 0.2
"""Seconds between two drawings of the bar."""


class Progress:
    """Told how many are done; writes to `out`."""

    def __init__(self, total: int, out: TextIO) -> None:
        self.total, self.out = total, out
        self._began = self._drawn = monotonic()
        self._part = 0

    def show(self, done: int) -> None:
        """Draw, unless it was drawn just now."""
        now = monotonic()
        if self.out.isatty():
            if now - self._drawn >= OFTEN:
                self._drawn = now
                self.out.write(f"\r{self._bar(done)} {self.words(done, now)}\x1b[K")
                self.out.flush()
        elif done * 20 // max(1, self.total) > self._part:
            self._part = done * 20 // self.total
            self.out.write(f"{self._part * 5} %  {self.words(done, now)}\n")
            self.out.flush()

    def end(self, done: int) -> None:
        """The bar as it is at the end, on a line that stays."""
        if self.out.isatty():
            self._drawn = 0.0
            self.show(done)
            self.out.write("\n")
        else:
            self.show(done)

    def _bar(self, done: int) -> str:
        full = WIDTH * done // max(1, self.total)
        return f"[{'█' * full}{'·' * (WIDTH - full)}]"

    def words(self, done: int, now: float) -> str:
        """`120/2000  64/s  29 s to go`."""
        speed = done / max(now - self._began, 0.001)
        left = (self.total - done) / speed if speed else 0
        return f"{done}/{self.total}  {speed:.0f}/s  {left:.0f} s to go"
