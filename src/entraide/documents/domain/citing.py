"""How a paper or one of its paragraphs is cited: in the words of the United Nations in six languages, BibTeX, RIS.

en  CTOC/COP/WG.2/2012/4, para. 23 (c)      ru  CTOC/COP/WG.2/2012/4, п. 23 c)
fr  CTOC/COP/WG.2/2012/4, par. 23 c)        zh  CTOC/COP/WG.2/2012/4，第23(c)段
es  CTOC/COP/WG.2/2012/4, párr. 23 c)       ar  CTOC/COP/WG.2/2012/4، الفقرة 23 (ج)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language

ABJAD: Final = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
LATIN: Final = "abcdefghijklmnopqrstuvwxyz"
_BRACKETS: Final[Mapping[Language, str]] = {
    "en": "({})",
    "fr": "{})",
    "es": "{})",
    "ru": "{})",
    "zh": "({})",
    "ar": "({})",
}
_SHAPES: Final[Mapping[Language, str]] = {
    "ar": "{symbol}، الفقرة {number}",
    "en": "{symbol}, para. {number}",
    "es": "{symbol}, párr. {number}",
    "fr": "{symbol}, par. {number}",
    "ru": "{symbol}, п. {number}",
    "zh": "{symbol}，第{number}段",
}
_BIBTEX_SIGNS: Final = str.maketrans({
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
})  # fmt: skip


@frozen
class Source:
    """What is cited. `number` and `point` (`c`, `a.i`) are empty for the whole paper; `date` is ISO or ""."""

    symbol: str
    title: str
    body: str
    date: str
    url: str
    language: Language
    number: str = ""
    point: str = ""


def cite(source: Source) -> str:
    """The citation in the words of its language; the symbol alone for a whole paper."""
    if not source.number:
        return source.symbol
    return _SHAPES[source.language].format(symbol=source.symbol, number=located(source))


def located(source: Source) -> str:
    """The number with its points as the language writes them: `23 (c)`, `23 c)`, `23(c)`, `23 (ج)`."""
    shape = _BRACKETS[source.language]
    parts = [shape.format(letter(label, source.language)) for label in source.point.split(".") if label]
    return ("" if source.language == "zh" else " ").join([source.number, *parts])


def letter(label: str, language: Language) -> str:
    """A letter of the alphabet in which the language counts: c is ج in Arabic, ج is c elsewhere. Others stay."""
    if language == "ar" and len(label) == 1 and label in LATIN:
        return ABJAD[LATIN.index(label)]
    if language != "ar" and len(label) == 1 and label in ABJAD and ABJAD.index(label) < len(LATIN):
        return LATIN[ABJAD.index(label)]
    return label


def bibtex(source: Source) -> str:
    """One entry of BibTeX (`@techreport`); the symbol is its number, the paragraph stands in the note."""
    rows = [
        ("author", f"{{{_escaped(source.body)}}}" if source.body else ""),
        ("title", f"{{{_escaped(source.title or source.symbol)}}}"),
        ("number", _escaped(source.symbol)),
        ("institution", "United Nations"),
        ("year", source.date[:4]),
        ("month", str(int(source.date[5:7])) if source.date[5:7].isdecimal() else ""),
        ("note", _escaped(cite(source)) if source.number else ""),
        ("language", source.language),
        ("url", source.url),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in rows if value]
    return "\n".join([f"@techreport{{{key(source)},", *lines, "}"]) + "\n"


def key(source: Source) -> str:
    """A key that BibTeX takes: `CTOC-COP-WG.2-2012-4-23-c`."""
    whole = "-".join(filter(None, (source.symbol, source.number, source.point)))
    return re.sub(r"[^A-Za-z0-9.]+", "-", whole).strip("-") or "document"


def _escaped(text: str) -> str:
    return " ".join(text.split()).translate(_BIBTEX_SIGNS)


def ris(source: Source) -> str:
    """One record of RIS; lines end with CR LF as its readers expect."""
    date = source.date.replace("-", "/") + "/" if source.date else ""
    rows = [
        ("TY", "RPRT"),
        ("AU", source.body),
        ("TI", source.title or source.symbol),
        ("M1", source.symbol),
        ("PB", "United Nations"),
        ("PY", source.date[:4]),
        ("DA", date),
        ("SP", located(source) if source.number else ""),
        ("LA", source.language),
        ("UR", source.url),
    ]
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in rows if value]
    return "\r\n".join([*lines, "ER  - ", ""])
