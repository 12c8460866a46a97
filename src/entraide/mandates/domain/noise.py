"""Worn texts, as scanners give them: broken hyphens, ligatures, digits for letters, doubled blanks, French and Spanish without accents.

A text is mended as far as the lexicon is sure, and every letter remembers where it stood, so that spans hold in the original.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from attrs import frozen

from entraide.kernel.languages import Language

from .entities import entities_printed
from .paradigms import forms
from .vocabulary import table
from .words import fold, words

_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_WORN: Final = re.compile(
    r"(?P<ligature>[ﬀ-ﬆ])"
    r"|(?P<broken>[^\W\d_]+[-‐\u00ad]\s+[^\W\d_]+)"
    r"|(?P<mixed>\b[^\W\d_]+[01|][^\W_]*(?![\d/]))"
    r"|(?P<blanks>[ \t\u00a0]{2,})"
)
_SUSPECT: Final = re.compile(r"[ﬀ-ﬆ]|[^\W\d_][-‐\u00ad]\s|[^\W\d_][01|][^\W\d_]|[ \t\u00a0]{2}")
_DIGITS: Final[dict[bool, dict[int, int]]] = {False: str.maketrans("01|", "oll"), True: str.maketrans("0", "о")}
_CYRILLIC: Final = re.compile("[а-яё]", re.IGNORECASE)
_ACCENTED: Final[tuple[Language, ...]] = ("fr", "es")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_SHORT: Final = 25
"""Texts of fewer letters may well be without accents."""


@frozen
class Mended:
    """A text as it was meant. `places`: where each of its letters stands in the original, and its end; None where nothing changed."""

    text: str
    places: Sequence[int] | None = None

    def original(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of this text as one of the original."""
        return span if self.places is None else (self.places[span[0]], self.places[span[1]])


@lru_cache(maxsize=64)
def mended(text: str, language: Language) -> Mended:
    """A text without the traces of scanning; the text itself where it has none."""
    bare = language in _ACCENTED and _unaccented(text)
    if not bare and not _SUSPECT.search(text):
        return Mended(text)
    letters: list[str] = []
    places: list[int] = []
    at = 0
    for found in _WORN.finditer(text):
        for kept, letter in enumerate(text[at : found.start()], at):
            letters.append(letter)
            places.append(kept)
        meant = _meant(found, language)
        letters += meant
        # letters that are not there stand where the last one that is there stood
        places += [min(found.start() + turn, found.end() - 1) for turn in range(len(meant))]
        at = found.end()
    letters += text[at:]
    places += range(at, len(text) + 1)
    whole = "".join(letters)
    whole = _accented(whole, language) if bare else whole
    return Mended(text) if whole == text else Mended(whole, places)


def _unaccented(text: str) -> bool:
    head = text[:2000]
    return len(head) >= _SHORT and head.isascii()


def _meant(found: re.Match[str], language: Language) -> str:
    printed = found[0]
    if found["ligature"]:
        return _LIGATURES[printed]
    if found["blanks"]:
        return " "
    if found["mixed"]:
        return printed.translate(_DIGITS[bool(_CYRILLIC.search(printed))]) if _mistaken(printed) else printed
    head, tail = re.split(r"[-‐\u00ad]\s+", printed, maxsplit=1)
    whole = head + tail
    return (
        whole if "\n" in printed or fold(whole) in _words(language) or _bare(whole) in _accents(language) else printed
    )


def _mistaken(printed: str) -> bool:
    """Whether digits stand between letters, as they do in no symbol."""
    return re.search(r"[^\W\d_][01|]+[^\W\d_]", printed) is not None and not re.search(r"[2-9]", printed)


def _accented(text: str, language: Language) -> str:
    """The accents of the words that the lexicon knows only with them; no letter more or less."""
    helpers = table("noise")[language]["auxiliaries"]
    made = _LETTERS.sub(lambda found: _with_accents(found[0], language), text)
    for source, meant in table("noise")[language]["patterns"]:
        made = re.sub(source, meant, made)
    return re.sub(
        rf"\b(?:{'|'.join(helpers)})(?:\s+\w+){{1,4}}",
        lambda found: _with_participle(found[0], _participles(language)),
        made,
        flags=re.IGNORECASE,
    )


def _with_participle(phrase: str, participles: Mapping[str, str]) -> str:
    """The first participle behind a helper: "a notamment prie"."""
    for found in _LETTERS.finditer(phrase):
        meant = participles.get(found[0])
        if meant:
            return phrase[: found.start()] + meant + phrase[found.end() :]
    return phrase


def _with_accents(word: str, language: Language) -> str:
    low = word.lower()
    if fold(low) in _words(language) or low not in _accents(language):
        return word
    meant = _accents(language)[low]
    if word.isupper():
        return meant.upper()
    return meant.capitalize() if word[0].isupper() else meant


def _bare(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


@cache
def _words(language: Language) -> frozenset[str]:
    """Every word that the lexicon prints."""
    return frozenset(word for phrase in _phrases(language) for word in (each.form for each in words(phrase)))


@cache
def _accents(language: Language) -> dict[str, str]:
    """Word without accents → the word."""
    told = (word.lower() for phrase in _phrases(language) for word in _LETTERS.findall(phrase))
    return {_bare(word): word for word in told if not word.isascii()}


@cache
def _participles(language: Language) -> dict[str, str]:
    book = table(language)
    found: dict[str, str] = {}
    for row in book["verbs"]:
        for kind, form in forms(language, row, book):
            last = form.split()[-1]
            if kind in ("finite", "passive") and not last.isascii():
                found[_bare(last)] = last
    return found


@cache
def _phrases(language: Language) -> tuple[str, ...]:
    return tuple(_gathered(language))


def _gathered(language: Language) -> Iterator[str]:
    book: dict[str, Any] = dict(table(language))
    for row in book["verbs"]:
        yield from (form for _kind, form in forms(language, row, book))
    for kind in ("iterators", "intensifiers", "adverbs", "conjunctions", "reiterating"):
        yield from book[kind]
    yield from entities_printed(language)
    yield from table("noise").get(language, {}).get("words", ())
