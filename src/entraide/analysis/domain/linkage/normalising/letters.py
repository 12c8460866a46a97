"""Letters of six languages: folding, words, light stems.

Folding loses what two spellings of one word may differ in: case, accents, Arabic vowels, hamza and final letters,
digits of other scripts. A stem also loses number, gender and case. Both are for finding, never for printing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final


def listed(words: str) -> list[str]:
    """Words written with spaces between them: short lists of many words read better so."""
    return words.split()


CHINESE: Final = "\u3400-\u9fff\uf900-\ufaff"
_PIECES: Final = re.compile(rf"[{CHINESE}]+|[^\W_{CHINESE}]+")
_DIGITS: Final = {ord(char): str(unicodedata.decimal(char)) for char in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}
_ARABIC: Final = str.maketrans(
    {"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ء": None, "ـ": None, "ٱ": "ا", "گ": "ك", "پ": "ب"}
)
_LATIN: Final = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "ð": "d", "þ": "th"}
)
_FORMAT: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")

STOP: Final = frozenset(
    listed(
        "a an the of in on with from for and or by at to on its his de du des la le les l d en et ou avec au aux sur par pour un une "
        "del el los las con y o e por para una uno sobre из с со и в во на от для к по у из под о об "
        "من في على مع او و عن الي ل ب"
    )
)
"""Words that carry no thing: never reported as unknown."""


def plain(text: str) -> str:
    """Lower case, without accents, marks of direction, Arabic vowels or tatweel; every digit an ASCII digit."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", _FORMAT.sub("", text)).translate(_DIGITS).translate(_ARABIC)
    return "".join(char for char in text if not unicodedata.combining(char)).casefold().translate(_LATIN)


def pieces(folded: str) -> list[str]:
    """The words of a folded text; a run of Chinese characters is one piece."""
    return _PIECES.findall(folded)


def is_chinese(piece: str) -> bool:
    """Whether a piece is a run of Chinese characters."""
    return "\u3400" <= piece[0] <= "\u9fff" or "\uf900" <= piece[0] <= "\ufaff"


def script(piece: str) -> str:
    """`ar`, `ru` or `zh` by the first letter; empty for Latin letters, which three languages share."""
    first = piece[0]
    if "\u0400" <= first <= "\u052f":
        return "ru"
    if "\u0600" <= first <= "\u06ff":
        return "ar"
    return "zh" if is_chinese(piece) else ""


@lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """The light stem of one folded word: the same for its number, gender and case, mostly."""
    language = script(word) or language
    rule = _RULES.get(language)
    return rule(word) if rule else word


def _english(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _french(word: str) -> str:
    if len(word) > 4 and word.endswith("aux"):
        word = word[:-3] + "al"
    elif len(word) > 3 and word[-1] in "sx":
        word = word[:-1]
    if len(word) > 3 and word[-1] == "e" and word[-2] not in "aeiou":
        word = word[:-1]
        if len(word) > 4 and word[-1] == word[-2]:
            word = word[:-1]
    return word


def _spanish(word: str) -> str:
    if len(word) > 4 and word.endswith("ces"):
        word = word[:-3] + "z"
    elif len(word) > 4 and word.endswith("es") and word[-3] not in "aeiou":
        word = word[:-2]
    elif len(word) > 3 and word.endswith("s"):
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "aoe" else word


_RUSSIAN: Final = tuple(
    sorted(
        listed(
            "иями ями ами иях ях ах ого его ому ему ыми ими ой ей ии ыи ая яя ое ее ые ие ую юю ым им ом ем ов ев ам ям "
            "ию ью ия ья ых их иеи ью а я о е ы и у ю ь"
        ),
        key=len,
        reverse=True,
    )
)


def _russian(word: str) -> str:
    for ending in _RUSSIAN:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


_BEFORE: Final = ("وال", "بال", "كال", "فال", "لل", "ال")
_AFTER: Final = ("يات", "يه", "ات", "ون", "ين", "ان", "ه", "ي")


def _arabic(word: str) -> str:
    for before in _BEFORE:
        if word.startswith(before) and len(word) - len(before) >= 2:
            word = word[len(before) :]
            break
    for after in _AFTER:
        if word.endswith(after) and len(word) - len(after) >= 3:
            return word[: -len(after)]
    return word


_RULES: Final = {"en": _english, "fr": _french, "es": _spanish, "ru": _russian, "ar": _arabic}
