"""The head of the first page, as far as the lines before the first heading say it.

Its labels keep to English in Arabic, Chinese and Russian papers; a line may hold two of them; the title is told from
what stands around it, for no word marks it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from attrs import evolve, frozen

from entraide.documents.domain import symbols
from entraide.documents.domain.tree import Masthead
from entraide.kernel.languages import LANGUAGES, Language

from .calls import sure
from .dates import days
from .lexicon import pattern, word
from .lines import JOB, Line, finished, join

_LANGUAGE_NAMES: Final = "|".join(
    (
        *("Arabic", "Chinese", "English", "French", "Russian", "Spanish", "Français", "Francais", "Anglais", "Español"),
        *("Русский", "العربية", "عربي", "中文", "arabe", "chinois"),
    )
)
_DISTRIBUTION: Final = re.compile(
    r"(?:Distr(?:ibution|ibución)?\.?\s?:?\s*(?P<kind>[^\d:]{4,20}?)|(?P<before>General|Limited|Restricted)\s+distribution"
    r"|(?:Для|Distribution)\s(?P<other>\w+))(?:\s+(?P<rest>\d.*))?",
    re.IGNORECASE,
)
_ORIGINAL: Final = re.compile(
    rf"Original\s?[:：]\s*(?P<kind>[^\W\d_]+(?:[ /,]+(?:and |et |y )?(?:{_LANGUAGE_NAMES}))*)(?:\s+(?P<rest>\S.*))?",
    re.IGNORECASE,
)
_BANNER: Final = re.compile(r"[\[［【](.+)[\]］】]")
_LANGUAGE_LINE: Final = re.compile(
    rf"(?:{_LANGUAGE_NAMES})(?: only| seulement| únicamente| и .{{3,20}})?", re.IGNORECASE
)
_HOUSE: Final = re.compile(
    r"(?P<house>United Nations|Nations [Uu]nies|Naciones Unidas|Организация Объединенных Наций|الأمم المتحدة|联\s?合\s?国"
    r"|UNITED NATIONS|NATIONS UNIES|NACIONES UNIDAS|ОРГАНИЗАЦИЯ ОБЪЕДИНЕННЫХ НАЦИЙ)\s*(?P<rest>.*)"
)
_SESSIONS: Final = (
    r"(?:[\w’']+[ -]){0,8}sessions?(?: (?!of\b).{1,40})?",
    r"(?:[\w’']+[ -]){0,8}per[íi]odo (?:[\w]+[ -]){0,2}de sesiones(?:[ ,].{1,40})?",
    r"(?:[\w]+[ -]){0,8}сессия(?:[ ,].{1,40})?",
    r"الدورة .{2,50}",
    r"(?:第[一二三四五六七八九十百零〇\d]{1,7}|[一二三四五六七八九十]{1,4})届(?:第.{1,6}次)?.{0,6}会(?:议)?(?:.{0,12}会议)?",
)
_SESSION: Final = re.compile(rf"(?:{'|'.join(_SESSIONS)})[*,]{{0,4}}", re.IGNORECASE)
_ITEM: Final = re.compile(
    r"(?:(?:Agenda )?items? \d|Points? \d|Temas? \d|Пункт[ы]? \d|(?:البند|البنود|البندان)\s\S|.{0,12}议程.{0,3}项目\s?\d|项目\s?\d"
    r"|暂定项目表\W{0,4}项目|Agenda items? \d)[^.]{0,110}[*]{0,3}",
    re.IGNORECASE,
)
_SETTING: Final = re.compile(r"(?P<place>[^\d,،]{3,40})[,،]\s*\d")
_HAN_SETTING: Final = re.compile(r".*\d日[,，]\s*(?P<place>\S{2,12})$")
_REPORTS: Final = re.compile(
    rf"\W*(?:{'|'.join(word('report', language) for language in LANGUAGES if language != 'zh')})\b|.*报告\W*$",
    re.IGNORECASE,
)
_AUTHOR: Final = re.compile(
    r"(?:Report|Note|Rapport|Informe|Nota|Доклад|Записка|تقرير|مذكرة)\b(?!.*\b(?:on|sur|sobre|о|об|عن)\b).{0,60}|秘书.{0,6}的(?:报告|说明)",
    re.IGNORECASE,
)
_LABELS: Final = re.compile(r"\s+(?=Distr\.|Distribution ?:|Original ?:)")
_STARS: Final = re.compile(r"\s*\*+$")
_LONGEST_TITLE: Final = 400
_LONGEST_LINE: Final = 200
_LONGEST_SESSION: Final = 120


@frozen
class ReadHead:
    """The masthead, texts that are none of it, and words that it says in another form."""

    masthead: Masthead
    rest: tuple[str, ...]
    spent: tuple[str, ...]


def read_head(lines: Sequence[Line], language: Language) -> ReadHead:
    """Sort the lines before the text: banner, symbols, distribution, date, languages, session, item, body, title."""
    printed = join(line.text for line in lines if line.hint == "banner")
    named = join(sure(line.text)[0] for line in lines if line.hint == "title")
    called = [number for line in lines for _at, number in sure(line.text)[1]]
    head = Masthead(banner=printed, title=_STARS.sub("", named))
    spent, left = [printed, named, *called], list[str]()
    for block in _blocks([line for line in lines if line.hint not in ("banner", "title")]):
        head, rest = _sorted(head, block, language)
        spent.append(block)
        left.extend([rest] if rest else [])
    head, left = _titled(head, left, language)
    short = list(takewhile(_is_line, left)) if head != Masthead(banner=printed) else []
    head = evolve(head, lines=(*head.lines, *short))
    return ReadHead(head, tuple(left[len(short) :]), tuple(spent))


def job_number(dropped: Sequence[str]) -> str:
    """The number of the paper in the house's own register, from the feet of its pages."""
    found = (JOB.match(text) for text in dropped)
    return next((match["job"] for match in found if match and match["job"]), "")


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    """Lines that stand together are one text, but for the short lines of the masthead that stand on their own."""
    block: list[str] = []
    for line in lines:
        for turn, text in enumerate(
            _LABELS.split(sure(line.text)[0]) if len(line.text) < _LONGEST_LINE else [line.text]
        ):
            alone = _stands_alone(text)
            if (line.blank or alone or turn) and block:
                yield join(block)
                block = []
            block.append(text)
            if alone:
                yield join(block)
                block = []
    if block:
        yield join(block)


