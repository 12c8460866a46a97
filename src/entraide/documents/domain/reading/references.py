"""What a paper refers to: resolutions, decisions, articles with their paragraph, documents; in six languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from entraide.documents.domain import symbols
from entraide.documents.domain.tree import Reference, ReferenceKind, Run, Runs
from entraide.kernel.languages import Language

from .lexicon import pattern
from .numbers import western

_LABEL: Final = (
    r"(?<![A-Za-z0-9/.])(?:"
    r"\d{1,3}/C(?:OS)?P\.\d{1,2}"  # 1/CP.21
    r"|(?:E?S-)?\d{1,4}/\d{1,4}(?![/\d])(?: (?:[A-D]|[АБВГ]|ألف|باء|جيم|دال)(?!\w))?"  # 55/25, ES-11/1, 76/506 B
    r"|\d{1,4}(?: ?[A-D])? ?\((?:E?S-)?[IVXLC]+\)"  # 217 A (III)
    r"|\d{3,4} ?\(\d{4}\)"  # 2347 (2017)
    r"|\d{1,4}(?: ?(?:ألف|باء|جيم|دال))? ?\(دإ?ا?ط?-\d{1,2}\)"  # 2625 (د-25)
    r")"
)
_NUMBERS: Final = r"\d{1,3}(?:(?:\s*(?:,|،|、)\s*|\s*(?<!\w)<and>\s*|\s*[和及]\s*)\d{1,3}(?![\d/]))*"
_LABELS: Final = re.compile(_LABEL)
_STOPS: Final = re.compile(r"[.;:؛。；：()]")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PARTICLES: Final = "وفبلك"
_SHORT, _LONG = 14, 60
"""The most signs between two labels of one list: `55/25 and 58/4`, and with a date, `55/25 of 15 November 2000, 58/4`."""
_ADOPTED: Final = re.compile(r"/(?:[A-Z]{1,6}/)*(RES|DEC)/")
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
    if not _DIGIT.search(text):
        return []
    found = sorted(_found(western(text), language), key=lambda item: item[0])
    return list(dict.fromkeys(Reference(kind, label, inside, place) for _at, kind, label, inside in found))


def linked(runs: Runs, place: str = "") -> list[Reference]:
    """What links of the text lead to: the symbol of the address says more surely than the words what is cited."""
    return [found for run in runs if "undocs.org" in run.href for found in _linked(run, place)]


def _linked(run: Run, place: str) -> Iterator[Reference]:
    adopted = _ADOPTED.search(run.href)
    label = western(run.text.strip())
    if adopted and _LABELS.fullmatch(label):
        yield Reference("resolution" if adopted[1] == "RES" else "decision", label, "", place)
    else:
        yield from (Reference("document", symbol.normal, "", place) for symbol in symbols.parse(run.text))


_Item = tuple[int, ReferenceKind, str, str]
_DIGIT: Final = re.compile(r"\d")


def _found(text: str, language: Language) -> Iterator[_Item]:
    if "/" in text or "(" in text:
        yield from _labelled(text, language)
    if _article(language).search(text.lower()):
        yield from _articles(text, language)
    if "/" in text:
        for document in symbols.search(text):
            yield from ((document.start, "document", symbol.normal, "") for symbol in document.symbols)


def _labelled(text: str, language: Language) -> Iterator[_Item]:
    """`resolutions 55/25 of 15 November 2000 and 58/4`; in Chinese mostly before the noun, `第55/25号和第58/4号决议`."""
    nouns = [(found.start(), found.end(), kind) for found, kind in _nouns(text, language)]
    for place, (start, end, kind) in enumerate(nouns):
        until = nouns[place + 1][0] if place + 1 < len(nouns) else len(text)
        since = nouns[place - 1][1] if place else 0
        after = list(_after(text, end, until, language))
        for at, label in after or (_before(text, start, since) if language == "zh" else ()):
            yield at, kind, re.sub(r"\s+", " ", label), ""


@cache
def _adopted(language: Language) -> re.Pattern[str]:
    """Without anything before the nouns: a search that knows how its finds begin is several times as fast."""
    return pattern("(?P<resolution><resolution>)|(?P<decision><decision>)", language)


@cache
def _article(language: Language) -> re.Pattern[str]:
    return pattern("<article>", language)


@cache
def _article_shapes(language: Language) -> tuple[re.Pattern[str], ...]:
    return tuple(pattern(_whole(shape, language), language, re.IGNORECASE) for shape in _ARTICLES[language])


def _nouns(text: str, language: Language) -> Iterator[tuple[re.Match[str], ReferenceKind]]:
    small = text.lower()
    for found in _adopted(language).finditer(small if len(small) == len(text) else text):
        if language == "zh" or _stands_alone(text, found.start(), found.end(), language):
            yield found, "resolution" if found["resolution"] else "decision"


def _stands_alone(text: str, start: int, end: int, language: Language) -> bool:
    if text[end : end + 1].isalpha():
        return False
    before = text[start - 1 : start] if start else ""
    if language == "ar" and before in _PARTICLES:
        before = text[start - 2 : start - 1] if start > 1 else ""
    return not before.isalpha()


def _whole(shape: str, language: Language) -> str:
    """A shape that begins and ends where a word does; in Arabic after a particle, in Chinese anywhere."""
    if language == "zh":
        return shape
    particle = f"[{_PARTICLES}]?" if language == "ar" else ""
    return rf"(?<![^\W\d_]){particle}{shape}(?![^\W\d_])"


def _after(text: str, start: int, until: int, language: Language) -> Iterator[tuple[int, str]]:
    """The labels of the list that begins behind a noun."""
    opening = _OPENING[language]
    at = start
    while found := _LABELS.search(text, at, until):
        gap = text[at : found.start()]
        if not (opening.fullmatch(gap) if at == start else _goes_on(gap)):
            return
        yield found.start(), found[0]
        at = found.end()


def _before(text: str, end: int, since: int) -> Iterator[tuple[int, str]]:
    """The labels of the list that ends before a noun, as Chinese has them."""
    rows = list(_LABELS.finditer(text, since, end))
    kept: list[tuple[int, str]] = []
    for found in reversed(rows):
        gap = text[found.end() : end]
        if not (_goes_on(gap) or (not kept and not _STOPS.search(gap) and len(gap) <= _SHORT)):
            break
        kept.append((found.start(), found[0]))
        end = found.start()
    return iter(reversed(kept))


def _goes_on(gap: str) -> bool:
    if _STOPS.search(gap):
        return False
    return len(gap) <= _SHORT or (len(gap) <= _LONG and bool(_YEAR.search(gap)))


_OPENING: Final[dict[Language, re.Pattern[str]]] = {
    "ar": re.compile(r"(?:\s+\w+){0,3}?\s+|[ :]*"),
    "en": re.compile(r"(?: No\.)? *"),
    "es": re.compile(r"(?: (?:núm|n[úu]m|No)\.)? *"),
    "fr": re.compile(r"(?: (?:n[o°]s?|no\.))? *"),
    "ru": re.compile(r"(?: №)? *|(?: \w+){0,4} "),
    "zh": re.compile(r"[ :：第]*"),
}


def _articles(text: str, language: Language) -> Iterator[_Item]:
    taken: list[range] = []
    for shape in _article_shapes(language):
        for found in shape.finditer(text):
            if any(found.end("article") - 1 in span for span in taken):
                continue
            taken.append(range(found.start(), found.end()))
            yield from _spread(found)


def _spread(found: re.Match[str]) -> Iterator[_Item]:
    paragraphs = re.findall(r"\d+", found.groupdict().get("paragraph") or "") or [""]
    for article in re.findall(r"\d+", found["article"]):
        yield from ((found.start(), "article", article, paragraph) for paragraph in paragraphs)
