"""Concepts of the field found in a text by their words in its language, from the list of terms (`data/themes/terms.yml`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from itertools import product
from typing import Any, Final

import yaml
from attrs import frozen

from entraide.documents.domain.searching import Word, words_of
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Text

from .stems import stem

SLACK: Final = 4
"""Other words that may stand between those of a term."""
_PASSED_OVER: Final = frozenset(
    "a al and au aux d da de del des du e el en et for l la las le les los of on or par por the to y в за и из к на о от по с".split()  # noqa: SIM905
)
"""Words of terms that every text has."""


@frozen
class Said:
    """A concept, and where the words stand that say it."""

    concept: str
    start: int
    end: int


@frozen
class Terms:
    """The list: per language, the terms by the first of their stems; Chinese ones as they are written."""

    version: str
    labels: Mapping[str, Text]
    index: Mapping[str, Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]]
    han: tuple[tuple[str, str], ...]


def read_yaml(name: str) -> dict[str, Any]:
    """A file of `data/themes`."""
    source = files("entraide.analysis") / "data" / "themes" / name
    found: dict[str, Any] = yaml.load(source.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    return found


def _loader() -> Any:
    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def terms() -> Terms:
    """The list that comes with the software."""
    table = read_yaml("terms.yml")
    index: dict[str, dict[str, list[tuple[str, tuple[str, ...]]]]] = {code: defaultdict(list) for code in LANGUAGES}
    labels, han = {}, []
    for concept, written in table["concepts"].items():
        each = {code: _parted(entry) for code, entry in zip(table["languages"], written, strict=True)}
        labels[concept] = Text.of("en", **{code: entry[0] for code, entry in each.items()})
        han += [(term, concept) for term in each["zh"]]
        for code in LANGUAGES:
            for term in each[code]:
                if stems := _stems(term, code):
                    index[code][stems[0]].append((concept, stems))
    kept = {code: {first: tuple(rows) for first, rows in by_first.items()} for code, by_first in index.items()}
    return Terms(str(table["version"]), labels, kept, tuple(han))


def _parted(entry: str) -> list[str]:
    return [term.strip() for term in str(entry).split(";") if term.strip()]


def _stems(term: str, language: str) -> tuple[str, ...]:
    words = [word.folded for word in words_of(term)]
    kept = [word for word in words if word not in _PASSED_OVER] or words
    return tuple(dict.fromkeys(stem(word, language) for word in kept))


def concepts_in(text: str, language: str) -> tuple[Said, ...]:
    """Every concept said in `text`, in the order in which they are said; one place each."""
    table = terms()
    words = words_of(text)
    found: dict[str, Said] = {}
    for code in (language, "en") if language in ("ar", "ru", "zh") else (language,):
        chosen = [word for word in words if code == language or word.folded.isascii()]
        _by_stems(chosen, table.index[code], code, found)
    if language == "zh":
        for term, concept in table.han:
            at = text.find(term)
            if at >= 0 and concept not in found:
                found[concept] = Said(concept, at, at + len(term))
    return tuple(sorted(found.values(), key=lambda one: (one.start, one.concept)))


def _by_stems(
    words: list[Word], index: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]], code: str, found: dict[str, Said]
) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(words):
        places[stem(word.folded, code)].append(at)
    for first in places:
        for concept, stems in index.get(first, ()):
            if concept not in found and (span := _near(stems, places)):
                found[concept] = Said(concept, words[span[0]].start, words[span[1]].end)


def _near(stems: tuple[str, ...], places: Mapping[str, list[int]]) -> tuple[int, int] | None:
    """First and last word of a place where all stems stand near one another."""
    each = [places.get(one, ())[:8] for one in stems]
    if not all(each):
        return None
    for at in product(*each):
        if max(at) - min(at) < len(stems) + SLACK:
            return min(at), max(at)
    return None


def label(concept: str) -> Text:
    """The first word of a concept in each language."""
    return terms().labels[concept]


def named(concepts: Iterable[str], language: Language) -> tuple[str, ...]:
    """Concepts in the words of a language; one that a later list no longer has is left out."""
    labels = terms().labels
    return tuple(labels[one].shown_in(language).text for one in concepts if one in labels)
