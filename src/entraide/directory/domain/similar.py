"""What two spellings of a name have in common, in any language and script, with mistakes and transliterations.

Every word gives up to three keys:
- as it is written, folded (accents, case, Arabic vowels and hamza; Chinese as overlapping pairs of signs);
- in Latin letters (`anyascii`): Интерпол → interpol, الإنتربول → antrbwl;
- its sound: the consonants alone, those that scripts confuse made one, so that Interpol, Интерпол, إنتربول and Enterpol are all
  ~NTRPL. Arabic writes neither p nor v and few vowels; Russian writes eu as ev at the head of a word; hence the classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Final

from anyascii import anyascii
from attrs import frozen

from entraide.documents.domain.searching import HAN, index_words

LONGEST: Final = 100
"""Signs of what is typed that are looked at."""
MOST: Final = 8
"""Words of it."""
_SMALL: Final = (
    "of the for and in to on de la le les des du d l et en pour aux au el los las y del para و في من على и по в на за о с"
    " 的 和 与"
)
STOP: Final = frozenset(_SMALL.split())
_HAN: Final = re.compile(f"[{HAN}]")
_ARTICLE: Final = re.compile(r"^(?:وال|بال|كال|فال|لل|ال)(?=\w{3})")
_HEAD: Final = re.compile(r"^(?:y|j)?ev(?=[bcdfghklmnpqrstz])")
_SOUNDS: Final = (
    ("shch", "s"), ("tch", "s"), ("sch", "s"), ("dzh", "j"), ("zh", "j"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "k"),
    ("ph", "f"), ("th", "t"), ("dh", "d"), ("ck", "k"), ("ts", "s"), ("tz", "s"), ("cc", "k"), ("qu", "k"), ("x", "ks"),
)  # fmt: skip
_SOFT: Final = re.compile(r"c(?=[eiy])|ti(?=on|a|sm)")
_SOFT_G: Final = re.compile(r"g(?=[eiy])")
_CLASSES: Final = str.maketrans({"p": "p", "b": "p", "v": "f", "z": "s", "c": "k", "q": "k", "g": "k"})
_SILENT: Final = re.compile(r"[^bcdfgjklmnpqrstvxz]")
_TWICE: Final = re.compile(r"(.)\1+")


@lru_cache(maxsize=1 << 16)
def latin(word: str) -> str:
    """A folded word in lower-case Latin letters and digits."""
    return re.sub(r"[^a-z0-9]", "", anyascii(word).lower())


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """The sound of a folded word as `~` and at least three consonants; "" where it has fewer, or is Chinese."""
    if _HAN.search(word):
        return ""
    said = _HEAD.sub("eu", latin(word))
    said = _SOFT_G.sub("j", _SOFT.sub("s", said))
    for written, heard in _SOUNDS:
        said = said.replace(written, heard)
    heard = _TWICE.sub(r"\1", _SILENT.sub("", said).translate(_CLASSES))
    return f"~{heard}" if len(heard) >= 3 else ""


@lru_cache(maxsize=1 << 14)
def words(text: str) -> tuple[str, ...]:
    """The folded words of a text, Arabic ones without their article; Chinese pairs and the last sign of a run."""
    return tuple(_ARTICLE.sub("", word) for word in index_words(text.replace("’", " ").replace("'", " ")).split())


@lru_cache(maxsize=1 << 14)
def keys(word: str) -> frozenset[str]:
    """All keys under which a folded word is filed."""
    return frozenset(key for key in (word, latin(word), sound(word)) if key)


@lru_cache(maxsize=1 << 14)
def _keys_of(text: str) -> tuple[str, ...]:
    """Every key of the words of a text: names of States, kinds and functions come back with every authority."""
    return tuple({key: None for word in words(text) for key in sorted(keys(word))})


@lru_cache(maxsize=1 << 14)
def _letters(text: str) -> tuple[str, ...]:
    found = (latin(word) for word in words(text) if not _HAN.search(word))
    return tuple(word for word in found if len(word) > 2)


def filed(weights: Iterable[tuple[str, str]]) -> str:
    """What PostgreSQL's tsvector is made of: every key of these texts, each text with its weight (A to D)."""
    found: dict[str, str] = {}
    for text, weight in sorted(weights, key=itemgetter(1), reverse=True):
        found.update(dict.fromkeys(_keys_of(text), weight))
    return " ".join(f"'{key}':{place}{weight}" for place, (key, weight) in enumerate(found.items(), 1) if place < 16000)


def vocabulary(texts: Iterable[str]) -> tuple[str, ...]:
    """The words of these texts in Latin letters, for finding what a misspelt word may have meant; no Chinese."""
    return tuple(sorted({word for text in texts for word in _letters(text)}))


@frozen
class Asked:
    """One word that somebody typed, as PostgreSQL is asked: `exact` and `alike` are tsqueries, `loose` is to be corrected.

    The last word is a beginning as well. `loose` is "" for what is too short or Chinese.
    """

    exact: str
    alike: str
    loose: str


@lru_cache(maxsize=1 << 12)
def asked(text: str) -> tuple[Asked, ...]:
    """What was typed, word by word; the small words of a language only where there is nothing else."""
    typed = list(dict.fromkeys(_without_tails(words(text[:LONGEST]))))
    telling = [word for word in typed if word not in STOP] or typed
    return tuple(_asked(word, last=word == typed[-1]) for word in telling[:MOST])


def _without_tails(found: tuple[str, ...]) -> Iterable[str]:
    """The last sign of a Chinese run stands alone after its pairs: it says nothing more than they do."""
    before = ""
    for word in found:
        if not (len(word) == 1 and len(before) == 2 and before[1] == word and _HAN.match(word)):
            yield word
        before = word


def _asked(word: str, last: bool) -> Asked:
    han = bool(_HAN.search(word))
    written = {word} if han else {word, latin(word)} - {""}
    exact = [f"'{key}'" for key in sorted(written)]
    if last or (han and len(word) == 1):
        exact += [f"'{key}':*" for key in sorted(written)]
    heard = sound(word)
    loose = "" if han or len(latin(word)) < 4 else latin(word)
    return Asked(" | ".join(exact), f"'{heard}'" if heard else "", loose)
