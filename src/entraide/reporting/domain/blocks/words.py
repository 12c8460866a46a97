"""The words of a block: text with placeholders, each a living figure in one of its forms.

    {coverage.replied}            its value                    {coverage.replied|share}     its share of its N
    {coverage.replied|words}      most (41 of 60)              {coverage.replied|percent}   68.3 per cent (41 of 60)
    {x|base} {x|low} {x|high} {x|interval} {x|largest} {x|counted}
    {coverage.late|plural one{… reply} other{… replies}}       the form that the value asks for (CLDR categories)
    {@list} {@n} {@label} {@deadline} …                        what the block itself or the set knows

A brace that opens none of these is a brace.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from attrs import frozen

from entraide.kernel.languages import Language

Form = Literal["value", "share", "words", "percent", "base", "low", "high", "interval", "largest", "counted"]
FORMS: Final[tuple[Form, ...]] = (
    "value", "share", "words", "percent", "base", "low", "high", "interval", "largest", "counted",
)  # fmt: skip
CATEGORIES: Final[Mapping[Language, tuple[str, ...]]] = {
    "ar": ("zero", "one", "two", "few", "many", "other"),
    "en": ("one", "other"),
    "es": ("one", "many", "other"),
    "fr": ("one", "many", "other"),
    "ru": ("one", "few", "many", "other"),
    "zh": ("other",),
}
"""CLDR plural categories of whole numbers in each language."""

_PLACE = re.compile(r"\{(@?[A-Za-z0-9_][\w.:-]*)(?:\|([a-z]+))?\}", re.ASCII)
_PLURAL = re.compile(r"\{(@?[A-Za-z0-9_][\w.:-]*)\|plural(?=\s*(?:zero|one|two|few|many|other)\{)", re.ASCII)
_DEEPEST: Final = 4
"""Plurals within plurals deeper than this are plain text."""
_FORM = re.compile(r"\s*(zero|one|two|few|many|other)\{")


@frozen
class Place:
    """A placeholder: the key of a figure (or a name with @) and the form in which it is printed."""

    key: str
    form: str

    def __str__(self) -> str:
        return f"{{{self.key}}}" if self.form == "value" else f"{{{self.key}|{self.form}}}"


@frozen
class Plural:
    """A part whose words the value of a figure decides: the words by category, each parsed."""

    key: str
    forms: Mapping[str, tuple[Piece, ...]]


Piece = str | Place | Plural


def parse(text: str) -> tuple[Piece, ...]:
    """The pieces of a text in order; neighbouring stretches of plain text are one."""
    return tuple(_pieces(text, 0))


def _pieces(text: str, depth: int) -> Iterator[Piece]:
    at = kept = 0
    while (at := text.find("{", at)) >= 0:
        found, end = _at(text, at, depth)
        if found is None:
            at += 1
            continue
        if at > kept:
            yield text[kept:at]
        yield found
        at = kept = end
    if kept < len(text):
        yield text[kept:]


def _at(text: str, at: int, depth: int) -> tuple[Place | Plural | None, int]:
    place = _PLACE.match(text, at)
    if place and (place[2] is None or place[2] in FORMS):
        return Place(place[1], place[2] or "value"), place.end()
    plural = _PLURAL.match(text, at) if depth < _DEEPEST else None
    return _plural(text, plural[1], plural.end(), depth + 1) if plural else (None, at)


def _plural(text: str, key: str, at: int, depth: int) -> tuple[Plural | None, int]:
    inside: dict[str, str] = {}
    while found := _FORM.match(text, at):
        end = _closing(text, found.end())
        if end < 0:
            return None, at
        inside[found[1]] = text[found.end() : end]
        at = end + 1
    closed = re.compile(r"\s*\}").match(text, at)
    if not (closed and inside):  # only what closes is parsed: what is in one that does not would be parsed for each around it
        return None, at
    return Plural(key, {one: tuple(_pieces(words, depth)) for one, words in inside.items()}), closed.end()


def _closing(text: str, at: int) -> int:
    """Where the brace opened before `at` is closed; -1 when it is not."""
    depth = 1
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if not depth:
            return place
    return -1


def places(text: str) -> Counter[Place]:
    """The placeholders of a text. Of the forms of a plural, each placeholder counts as often as in the fullest form."""
    return _places(parse(text))


def _places(pieces: tuple[Piece, ...]) -> Counter[Place]:
    found: Counter[Place] = Counter()
    for piece in pieces:
        if isinstance(piece, Place):
            found[piece] += 1
        elif isinstance(piece, Plural):
            fullest: Counter[Place] = Counter()
            for form in piece.forms.values():
                fullest |= _places(form)
            found += fullest
    return found


def keys(text: str) -> tuple[str, ...]:
    """The keys of figures that a text names, in order, without names of the block."""
    found = [place.key for place in places(text)]
    found += [piece.key for piece in parse(text) if isinstance(piece, Plural)]
    return tuple(dict.fromkeys(key for key in found if not key.startswith("@")))


@frozen
class Strayed:
    """What a translation lost and what it added, against the text it was made from."""

    lost: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.lost or self.added)


def strayed(source: str, target: str) -> Strayed:
    """Whether a translation keeps every figure of its source; how often each stands is the translator's."""
    before, after = _named(source), _named(target)
    return Strayed(tuple(one for one in before if one not in after), tuple(one for one in after if one not in before))


def _named(text: str) -> tuple[str, ...]:
    """The placeholders as they are written. A number that only chooses between forms is none: not every language needs it."""
    return tuple(dict.fromkeys(str(place) for place in places(text)))


def forms_missing(text: str, language: Language) -> tuple[str, ...]:
    """The plural categories that the language also tells apart, and that a text with plural forms does not give."""
    given = [set(piece.forms) for piece in parse(text) if isinstance(piece, Plural)]
    return tuple(one for one in CATEGORIES[language] if any(one not in forms for forms in given))


def plural(key: str, forms: Mapping[str, str]) -> str:
    """The written form of a plural."""
    return f"{{{key}|plural {' '.join(f'{name}{{{text}}}' for name, text in forms.items())}}}"
