"""The table of contents: headings with the number of a page, after dots or a wide gap. It says nothing the text does not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Problem

from .lexicon import word
from .lines import Line

_LEADERS: Final = re.compile(r"(?:[.…·․]\s?){4,}\s*(?P<page>[\d\-–, ]{0,12}|[ivxlc]{1,6})$|^[\d ]{0,4}(?:[.…·]\s?){4,}")
_DOTS_ONLY: Final = re.compile(r"[.…·․\s\d]+")
_TITLE: Final = re.compile(
    rf"(?:{'|'.join(word('contents', language) for language in LANGUAGES)})\s*(?:[(（].{{2,20}}[)）])?[*.:]?",
    re.IGNORECASE,
)
_COLUMNS: Final = re.compile(
    r"(?:Chapters?|Chapitres?|Capítulos?|Глава|Главы|Paragraphs?|Paragraphes?|Párrafos?|Пункты|Page|Página|Стр\.?|الفصل|الفقرات"
    r"|الصفحة|章次|章|段次|页次|\s)+",
    re.IGNORECASE,
)
_FEWEST: Final = 2
_WRAPPED: Final = 3
"""How many lines a heading may take before the line with its dots."""
_FAR: Final = 400
"""Contents stand within so many lines of the beginning."""


def without_contents(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """The lines without the table of contents, and its lines."""
    hinted = {at for at, line in enumerate(lines) if line.hint == "contents"}
    led = [at for at, line in enumerate(lines[:_FAR]) if len(line.text) < 300 and _LEADERS.search(line.text)]
    taken = hinted | (_spread(lines, led) if len(led) >= _FEWEST else set())
    if not taken:
        return list(lines), []
    kept = [line for at, line in enumerate(lines) if at not in taken]
    return kept, [line for at, line in enumerate(lines) if at in taken]


def _spread(lines: Sequence[Line], led: Sequence[int]) -> set[int]:
    """From the title of the contents, or the first line with dots, to the last one; wrapped headings between them too."""
    taken = set(led)
    for before, after in pairwise(led):
        if after - before <= _WRAPPED + 1:
            taken |= set(range(before, after))
    at = led[0] - 1
    while at >= 0 and led[0] - at <= 2 * _WRAPPED:
        if _TITLE.fullmatch(lines[at].text):
            taken |= set(range(at, led[0]))
            break
        if not _COLUMNS.fullmatch(lines[at].text) and lines[at].table:
            break
        at -= 1
    return taken


def contents_problems(dropped: Sequence[Line]) -> list[Problem]:
    """One note on the contents set aside."""
    if not dropped:
        return []
    shown = " | ".join(line.text for line in dropped if not _DOTS_ONLY.fullmatch(line.text))[:400]
    return [Problem("DOC-051", {"words": shown}, line=dropped[0].number)]
