"""Names of persons: transliterated, and a key of consonants that spellings in Latin, Cyrillic and Arabic share.

The key is blind to order, vowels, doubled letters, and the letters that transliterations mix: g k q c x; v w f ph b p;
y i e; o u ou w; h. It is for finding candidates: many people share a key.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from .letters import listed, plain

LONGEST: Final = 200
_WORDS: Final = re.compile(r"[^\W\d_]+")
_PARTICLES: Final = frozenset(
    listed(
        "al el ul ad ar as an ibn bin ben bint van von de der den del della di da dos du la le abu abou umm mr mrs ms dr prof "
        "sr sra don dona señor senor m mme mlle monsieur madame господин госпожа г гжа السيد السيدة بن ابن بنت ابو ال"
    )
)
_CYRILLIC: Final = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґў",
        listed("a b v g d e e j z i i k l m n o p r s t u f h s c s sc - y - e u a i i e g u"),
        strict=True,
    )
)
_ARABIC: Final = dict(
    zip(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويچژ",
        listed("a b t t j h h d d r z s s s d t z a g f k k l m n h w y c j"),
        strict=True,
    )
)
_CLASSES: Final = {
    **dict.fromkeys("kqgc", "K"), **dict.fromkeys("bpvfw", "B"), "d": "D", "t": "T", "j": "J", "l": "L", "m": "M",
    "n": "N", "r": "R", "s": "S", "z": "Z", "x": "KS", "h": "H",
}  # fmt: skip
_DIGRAPHS: Final = (
    ("dzh", "j"), ("tch", "j"), ("дж", "j"), ("дз", "z"), ("sch", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("sh", "s"), ("zh", "j"), ("th", "t"), ("dh", "d"), ("ts", "s"), ("tz", "s"), ("ck", "k"), ("qu", "k"), ("dj", "j"),
)  # fmt: skip


def latin(text: str) -> str:
    """The name in lower-case Latin letters, marks and digits left out: for showing beside another and comparing letters."""
    folded = plain(text[:LONGEST])
    return " ".join("".join(_letter(char) for char in word) for word in _WORDS.findall(folded))


def person_key(text: str) -> str:
    """The classes of consonants of each word, sorted: `Karim Salma`, `Salma, Qareem`, `كريم سلما` have one key.

    A word of one letter stays an initial.
    """
    found = _WORDS.findall(plain(text[:LONGEST]))
    named = [word for word in found if word not in _PARTICLES] or found
    return " ".join(sorted(skeleton(word) for word in named))


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """The classes of consonants of one folded word; `A` before them when it begins with a vowel."""
    arabic = "\u0600" <= word[0] <= "\u06ff"
    for letters, one in () if arabic else _DIGRAPHS:
        word = word.replace(letters, one)
    letters = "".join(_letter(char) for char in word)
    if letters.startswith("al") and len(letters) > 4 and letters[2] not in "aeiouy":
        letters = letters[2:]
    key = "".join(_class(letters, at, arabic) for at in range(len(letters)))
    return ("A" if letters and letters[0] in "aeiouy" else "") + key


def _class(letters: str, at: int, arabic: bool) -> str:
    """Nothing for a vowel, an inner `h`, a doubled letter, and the Arabic waw inside a word."""
    letter = letters[at]
    if at and (letter == "h" or (arabic and letter == "w")):
        return ""
    own = _CLASSES.get(letter, "")
    return "" if at and own == _CLASSES.get(letters[at - 1], " ") and own != "H" else own


@lru_cache(maxsize=20_000)
def _letter(char: str) -> str:
    if char.isascii():
        return char
    if char in _CYRILLIC:
        return _CYRILLIC[char].replace("-", "")
    if char in _ARABIC:
        return _ARABIC[char]
    return "".join(each for each in anyascii(char).lower() if each.isalpha())
