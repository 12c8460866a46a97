"""A text as words that can be compared: each keeps its place in the original.

Folding is what makes spellings meet: case, curly apostrophes, hyphens of every width, ё, and for Arabic the vowel
signs, the stretching of letters (tatweel), the forms of alef and the final yeh. Chinese gives one word per character.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from attrs import frozen

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_MARKS = "\u0610-\u061a\u064b-\u065f\u0670\u0640"
_LETTER = r"[^\W\d_\u3400-\u9fff]"
_WORD: Final = re.compile(rf"{_LETTER}+(?:[{_MARKS}{_UNSEEN}]+{_LETTER}*)*['’]?|[\u3400-\u9fff]|\d+|[^\w\s{_UNSEEN}]")
_DROP: Final = re.compile(rf"[{_UNSEEN}{_MARKS}\u0300-\u036f]")
_OTHER_DIGITS: Final = re.compile("[٠-٩۰-۹]")
_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_DROPPED: Final = frozenset(sign for sign in map(chr, range(0x10000)) if _DROP.match(sign))
_SPACE: Final = re.compile(r"\s")
_ARABIC: Final = re.compile("[\u0600-\u06ff]")
_FOLDS: Final = str.maketrans({
    "’": "'", "ʼ": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "ё": "е",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ؤ": "و", "ئ": "ي",
    "：": ":", "；": ";", "，": ",", "،": ",", "؛": ";",
    "（": "(", "）": ")",
})  # fmt: skip


class Word(NamedTuple):
    """A word or a mark: its folded form, and from where to where it stands in the text."""

    form: str
    start: int
    end: int


_new: Final = tuple.__new__
"""Words are made by the hundred thousand: without the detour of their own constructor."""


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """The form under which spellings of one word meet."""
    text = text.casefold()
    if _ARABIC.search(text):
        text = unicodedata.normalize("NFKD", text.translate(_FOLDS))
    return _DROP.sub("", text.translate(_FOLDS))


@lru_cache(maxsize=512)
def words(text: str, start: int = 0, stop: int | None = None) -> tuple[Word, ...]:
    """The words of a text (or of a stretch of it) in order; invisible characters are none."""
    found = _WORD.finditer(text, start, len(text) if stop is None else stop)
    return tuple([_new(Word, (form, *match.span())) for match in found if (form := fold(match[0]))])


@frozen
class Line:
    """A text folded letter by letter, so that what is found in `form` can be shown as it was printed."""

    text: str
    form: str
    places: Sequence[int]

    def printed(self, start: int, end: int) -> str:
        """What stands in the original where `form[start:end]` was found."""
        return self.text[self.places[start] : self.places[end]].strip()


@lru_cache(maxsize=512)
def line(text: str) -> Line:
    """Fold a text for regular expressions; every white space is one blank."""
    form = _SPACE.sub(" ", text.casefold()).translate(_FOLDS)
    if len(form) != len(text):
        return _letter_by_letter(text)
    bare = _DROP.sub("", form)
    if _ARABIC.search(bare) and not unicodedata.is_normalized("NFKD", bare):
        return _letter_by_letter(text)
    if len(bare) == len(form):
        return Line(text, form, range(len(text) + 1))
    return Line(text, bare, (*(place for place, letter in enumerate(form) if letter not in _DROPPED), len(text)))


def stretch(text: str, start: int, stop: int | None = None) -> Line:
    """A stretch of a text, folded; the whole is folded once however many stretches of it are looked at."""
    whole, stop = line(text), len(text) if stop is None else stop
    if isinstance(whole.places, range):
        return Line(text[start:stop], whole.form[start:stop], range(stop - start + 1))
    first, last = bisect_left(whole.places, start), bisect_left(whole.places, stop)
    places = [place - start for place in whole.places[first:last]]
    return Line(text[start:stop], whole.form[first:last], (*places, stop - start))


def _letter_by_letter(text: str) -> Line:
    """Where folding changes how many letters there are, each remembers its place."""
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        folded = " " if letter.isspace() else fold(letter)
        letters.append(folded)
        places += [place] * len(folded)
    return Line(text, "".join(letters), (*places, len(text)))


@lru_cache(maxsize=64)
def western(text: str) -> str:
    """A text with the digits of Arabic and Persian as European ones; letters keep their places."""
    return text.translate(_DIGITS) if _OTHER_DIGITS.search(text) else text


def pattern(source: str) -> re.Pattern[str]:
    """A regular expression of the lexicon, its letters folded as the text's are (its classes are not)."""
    return re.compile(_DROP.sub("", source.translate(_FOLDS)))
