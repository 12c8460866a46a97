"""Typst with the fonts of the house: pages out of our own templates, nothing fetched, the same bytes every time.

Fonts are looked for in the folders of ENTRAIDE_FONTS (separated as PATH is), else in the system's.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from entraide.kernel.languages import Language

from .compiling import Order, compiled

SYSTEM_FONTS = "/usr/share/fonts"
_SERIF = "Noto Serif"
_ARABIC = "Noto Naskh Arabic"
_HAN = ("Noto Serif CJK SC", "Noto Sans CJK SC")


def families(language: Language) -> tuple[str, ...]:
    """Font families in the order they are tried: the Latin one first, so that digits look alike everywhere."""
    if language == "zh":
        return (_SERIF, *_HAN, _ARABIC)
    return (_SERIF, _ARABIC, *_HAN)


def typeset(
    template: str | bytes,
    inputs: Mapping[str, str],
    target: Literal["pdf", "png"],
    moment: int = 0,
    ppi: float = 200,
    apart: bool = False,
) -> bytes:
    """One file out of `{template}.typ`, or out of the text of another room's template.

    `moment`: the date the file says it was made, in Unix seconds. `apart`: in a process of its own, for what is large: Typst
    keeps every piece that it has set for as long as its process lives.

    A PDF is tagged and checked against PDF/UA-1 while it is made. Raises typst.TypstError for a fault of the template, and
    OSError when the process of its own broke off, which is how a machine short of memory ends it.
    """
    source = (files(__package__) / f"{template}.typ").read_bytes() if isinstance(template, str) else template
    order: Order = {
        "source": source.decode(), "fonts": os.environ.get("ENTRAIDE_FONTS") or SYSTEM_FONTS, "format": target, "ppi": ppi,
        "inputs": dict(inputs), "moment": moment,
    }  # fmt: skip
    return _apart(order) if apart or _threads.lost else _threads.use(order)


class _Threads:
    """Typst's threads, which begin with the first page: a fork leaves them behind, and the child would wait for them for ever."""

    def __init__(self) -> None:
        self.begun = self.lost = False
        os.register_at_fork(after_in_child=self._leave)

    def use(self, order: Order) -> bytes:
        """Set it here."""
        self.begun = True
        return compiled(order)

    def _leave(self) -> None:
        self.lost = self.lost or self.begun


_threads = _Threads()


def _apart(order: Order) -> bytes:
    alone = {**os.environ, "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1"}  # A tenth of the memory and of the work less.
    with TemporaryDirectory(prefix="entraide-typeset-") as folder:
        out = Path(folder) / "made"
        command = [sys.executable, "-I", str(Path(__file__).with_name("compiling.py")), str(out)]
        done = subprocess.run(command, input=json.dumps(order).encode(), capture_output=True, check=False, env=alone)
        if done.returncode:
            raise OSError(f"typesetting ended with {done.returncode}: {done.stderr.decode(errors='replace')[-500:]}")
        return out.read_bytes()
