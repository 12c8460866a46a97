"""What a paper refers to: resolutions, decisions, articles with their paragraph, documents; in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from entraide.documents.domain import symbols
from entraide.documents.domain.tree import Reference, ReferenceKind
from entraide.kernel.languages import Language

from .lexicon import pattern
from .numbers import western

_LABEL: Final = r"\d{1,4}/\d{1,4}(?![/\d])|\d{3,4} ?\(\d{4}\)"
_LIST: Final = rf"(?P<list>(?:{_LABEL})(?:(?:\s*(?:,|،|、)\s*|\s*(?<!\w)<and>\s*|\s*[和及]\s*)(?:{_LABEL}))*)"
_NUMBERS: Final = r"\d{1,3}(?:(?:\s*(?:,|،|、)\s*|\s*(?<!\w)<and>\s*|\s*[和及]\s*)\d{1,3}(?![\d/]))*"
_ARTICLES: Final[dict[str, tuple[str, ...]]] = {
    "en": (
        rf"<article> (?P<article>\d{{1,3}}),? <paragraph> (?P<paragraph>{_NUMBERS})",
        r"<paragraph> (?P<paragraph>\d{1,3}) of <article> (?P<article>\d{1,3})",
        rf"<article> (?P<article>{_NUMBERS})",
    ),
    "fr": (
        r"<paragraph> (?P<paragraph>\d{1,3}) de l[’']<article> (?P<article>\d{1,3})",
        rf"<article> (?P<article>\d{{1,3}}),? <paragraph> (?P<paragraph>{_NUMBERS})",
        rf"<article> (?P<article>{_NUMBERS})",
    ),
    "es": (
        r"<paragraph> (?P<paragraph>\d{1,3}) del <article> (?P<article>\d{1,3})",
        rf"<article> (?P<article>\d{{1,3}}),? <paragraph> (?P<paragraph>{_NUMBERS})",
        rf"<article> (?P<article>{_NUMBERS})",
    ),
    "ru": (
        r"<paragraph> (?P<paragraph>\d{1,3}) <article> (?P<article>\d{1,3})",
        rf"<article> (?P<article>\d{{1,3}}),? <paragraph> (?P<paragraph>{_NUMBERS})",
        rf"<article> (?P<article>{_NUMBERS})",
    ),
    "ar": (
        r"<paragraph> (?P<paragraph>\d{1,3}) من <article> (?P<article>\d{1,3})",
        r"<article> (?P<article>\d{1,3})[،,]? (?:و)?<paragraph> (?P<paragraph>\d{1,3})",
        rf"<article> (?P<article>{_NUMBERS})",
    ),
    "zh": (r"第\s?(?P<article>\d{1,3})\s?条(?:第\s?(?P<paragraph>\d{1,3})\s?款)?",),
}


def references(text: str, language: Language, place: str = "") -> list[Reference]:
    """The references of one passage in the order of its words, each once; `place` is the paragraph it stands in."""
    found = sorted(_found(western(text), language), key=lambda item: item[0])
    return list(dict.fromkeys(Reference(kind, label, inside, place) for _at, kind, label, inside in found))


_Item = tuple[int, ReferenceKind, str, str]


def _found(text: str, language: Language) -> Iterator[_Item]:
    if not any(sign.isdigit() for sign in text):
        return
    yield from _labelled(text, language, "resolution")
    yield from _labelled(text, language, "decision")
    yield from _articles(text, language)
    if "/" in text:
        for document in symbols.search(text):
            yield from ((document.start, "document", symbol.normal, "") for symbol in document.symbols)


def _labelled(text: str, language: Language, kind: ReferenceKind) -> Iterator[_Item]:
    """`resolutions 5/6 and 6/4`; in Chinese and Arabic without a blank, or with words between noun and number."""
    between = r"[ :：第]*" if language != "ar" else r"(?:\s+\w+){0,2}?\s+"
    shape = pattern(rf"(?<![^\W\d_])<{kind}>{between}{_LIST}", language, re.IGNORECASE)
    if language == "zh":
        shape = pattern(rf"<{kind}>{between}{_LIST}|(?P<before>{_LABEL})号?<{kind}>", language)
    for found in shape.finditer(text):
        words = found["list"] or found.groupdict().get("before") or ""
        yield from ((found.start() + label.start(), kind, label[0], "") for label in re.finditer(_LABEL, words))


def _articles(text: str, language: Language) -> Iterator[_Item]:
    taken: list[range] = []
    for shape in _ARTICLES[language]:
        compiled = pattern(rf"(?<![^\W\d_]){shape}" if language != "zh" else shape, language, re.IGNORECASE)
        for found in compiled.finditer(text):
            if any(found.end("article") - 1 in span for span in taken):
                continue
            taken.append(range(found.start(), found.end()))
            yield from _spread(found)


def _spread(found: re.Match[str]) -> Iterator[_Item]:
    paragraphs = re.findall(r"\d+", found.groupdict().get("paragraph") or "") or [""]
    for article in re.findall(r"\d+", found["article"]):
        yield from ((found.start(), "article", article, paragraph) for paragraph in paragraphs)
