"""Texts made safe for what will read the file, and how to take that back.

A spreadsheet runs a cell that begins with `= + - @`, a tab or a line break. Such a text gets an apostrophe before it (numbers do
not: they are written as numbers). `unguarded` takes it off again, so nothing is lost. Formats that no spreadsheet runs (JSON
lines, SQLite, SPSS, Stata) carry texts as they are.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

RISKY: Final = "=+-@\t\r\n'"
"""What a text that has to be looked at begins with."""
CELL: Final = 32_767
"""UTF-16 units in a cell of a workbook."""

_RISKY = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d+)?|\.\d+)", re.ASCII)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)|\r")


def _replaced(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "\ufffd".encode() * (error.end - error.start), error.end


def _escaped(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeEncodeError)
    return "".join(f"\\u{ord(one):04x}" for one in error.object[error.start : error.end]), error.end


REPLACED: Final = "entraide.replaced"
"""How `str.encode` treats half of a surrogate pair: the sign for what cannot be shown."""
ESCAPED: Final = "entraide.escaped"
"""The same inside a string of JSON, which can say what UTF-8 cannot."""
codecs.register_error(REPLACED, _replaced)
codecs.register_error(ESCAPED, _escaped)


def guarded(text: str) -> str:
    """Kept from being run by a spreadsheet."""
    return f"'{text}" if text[:1] in RISKY and _RISKY.match(text) else text


def unguarded(text: str) -> str:
    """As it was before `guarded`."""
    return text[1:] if text[:1] == "'" and _GUARDED.match(text) else text


def is_number(text: str) -> bool:
    """Whether a canonical value is a number, in ASCII digits and nothing else."""
    return _NUMBER.fullmatch(text) is not None


def whole(text: str) -> str:
    """Without halves of surrogate pairs, which no encoding can write."""
    return _SURROGATES.sub("\ufffd", text)


def in_xml(text: str) -> str:
    """As a workbook writes it: what XML cannot hold as `_xHHHH_`, which Excel and LibreOffice read back."""
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def units(text: str) -> int:
    """UTF-16 units."""
    return len(text) + sum(one > "\uffff" for one in text)


def cut(text: str, most: int, end: str = "") -> str:
    """At most `most` UTF-16 units, `end` in place of what is gone."""
    if len(text) <= most // 2 or units(text) <= most:
        return text
    room = most - units(end)
    kept = text[:room]
    while units(kept) > room:
        kept = kept[: -max(1, (units(kept) - room) // 2)]
    return kept + end


def cut_bytes(text: str, most: int, end: str = "…") -> str:
    """At most `most` bytes of UTF-8, never half a letter."""
    data = text.encode("utf-8", REPLACED)
    if len(data) <= most:
        return data.decode()
    return data[: most - len(end.encode())].decode("utf-8", "ignore") + end
