"""Parts of pages that hang on their words alone: the same words in the same language are set once.

The key holds everything the part is made of, so nothing of one reader can come to another who did not get the same words.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from django.utils.safestring import SafeString
from django.utils.translation import get_language

MOST = 1_500
SECONDS = 60.0
_PARTS: OrderedDict[tuple[object, ...], tuple[float, SafeString]] = OrderedDict()
_LOCK = Lock()


def part_kept(key: tuple[object, ...], make: Callable[[], SafeString]) -> SafeString:
    """The part, or the one that was made of the same key and language less than a minute ago: pages tell the day."""
    whole, now = (get_language(), *key), time.monotonic()
    with _LOCK:
        found = _PARTS.get(whole)
        if found is not None and found[0] > now:
            _PARTS.move_to_end(whole)
            return found[1]
    made = make()
    with _LOCK:
        _PARTS[whole] = (now + SECONDS, made)
        while len(_PARTS) > MOST:
            _PARTS.popitem(last=False)
    return made
