"""Words as they are indexed and as they are asked for: what two writings of one word have in common, in six languages.

A text becomes words with blanks between them, of letters or of digits and nothing else, so that PostgreSQL makes one
position of each: the n-th word here is the n-th position there, which is how a find is marked in the text (`snippets`).
Latin letters lose their accents, Arabic its vowel signs and the differences of alef, ya and ta marbuta; digits become
European; Chinese is cut into overlapping pairs of signs, with the last sign of a run alone. A symbol or a hyphened word
is asked for as its parts in their order, so CTOC/COP/WG.2/2012/4 is found whole, and by WG.2.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language

CONFIGURATIONS: Final[dict[Language, str]] = {
    "ar": "arabic", "en": "english", "es": "spanish", "fr": "french", "ru": "russian", "zh": "simple",
}  # fmt: skip
LONGEST_QUERY: Final = 200
MOST_TERMS: Final = 16
LONGEST_WORD: Final = 60

HAN: Final = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_MARKS: Final = "\u00ad\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_LETTER: Final = rf"[^\W\d_{HAN}\u0640]"
_WORD: Final = re.compile(rf"[{HAN}]+|\d+|{_LETTER}+(?:[{_MARKS}]+{_LETTER}*)*")
_IGNORED: Final = re.compile(rf"[{_MARKS}]")
_OTHER_LETTERS: Final = str.maketrans({
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ё": "е",
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ئ": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ء": "",
})  # fmt: skip
_QUOTED: Final = re.compile(r'"([^"]*)"|«([^»]*)»|[“„]([^”“]*)[”“]|「([^」]*)」|《([^》]*)》')
_BIT: Final = re.compile(r"(?P<minus>(?:(?<=\s)|^)[-–−])?(?:(?P<quoted>\ue000\d+\ue001)|(?P<bare>[^\s\ue000\ue001]+))")


@frozen
class Word:
    """One word of a text: as it is indexed, and where it stands in the text (a Chinese pair covers two signs)."""

    folded: str
    start: int
    end: int


@frozen
class Term:
    """Words that must follow one another. `without`: no passage that has them. `prefix`: the last word is a beginning."""

    words: tuple[str, ...]
    without: bool = False
    prefix: bool = False


@frozen
class Query:
    """What somebody looks for: all the terms, in any order, in one passage."""

    terms: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that must be there; without one of these there is nothing to look for."""
        return tuple(term for term in self.terms if not term.without)

    def __bool__(self) -> bool:
        return bool(self.wanted)


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """One word of letters or digits in the form in which two writings of it are equal; "" when nothing is left."""
    plain = unicodedata.normalize("NFKC", word).casefold().translate(_OTHER_LETTERS)
    if not plain.isascii():
        plain = _IGNORED.sub("", "".join(map(_bare, plain)))
    return "".join(sign for sign in plain if sign.isalnum())[:LONGEST_WORD]


@lru_cache(maxsize=1 << 12)
def _bare(sign: str) -> str:
    """A Latin letter without its accent, a European digit; й is a letter of its own and stays."""
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    base = unicodedata.normalize("NFD", sign)[0]
    return base if base.isascii() else sign


def index_words(text: str) -> str:
    """What PostgreSQL makes its index of: the words of `text` in order, with blanks between them."""
    found = []
    for piece in _WORD.findall(text):
        if _is_han(piece):
            found += _pairs(piece)
        elif folded := fold(piece):
            found.append(folded)
    return " ".join(found)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of `index_words`, in the same order, with their places in the text."""
    found = []
    for match in _WORD.finditer(text):
        start, end = match.span()
        if _is_han(match[0]):
            pairs = _pairs(match[0])
            found += [Word(pair, start + at, start + at + len(pair)) for at, pair in enumerate(pairs)]
        elif folded := fold(match[0]):
            found.append(Word(folded, start, end))
    return tuple(found)


def _is_han(piece: str) -> bool:
    return piece[0] >= "\u3005" and re.match(f"[{HAN}]", piece) is not None


def _pairs(run: str) -> list[str]:
    """Overlapping pairs, then the last sign alone, so that every sign begins a word and can be looked for by itself."""
    return [*(first + second for first, second in pairwise(run)), run[-1]]


def parse(text: str) -> Query:
    """What was typed: words, "phrases" in the quotation marks of any of the languages, -word for without, word* for a start.

    Never fails: what holds no letter or digit is passed over; a query over LONGEST_QUERY signs is cut.
    """
    text = unicodedata.normalize("NFC", text[:LONGEST_QUERY].translate({0xE000: " ", 0xE001: " "}))
    phrases: list[str] = []

    def keep(found: re.Match[str]) -> str:
        phrases.append(next(group for group in found.groups() if group is not None))
        return f"\ue000{len(phrases) - 1}\ue001"

    terms: list[Term] = []
    for bit in _BIT.finditer(_QUOTED.sub(keep, text)):
        without = bit["minus"] is not None
        if bit["quoted"]:
            terms += _terms(phrases[int(bit["quoted"][1:-1])], without)
        else:
            terms += _terms(bit["bare"].rstrip("*"), without, prefix=bit["bare"].endswith("*"))
    return Query(tuple(dict.fromkeys(terms))[:MOST_TERMS])


def _terms(text: str, without: bool, prefix: bool = False) -> list[Term]:
    """The words of one stretch, to be found one after the other."""
    words: list[str] = []
    last_run = 0
    for piece in _WORD.findall(text):
        if _is_han(piece):
            words, last_run = words + _pairs(piece), len(piece)
        elif folded := fold(piece):
            words, last_run = [*words, folded], 0
    if last_run > 1:  # What follows in the text would be in a pair with the last sign.
        words.pop()
    return [Term(tuple(words), without, prefix or last_run == 1)] if words else []


def tsquery(query: Query) -> str:
    """The query in PostgreSQL's own writing, for `to_tsquery`; "" for nothing. Every word is letters and digits only."""
    if not query:
        return ""
    return " & ".join(("!" if term.without else "") + _phrase(term) for term in query.terms)


def _phrase(term: Term) -> str:
    last = len(term.words) - 1
    marked = [f"'{word}'" + (":*" if term.prefix and at == last else "") for at, word in enumerate(term.words)]
    return f"({' <-> '.join(marked)})"


def words_to_mark(query: Query, joined: bool) -> str:
    """The words of phrases (`joined`) or those asked for alone, as `index_words` writes them; no starts of words."""
    terms = [term for term in query.wanted if (len(term.words) > 1) is joined]
    return " ".join(word for term in terms for word in (term.words[:-1] if term.prefix else term.words))


def starts_to_mark(query: Query, joined: bool) -> str:
    """The starts of words, likewise."""
    return " ".join(term.words[-1] for term in query.wanted if term.prefix and (len(term.words) > 1) is joined)
