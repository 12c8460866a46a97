"""Names of tables and columns: stable, told apart even where capitals do not count, short where a format wants them short."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from anyascii import anyascii

_NOT_A_NAME = re.compile(r"[^A-Za-z0-9_]+")
RESERVED: Final = frozenset({
    "all", "and", "by", "eq", "ge", "gt", "le", "lt", "ne", "not", "or", "to", "with", "if", "in", "using", "int", "long", "float",
    "double", "byte", "str", "strl", "_n", "_cons", "_all", "_b", "_coef", "_pi", "_pred", "_rc", "_skip",
})  # fmt: skip
"""Words that SPSS or Stata keep for themselves."""


def relative(path: str, root: str) -> str:
    """`/data/law/offence` below `/data` → `law.offence`: groups are parted by points."""
    inner = path[len(root) + 1 :] if path.startswith(f"{root}/") else path.strip("/")
    return inner.replace("/", ".")


def distinct(names: Iterable[str], longest: int = 0) -> list[str]:
    """Each name once, capitals not counting: the second `Year` becomes `Year_2`. Cut to `longest` signs if given."""
    taken: set[str] = set()
    found = []
    for name in names:
        free = name[:longest] if longest else name
        turn = 2
        while free.casefold() in taken:
            end = f"_{turn}"
            free = (name[: longest - len(end)] if longest else name) + end
            turn += 1
        taken.add(free.casefold())
        found.append(free)
    return found


def identifiers(names: Iterable[str], longest: int) -> list[str]:
    """The same as identifiers in ASCII, for databases and statistics: `law.offence` → `law_offence`."""
    return distinct((_identifier(name) for name in names), longest)


def _identifier(name: str) -> str:
    plain = _NOT_A_NAME.sub("_", anyascii(name)).strip("_") or "v"
    return f"v_{plain}" if not plain[0].isalpha() or plain.casefold() in RESERVED else plain
