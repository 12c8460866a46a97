"""Folding: what two spellings of one name have in common."""

from __future__ import annotations

import re
import unicodedata
from itertools import filterfalse

BRACKETED_ARTICLE = re.compile(r"\s*\((?:the|le|la|les|l['’]|el|los|las)\)", re.IGNORECASE)
_ARTICLES = frozenset({"the", "le", "la", "les", "l", "el", "los", "las"})
_WORDS = re.compile(r"[^\W_]+")
_RUNS = re.compile(r"[^\s\-'’()]+")
_ARABIC = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ء": None, "ـ": None})


def plain(text: str) -> str:
    """Lower case, without accents; Arabic without vowels, hamza or the difference of final letters."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text).translate(_ARABIC)
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold()


def words(text: str) -> list[str]:
    """The words of `text`, plain, without the Arabic article."""
    if text.isascii():
        return _WORDS.findall(text.lower())
    composed = unicodedata.normalize("NFC", text)
    return [word for each in _RUNS.findall(composed) for word in _WORDS.findall(plain(_without_al(each)))]


def fold(text: str) -> str:
    """`text` without accents, case, apostrophes, brackets, articles at its head, spaces and hyphens.

    Two spellings of one name fold to the same letters; what is not a letter or a digit is lost.
    """
    found = words(BRACKETED_ARTICLE.sub("", text))
    if len(found) > 1 and found[0] in _ARTICLES:
        found = found[1:]
    return "".join(found)


def _without_al(word: str) -> str:
    """Before folding: in `ألمانيا` the first letter bears a hamza and is no article."""
    return word[2:] if len(word) > 3 and word.startswith("ال") else word
