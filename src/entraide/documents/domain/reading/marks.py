"""The marks at the head of a line: chapter, sub-chapter, paragraph, point, note, annex; in six languages."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from attrs import frozen

from . import numbers
from .lexicon import any_language

_ORDINALS: Final = r"(?:أولا|ثانيا|ثالثا|رابعا|خامسا|سادسا|سابعا|ثامنا|تاسعا|عاشرا|(?:حادي|ثاني|ثالث|رابع|خامس) عشر)ً?"
_LETTERS: Final = "ألف|باء|جيم|دال|هاء|واو|زاي|حاء|طاء|ياء|كاف|لام|ميم|نون"
_CHAPTER: Final = re.compile(
    rf"(?P<label>[IVXLCІХС]{{1,7}})\.\s*(?=\S)|(?P<ar>{_ORDINALS})\s*[-–—.:]\s*(?=\S)|(?P<zh>[一二三四五六七八九十]{{1,3}})[.、．]\s*(?=\S)"
)
_SUB: Final = re.compile(
    rf"(?P<label>[A-ZА-Я])\.\s*(?=\S)|(?P<ar>{_LETTERS})\s*[-–—.:]\s*(?=\S)|[(（](?P<zh>[一二三四五六七八九十]{{1,3}})[)）]\s*(?=\S)"
)
_BIS: Final = r"(?P<bis>\s?(?:bis|ter|quater|quinquies|مكرر\w{0,2})\b|\s?之[二三四五])?"
_PARAGRAPH: Final = re.compile(
    rf"\[?(?P<number>\d{{1,4}}){_BIS}\s?(?:[.．、](?!\d)|[-–—](?=[\s\u0621-\u064a]))\s*(?=\S)|(?P<alone>\d{{1,4}})[.．]$"
    r"|[.\-–—]\s?(?P<mirrored>\d{1,4})\s+(?=[\u0621-\u064a«(])"
)
"""Also in square brackets, as drafts have it, and turned round, as files from right to left come out."""
_POINT: Final = re.compile(
    r"[(（]?(?P<label>[^\W\d_]{1,5}|\d{1,2})[)）]\s*(?=\S)|[‘'`](?P<quoted>\d{1,2})['’`]\s*(?=\S)"
    r"|[)）](?P<mirrored>[\u0621-\u064a]ـ?)[(（]\s*(?=\S)"
)
_NOTE: Final = re.compile(r"(?P<number>\d{1,3}|\*{1,3})\s+(?=[^\s\-–—.])|(?P<raised>[¹²³⁰⁴-⁹]{1,3})\s*(?=\S)")
_RAISED: Final = str.maketrans("¹²³⁰⁴⁵⁶⁷⁸⁹", "1230456789")


@frozen
class Mark:
    """A mark: the label as printed, its place in its row, and what is left of the line."""

    label: str
    place: int
    rest: str


def chapter(text: str) -> Mark | None:
    """`IV. Summary`, `رابعا - موجز`, `四. 摘要`."""
    return _mark(_CHAPTER.match(text), text, numbers.chapter)


def sub_chapter(text: str) -> Mark | None:
    """`B. Documentation`, `باء - الوثائق`."""
    return _mark(_SUB.match(text), text, numbers.sub_chapter)


def paragraph(text: str) -> Mark | None:
    """`20. Some` and `20 - رحب`; the number in western digits."""
    found = _PARAGRAPH.match(text)
    if not found:
        return None
    label = numbers.western(found["number"] or found["alone"] or found["mirrored"])
    shown = f"{label} {found['bis'].strip()}" if found["bis"] else label
    opened = "[" if text[0] == "[" else ""
    return Mark(shown, int(label), opened + text[found.end() :])


def point(text: str) -> Mark | None:
    """`(a) To`, `a) De`, `(أ) أن`; `place` is 0, for the row depends on what went before."""
    found = _POINT.match(text)
    if not found:
        return None
    label = numbers.western(found["label"] or found["quoted"] or found["mirrored"])
    return Mark(label, 0, text[found.end() :]) if numbers.point_rows(label) else None


def note(text: str) -> Mark | None:
    """`1 See …`: the number of a footnote, without a stop. Stars count 0."""
    found = _NOTE.match(text)
    if not found:
        return None
    label = numbers.western((found["number"] or found["raised"]).translate(_RAISED))
    return Mark(label, int(label) if label.isdigit() else 0, text[found.end() :])


def annex(text: str) -> Mark | None:
    """A line that is the word Annex, perhaps with a number."""
    found = any_language("annex").fullmatch(text)
    if not found:
        return None
    label = (found["number"] or "").strip()
    return Mark(label, numbers.chapter(label) or (int(label) if label.isdecimal() else 0), "")


def western_raised(digits: str) -> str:
    """Raised digits as plain ones."""
    return digits.translate(_RAISED)


def _mark(found: re.Match[str] | None, text: str, place: Callable[[str], int]) -> Mark | None:
    if not found:
        return None
    label = next(group for group in (found["label"], found["ar"], found["zh"]) if group)
    turn = place(label)
    return Mark(label, turn, text[found.end() :]) if turn else None
