"""How much a reader takes on: beyond these limits it refuses rather than hang or fill the memory."""

from __future__ import annotations

from time import monotonic
from typing import Final

from attrs import field, frozen

from entraide.kernel.problems import refuse

MAX_BYTES: Final = 20 * 1024 * 1024
MAX_LINES: Final = 100_000
MAX_LINE: Final = 20_000
MAX_DEPTH: Final = 6
MAX_PAGES: Final = 1_000
MAX_UNPACKED: Final = 200 * 1024 * 1024
SECONDS: Final = 20.0


@frozen
class Budget:
    """The time one reading may take, in seconds from its start."""

    seconds: float = SECONDS
    start: float = field(factory=monotonic)

    def check(self) -> None:
        """Raises Refused (DOC-008) when the time is spent."""
        if monotonic() - self.start > self.seconds:
            raise refuse("DOC-008", limit=f"{self.seconds:g} s")
