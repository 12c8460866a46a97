r"""Lists in a cell, for people: one item a line, what more is said of it in brackets behind it.

    +33 1 44 77 60 60 [urgent; ext: 12; note: night desk]
    12 rue de l'Exemple | 75001 Paris [city: Paris; country: FRA; public]

`|` is the line break of an address; a sign of the notation that stands in a text itself is written after a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from attrs import field, frozen

from .words import folded, meant, said, words

_MARKED: Final = re.compile(r"(?s)(?P<head>.*?)\s*(?<!\\)\[(?P<marks>(?:\\.|[^\[\]])*)\]\s*\Z")
_PIECES: Final = re.compile(r"(?:\\.|[^;\\])+", re.DOTALL)


@frozen
class Item:
    """One item: its text and its marks, `{"urgent": "", "ext": "12"}`."""

    text: str
    marks: Mapping[str, str] = field(factory=dict)


def written(item: Item, language: str) -> str:
    """As it stands in a cell; marks in words of the language."""
    marks = "; ".join(_mark(name, value, language) for name, value in item.marks.items())
    head = _guard(item.text).replace("\n", " | ")
    return f"{head} [{marks}]" if marks or head.endswith("]") else head


def _mark(name: str, value: str, language: str) -> str:
    head, _space, rest = name.partition(" ")
    kind = "mark" if head in words()["mark"] else "purpose"
    shown = " ".join(part for part in (said(kind, head, language), rest) if part)
    return f"{shown}: {_guard(value).replace(chr(10), ' | ')}" if value else shown


def _guard(text: str) -> str:
    return re.sub(r"([\\|;\[\]])", r"\\\1", text.replace("\r\n", "\n").strip())


def _bare(text: str) -> str:
    lines = re.sub(r"[ \t]*(?<!\\)\|[ \t]*", "\n", text)
    return re.sub(r"\\(.)", r"\1", lines).strip()


def read_item(text: str) -> Item:
    """An item read back; marks by their codes, what is no known mark stands under its own folded word."""
    found = _MARKED.fullmatch(text.strip())
    if found is None:
        return Item(_bare(text))
    marks: dict[str, str] = {}
    for piece in _PIECES.findall(found["marks"]):
        name, _colon, value = piece.strip().partition(":")
        if name.strip():
            marks[_named(name.strip())] = _bare(value)
    return Item(_bare(found["head"]), marks)


def _named(name: str) -> str:
    known = meant("mark", name) or meant("purpose", name)
    if known:
        return known
    head, _space, rest = name.rpartition(" ")
    whole = meant("parts", head) if head else ""
    return f"{whole or folded(head)} {rest}".strip()


def items(cell: str, also: str = "") -> tuple[Item, ...]:
    """Every item of a cell: one a line; `also` are signs that part them too, outside of brackets."""
    return tuple(read_item(line) for line in lines(cell, also))


def lines(cell: str, also: str = "") -> tuple[str, ...]:
    """The items of a cell as they stand there."""
    if "[" not in cell and "\\" not in cell:
        for sign in also:
            cell = cell.replace(sign, "\n")
        return tuple(one for one in map(str.strip, cell.replace("\r", "\n").split("\n")) if one)
    found: list[str] = []
    depth, held, escaped = 0, "", False
    for sign in cell.replace("\r\n", "\n").replace("\r", "\n"):
        depth += (sign == "[") - (sign == "]" and depth > 0) if not escaped else 0
        if not escaped and (sign == "\n" or (sign in also and not depth)):
            found.append(held)
            held, depth = "", 0
            continue
        escaped = sign == "\\" and not escaped
        held += sign
    return tuple(one.strip() for one in (*found, held) if one.strip())


def joined(found: Sequence[Item], language: str) -> str:
    """The cell of a list."""
    return "\n".join(written(one, language) for one in found)
