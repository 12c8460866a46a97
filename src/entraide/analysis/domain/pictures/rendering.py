"""The call of vl-convert alone: a Vega-Lite specification in, the SVG out. Nothing is ever fetched.

Run as a program it draws in a process of its own: specifications come in as a JSON list, drawings go out as one.
Nothing of the house is imported, so that a process of its own starts at once.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import sha256
from threading import Lock

import vl_convert

GRAMMAR = "6.4"
"""The version of Vega-Lite; the page's own copy is of the same."""
_KEPT = 64
"""Drawings held in memory: a map is about 100 kB."""


def svg(specification: str) -> str:
    """The drawing. Raises ValueError for a fault of the specification."""
    return vl_convert.vegalite_to_svg(specification, vl_version=GRAMMAR, allowed_base_urls=[])


def png(drawing: str, scale: float = 2.0) -> bytes:
    """The drawing in dots."""
    return bytes(vl_convert.svg_to_png(drawing, scale=scale))


class _Kept:
    """Drawings by the hash of their specification; the one used longest ago goes first.

    The engine's thread does not live through a fork: where it was begun before one, the child draws in a process of its own.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._drawings: OrderedDict[str, str] = OrderedDict()
        self._begun = self._lost = False
        os.register_at_fork(after_in_child=self._leave)

    def draw(self, specification: str) -> str:
        """From memory, or anew."""
        key = sha256(specification.encode()).hexdigest()
        with self._lock:
            if key in self._drawings:
                self._drawings.move_to_end(key)
                return self._drawings[key]
        made = apart([specification])[0] if self._lost else self._here(specification)
        with self._lock:
            self._drawings[key] = made
            while len(self._drawings) > _KEPT:
                self._drawings.popitem(last=False)
        return made

    def _here(self, specification: str) -> str:
        self._begun = True
        return svg(specification)

    def _leave(self) -> None:
        self._lock = Lock()
        self._lost = self._lost or self._begun


_kept = _Kept()
draw = _kept.draw


def apart(specifications: Sequence[str]) -> list[str]:
    """The drawings, made in a process of its own. OSError when it broke off."""
    done = subprocess.run(
        [sys.executable, "-I", __file__],
        input=json.dumps(list(specifications)),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise OSError(f"drawing ended with {done.returncode}: {done.stderr[-500:]}")
    drawings: list[str] = json.loads(done.stdout)
    return drawings


if __name__ == "__main__":
    json.dump([svg(each) for each in json.load(sys.stdin)], sys.stdout)