def _stands_alone(text: str) -> bool:
    if len(text) > _LONGEST_LINE:
        return False
    shapes = (_DISTRIBUTION, _ORIGINAL, _LANGUAGE_LINE, _HOUSE, _SESSION, _ITEM, _BANNER)
    return bool(symbols.parse(text) or any(shape.fullmatch(text) for shape in shapes) or _is_date(text))


def _is_date(text: str) -> bool:
    return any(
        found.end - found.start >= len(text) - 8
        for language in LANGUAGES
        if len(text) < 60 and any(sign.isdigit() for sign in text)
        for found in days(text, language)
    )


def _sorted(head: Masthead, text: str, language: Language) -> tuple[Masthead, str]:
    """The masthead with what this text says of it, and what is left of the text."""
    if house := _HOUSE.fullmatch(text):
        return _sorted(head, house["rest"], language) if house["rest"] else (head, "")
    for reader in (_banner, _symbols, _version, _session, _item, _date, _body):
        taken = reader(head, text, language)
        if taken is not None:
            return taken, ""
    if len(text) > _LONGEST_LINE:
        return head, text
    if (found := _DISTRIBUTION.fullmatch(text)) and not head.distribution:
        said = found["kind"] or found["before"] or found["other"]
        return _rest(evolve(head, distribution=said.strip()), found["rest"], language)
    if (found := _ORIGINAL.fullmatch(text)) and not head.original_language:
        return _rest(evolve(head, original_language=found["kind"]), found["rest"], language)
    return head, text


def _rest(head: Masthead, text: str | None, language: Language) -> tuple[Masthead, str]:
    return _sorted(head, text, language) if text else (head, "")


def _banner(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = _BANNER.fullmatch(text)
    return evolve(head, banner=found[1].strip()) if found and not head.banner else None


def _symbols(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = symbols.parse(text)
    own = dict.fromkeys((*head.symbols, *(symbol.normal for symbol in found)))
    return evolve(head, symbols=tuple(own)) if found else None


def _version(head: Masthead, text: str, _language: Language) -> Masthead | None:
    return head if _LANGUAGE_LINE.fullmatch(text) else None


def _session(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = len(text) < _LONGEST_SESSION and _SESSION.fullmatch(text) and not _REPORTS.match(text)
    return evolve(head, session=_STARS.sub("", text)) if found and not head.session else None


def _item(head: Masthead, text: str, _language: Language) -> Masthead | None:
    found = len(text) < _LONGEST_LINE and _ITEM.fullmatch(text)
    return evolve(head, item=_STARS.sub("", text)) if found and not head.item else None


def _date(head: Masthead, text: str, language: Language) -> Masthead | None:
    """A lone date is that of the paper; a place with days, or a span of days, is where and when the body met."""
    if len(text) > 100 or not any(sign.isdigit() for sign in text):
        return None
    found = next(days(text, language), None) or next(days(text, "en"), None)
    if not found:
        return None
    whole = found.end - found.start >= len(text) - 8
    if whole and len(found.dates) == 1 and not head.date:
        return evolve(head, date=found.dates[0])
    place = _SETTING.match(text) or _HAN_SETTING.match(text) or whole
    return evolve(head, place=text) if place and not head.place and not _REPORTS.match(text) else None


def _body(head: Masthead, text: str, language: Language) -> Masthead | None:
    if _REPORTS.match(text) or head.body or not _is_line(text):
        return None
    organ = pattern("^(?:<organ>)", language).match(text)
    found = organ or (pattern("<body>", language).search(text) and not head.session and not head.item)
    return evolve(head, body=text) if found else None


def _titled(head: Masthead, left: list[str], language: Language) -> tuple[Masthead, list[str]]:
    """The title: what calls itself a report; or the subject above the line of its author; or what follows the item."""
    if head.title:
        return head, left
    able = [at for at, text in enumerate(left) if len(text) < _LONGEST_TITLE and not _goes_on(text)]
    reports = [at for at in able if _REPORTS.match(left[at]) or _AUTHOR.fullmatch(_STARS.sub("", left[at]))]
    at = reports[0] if reports else None
    if at is not None and _AUTHOR.fullmatch(_STARS.sub("", left[at])) and at - 1 in able:
        at -= 1
    elif at is None and able and (head.symbols or head.session or head.item or head.date):
        below = [turn for turn in able if turn >= (1 if head.item and len(able) > 1 else 0)]
        at = below[0]
    if at is None:
        return head, left
    return evolve(head, title=_STARS.sub("", left[at])), left[:at] + left[at + 1 :]


def _is_line(text: str) -> bool:
    """Whether it may be a line of the first page, and no text of the paper."""
    return len(text) < _LONGEST_LINE and not _goes_on(text)


def _goes_on(text: str) -> bool:
    """Whether it is a sentence, or a part of one that the next line goes on with: the preamble of a resolution."""
    bare = text.rstrip("* ")
    return finished(bare) or bare.endswith((",", "،", "，", ";", "；"))
