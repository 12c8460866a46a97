"""The head of the first page, as far as the lines before the first heading say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from attrs import evolve, frozen

from entraide.documents.domain import symbols
from entraide.documents.domain.tree import Masthead
from entraide.kernel.languages import Language

from .dates import days
from .lexicon import pattern
from .lines import Line, join

_DISTRIBUTION: Final = re.compile(r"Distr(?:ibution)?\.?\s?:?\s*(.+)", re.IGNORECASE)
_ORIGINAL: Final = re.compile(r"Original\s?:\s*(.+)", re.IGNORECASE)
_BANNER: Final = re.compile(r"[\[［【](.+)[\]］】]")
_LANGUAGE_LINE: Final = re.compile(r"(?:Arabic|Chinese|English|Français|Russian|Español)(?: only)?")
_ALONE: Final = (_DISTRIBUTION, _ORIGINAL, _LANGUAGE_LINE)
_SETTING: Final = re.compile(r"(?P<place>[^\d,،]{3,40})[,،]\s*\d")
_HAN_SETTING: Final = re.compile(r".*\d日[,，]\s*(?P<place>\S{2,12})$")


@frozen
class ReadHead:
    """The masthead, lines that are none of it, and words that it says in another form."""

    masthead: Masthead
    rest: tuple[str, ...]
    spent: tuple[str, ...]


def read_head(lines: list[Line], language: Language) -> ReadHead:
    """Sort the lines before the text: banner, symbols, distribution, date, original language, session, body, title."""
    printed = join(line.text for line in lines if line.hint == "banner")
    head, rest, spent = Masthead(banner=printed), list[str](), [printed]
    for block in _blocks([line for line in lines if line.hint != "banner"]):
        head, taken = _sorted(head, block, language)
        (spent if taken else rest).append(block)
    return ReadHead(head, tuple(rest), tuple(spent))


def _blocks(lines: list[Line]) -> Iterator[str]:
    """Lines that stand together are one text, but for the short lines of the masthead that stand on their own."""
    block: list[str] = []
    for line in lines:
        alone = bool(symbols.parse(line.text) or any(shape.fullmatch(line.text) for shape in _ALONE))
        if (line.blank or alone) and block:
            yield join(block)
            block = []
        block.append(line.text)
        if alone:
            yield join(block)
            block = []
    if block:
        yield join(block)


def _sorted(head: Masthead, text: str, language: Language) -> tuple[Masthead, bool]:
    for reader in (_banner, _symbols, _distribution, _original, _version, _session, _date, _title, _body):
        found = reader(head, text, language)
        if found is not None:
            return found, True
    return head, False


def _banner(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = _BANNER.fullmatch(text)
    return evolve(head, banner=found[1].strip()) if found and not head.banner else None


def _symbols(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = symbols.parse(text)
    return evolve(head, symbols=(*head.symbols, *(symbol.normal for symbol in found))) if found else None


def _distribution(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = _DISTRIBUTION.fullmatch(text)
    return evolve(head, distribution=found[1]) if found and not head.distribution else None


def _original(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = _ORIGINAL.fullmatch(text)
    return evolve(head, original_language=found[1]) if found and not head.original_language else None


def _version(head: Masthead, text: str, _language: Language) -> Masthead | None:
    return head if _LANGUAGE_LINE.fullmatch(text) else None


def _session(head: Masthead, text: str, language: Language) -> Masthead | None:
    found = pattern("<session>", language).match(text)
    return evolve(head, session=text) if found and len(text) < 120 and not head.session else None


def _date(head: Masthead, text: str, language: Language) -> Masthead | None:
    """A lone date is that of the paper; a place with days is where the body met."""
    found = next(days(text, language), None) or next(days(text, "en"), None)
    if not found or len(text) > 100:
        return None
    if found.end - found.start >= len(text) - 8 and len(found.dates) == 1 and not head.date:
        return evolve(head, date=found.dates[0])
    place = _SETTING.match(text) or _HAN_SETTING.match(text)
    return evolve(head, place=text) if place and not head.place else None


def _title(head: Masthead, text: str, language: Language) -> Masthead | None:
    found = pattern("<report>", language).match(text)
    return evolve(head, title=text) if found and len(text) < 400 and not head.title else None


def _body(head: Masthead, text: str, language: Language) -> Masthead | None:
    found = pattern("<body>", language).search(text)
    return evolve(head, body=text) if found and len(text) < 200 and not head.body else None
