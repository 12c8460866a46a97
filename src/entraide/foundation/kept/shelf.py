"""Where kept pages stand: in the memory of the process, so many bytes and no more, the longest unread leaving first."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from attrs import frozen

Key = tuple[str, ...]


@frozen
class Page:
    """An answer as it was given: of which edition, until when (seconds of the monotonic clock), headers and bytes."""

    edition: int
    until: float
    headers: tuple[tuple[str, str], ...]
    content: bytes


class Shelf:
    """`most` bytes of pages at the most, none larger than a tenth of that."""

    def __init__(self, most: int) -> None:
        self._most, self._held = most, 0
        self._pages: OrderedDict[Key, Page] = OrderedDict()
        self._lock = Lock()

    def find(self, key: Key, edition: int, now: float) -> Page | None:
        """The page, if it is of this edition and not yet too old."""
        with self._lock:
            page = self._pages.get(key)
            if page is None or page.edition != edition or page.until < now:
                return None
            self._pages.move_to_end(key)
            return page

    def put(self, key: Key, page: Page) -> None:
        """Keep a page; others leave when there is no room."""
        if len(page.content) > self._most // 10:
            return
        with self._lock:
            old = self._pages.pop(key, None)
            self._held -= len(old.content) if old else 0
            self._pages[key] = page
            self._held += len(page.content)
            while self._held > self._most:
                _key, gone = self._pages.popitem(last=False)
                self._held -= len(gone.content)

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._held = 0
