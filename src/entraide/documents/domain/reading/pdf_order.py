"""A line as it is drawn, put in the order in which it is read: from left to right, or from right to left."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from .decoding import is_rtl
from .pdf_signs import Row, Sign, is_mark

_UP: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_JOINTS: Final = frozenset("/.,:-+'’&@_%")
_OPENING: Final = dict(zip("([{«<", ")]}»>", strict=True))
_CLOSING: Final = {close: opening for opening, close in _OPENING.items()}
_EITHER: Final = re.compile(r"[()\[\]{}«»]")
_CJK: Final = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
_TWICE: Final = re.compile(r"([^\W\d_][\u064b-\u0652]+)\1")
"""A letter with its mark, which some files give for the letter and again for the mark."""
_ALIFS: Final = frozenset("اأإآٱ")
_BLANK: Final = 0.17
_BLANK_RTL: Final = 0.1
_NO_WIDTH: Final = 0.05
_WIDE: Final = 0.5
"""From which gap, in heights of the line, words are apart: among letters, and beside Chinese characters."""


def text_of(row: Row, rtl: bool) -> str:
    """The words of a line in reading order; raised digits as raised digits."""
    signs = _spaced(row, rtl)
    right = rtl and (any(is_rtl(sign.text) for sign in signs) or not any(_kind(sign.text) == "L" for sign in signs))
    if not right:
        return _joined([_shown(sign) for sign in _marks_after(signs, 1)])
    whole = _joined([_shown(sign) for sign in _logical(_marks_after(signs[::-1], -1))])
    return _mended(_TWICE.sub(r"\1", whole))


def _joined(pieces: list[str]) -> str:
    return " ".join("".join(pieces).split())


def _shown(sign: Sign) -> str:
    return sign.text.translate(_UP) if sign.raised and sign.text.isdecimal() else sign.text


def _spaced(row: Row, rtl: bool) -> list[Sign]:
    """The signs with a blank in every gap. From right to left the blanks that the engine made stand at wrong places."""
    out: list[Sign] = []
    blank = _BLANK_RTL if rtl else _BLANK
    for turn, sign in enumerate(row.signs):
        if sign.text.isspace() and ((rtl and sign.right - sign.left < _NO_WIDTH) or _beside_han(row, turn)):
            continue
        if out and not sign.text.isspace() and not out[-1].text.isspace():
            edge = max(other.right for other in out[-3:])
            wide = _CJK.match(sign.text) or _CJK.match(out[-1].text)
            if sign.left - edge > row.height * (_WIDE if wide else blank):
                out.append(Sign(" ", edge, sign.left, row.base, row.height))
        out.append(sign)
    return out


def _beside_han(row: Row, turn: int) -> bool:
    """Whether a blank stands between a Chinese character and a neighbour that is near: it is but a matter of looks."""
    before = next((sign for sign in reversed(row.signs[:turn]) if not sign.text.isspace()), None)
    after = next((sign for sign in row.signs[turn + 1 :] if not sign.text.isspace()), None)
    if not before or not after or not (_CJK.match(before.text) or _CJK.match(after.text)):
        return False
    return after.left - before.right < row.height * _WIDE


def _marks_after(signs: Sequence[Sign], step: int) -> list[Sign]:
    """Marks above or below letters right after the letter under them."""
    if not any(is_mark(sign.text) for sign in signs):
        return list(signs)
    letters = [sign for sign in signs if not is_mark(sign.text)]
    under: dict[int, list[Sign]] = {}
    for mark in (sign for sign in signs if is_mark(sign.text)):
        middle = (mark.left + mark.right) / 2
        home = min(
            (turn for turn, sign in enumerate(letters) if sign.text.isalpha()),
            key=lambda turn: (abs((letters[turn].left + letters[turn].right) / 2 - middle), step * turn),
            default=0,
        )
        under.setdefault(home, []).append(mark)
    out: list[Sign] = []
    for turn, sign in enumerate(letters):
        out.append(sign)
        out.extend({mark.text: mark for mark in under.get(turn, ())}.values())
    return out


@lru_cache(4096)
def _kind(text: str) -> str:
    """R, L, digit D or neutral N."""
    kind = unicodedata.bidirectional(text[:1]) if text else ""
    return {"R": "R", "AL": "R", "L": "L", "EN": "D", "AN": "D"}.get(kind, "N")


def _logical(signs: list[Sign]) -> list[Sign]:
    """Signs seen from right to left, with the stretches that run from left to right turned round.

    A stretch of Latin letters takes the digits, signs and blanks inside it; a number only the signs that join digits.
    """
    kinds = [_kind(sign.text) for sign in signs]
    out: list[Sign] = []
    at = 0
    while at < len(signs):
        if kinds[at] not in "LD" and not _opens_latin(signs, kinds, at):
            out.extend(_cluster(signs, at, kinds))
            at += max(1, _cluster_size(signs, at, kinds))
            continue
        end = _end(signs, kinds, at)
        out.extend(_calls_last(signs[at:end][::-1]))
        at = end
    return out


def _calls_last(stretch: list[Sign]) -> list[Sign]:
    """The call of a note that stands left of a number comes after it."""
    first = next((turn for turn, sign in enumerate(stretch) if not sign.raised), 0)
    return stretch[first:] + stretch[:first] if first and stretch[first].text.isdecimal() else stretch


def _opens_latin(signs: list[Sign], kinds: list[str], at: int) -> bool:
    """A bracket at the right end of a Latin stretch that has its partner inside: S/RES/2322 (2016)."""
    if signs[at].text not in "()":
        return False
    end = at + 1
    while end < len(signs) and kinds[end] == "D":
        end += 1
    if end == at + 1 or end >= len(signs) or signs[end].text not in "()":
        return False
    rest = end + 1
    while rest < len(signs) and signs[rest].text.isspace():
        rest += 1
    return rest < len(signs) and kinds[rest] in "LD" and "L" in kinds[rest : _end(signs, kinds, rest)]


def _end(signs: list[Sign], kinds: list[str], start: int) -> int:
    """Where the stretch that begins at `start` ends."""
    end, latin, at = start, False, start
    while at < len(signs):
        kind = kinds[at]
        if kind == "R":
            break
        if kind in "LD":
            latin = latin or kind == "L"
            end = at + 1
        at += 1
    if latin:
        return _trimmed(kinds, start, end)
    at = start
    while at < end:
        if kinds[at] == "D" or (
            signs[at].text in _JOINTS and at + 1 < end and kinds[at + 1] == "D" and at > start and kinds[at - 1] == "D"
        ):
            at += 1
            continue
        break
    return max(at, start + 1)


def _trimmed(kinds: list[str], start: int, end: int) -> int:
    """Not with the numbers that follow the last Latin letter after a blank: they stand for themselves."""
    return end if "L" in kinds[start:end] else start + 1


def _cluster_size(signs: list[Sign], at: int, kinds: list[str]) -> int:
    size = 1
    while (
        at + size < len(signs)
        and kinds[at] == "R"
        and kinds[at + size] == "R"
        and abs(signs[at + size].left - signs[at].left) < 0.01
    ):
        size += 1
    return size


def _cluster(signs: list[Sign], at: int, kinds: list[str]) -> list[Sign]:
    """Letters of one ligature share their left edge: the wider box is the first of the two, and lam before alif."""
    size = _cluster_size(signs, at, kinds)
    return sorted(signs[at : at + size], key=lambda sign: (sign.text in _ALIFS, -sign.right))


def _mended(text: str) -> str:
    """Brackets turned the way they open and close; a full stop that slipped before its number put back."""
    if not _EITHER.search(text):
        return text
    out = list(text)
    open_now: list[str] = []
    for at, sign in enumerate(text):
        if not _EITHER.match(sign):
            continue
        opening = sign if sign in _OPENING else _CLOSING[sign]
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        freely, tightly = not before or before.isspace(), bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace() and (not after or after.isspace() or after in ".,;:،؛؟")
        if (freely and tightly) or (not closes and opening not in open_now):
            out[at] = opening
            open_now.append(opening)
        else:
            out[at] = _OPENING[opening]
            if opening in open_now:
                open_now.remove(opening)
    return "".join(out)
