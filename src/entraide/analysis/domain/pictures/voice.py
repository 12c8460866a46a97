"""One language of a picture: its words, numbers, names and direction, and how much room its letters take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files

import yaml
from attrs import field, frozen
from babel import Locale

from entraide.analysis.domain.results import Dimension
from entraide.collection.domain.numbers import format_number
from entraide.kernel.languages import LANGUAGES, Language, direction
from entraide.kernel.text import Text
from entraide.reference.domain import entities

_SLOT = re.compile(r"\{(\w+)\}")
_OPEN, _CLOSE = "\u2067", "\u2069"
"""Right-to-left isolate: a line of Arabic with digits or Latin letters keeps its order in a drawing that runs left to right."""
_WIDE = {"W": 1.0, "F": 1.0}
_JOINERS = "\u200c\u200d\ufe0f"


@cache
def words() -> Mapping[str, Mapping[Language, str]]:
    """words.yml."""
    table: Mapping[str, Mapping[Language, str]] = yaml.safe_load(
        (files("entraide.analysis.domain.pictures") / "words.yml").read_text(encoding="utf-8")
    )
    return table


@cache
def _known() -> frozenset[str]:
    return frozenset(each.code for each in entities.entities())


@frozen
class Voice:
    """The language a picture is drawn in. `on`: the day whose names of States hold; None for today's."""

    language: Language
    on: date | None = None
    own: Mapping[str, Text] = field(factory=dict, eq=False)
    """Words that the result's dimensions have for codes of States and places: for a blank, say; they go before all else."""

    @property
    def mirrored(self) -> bool:
        """Whether reading starts at the right."""
        return direction(self.language) == "rtl"

    def say(self, key: str, /, **fill: str) -> str:
        """Words of words.yml with their names filled."""
        return _SLOT.sub(lambda slot: fill.get(slot[1], slot[0]), words()[key][self.language])

    def number(self, value: Decimal | int) -> str:
        """As papers print it; Arabic in European digits, `1 234,5`. At most two decimals, fewer for large numbers."""
        exact = Decimal(value)
        rounded = exact if exact == exact.to_integral_value() else exact.quantize(_places(exact))
        plain = rounded.normalize() if rounded else Decimal(0)
        if self.language == "ar":
            return format_number(plain, "fr").replace("\u202f", "\u00a0")
        return format_number(plain, self.language)

    def named(self, dimension: Dimension, value: str) -> str:
        """The words for a value of a dimension. An unknown value is printed as it is."""
        if value in dimension.labels:
            return dimension.labels[value].shown_in(self.language).text
        if dimension.of in ("entity", "place"):
            return self.entity(value)
        if dimension.of == "group":
            return _group(value, self.language) or self.say("organisations" if not value else "other")
        if dimension.of == "language" and value in LANGUAGES:
            return str(Locale.parse(_tag(self.language)).languages.get(value, value))
        return value if value else self.say("unknown")

    def entity(self, code: str) -> str:
        """A State by its name, an organisation by its acronym; what is not in the reference room as it is written."""
        if code in self.own:
            return self.own[code].shown_in(self.language).text
        if not code:
            return self.say("unknown")
        if code not in _known():
            return code
        if entities.entity(code).kind == "organisation":
            return entities.acronym(code, self.language)
        return entities.name(code, self.language, self.on)

    def is_state(self, code: str) -> bool:
        """Whether it is a State rather than a territory: territories are drawn only where they reported themselves."""
        return code in _known() and entities.entity(code).kind == "state"

    def ordered(self, codes: list[str]) -> list[str]:
        """Entities in the order of their names; unknown ones last."""
        known = [code for code in codes if code in _known()]
        return [
            *entities.ordered(known, self.language, self.on),
            *sorted(code for code in codes if code not in _known()),
        ]

    def shown(self, text: str) -> str:
        """As it stands in the drawing: signs that do not print are out, and Arabic is kept together."""
        clean = "".join(sign for sign in text if sign == "\n" or not unicodedata.category(sign).startswith("C"))
        if not self.mirrored:
            return clean
        return "\n".join(f"{_OPEN}{line}{_CLOSE}" if line else line for line in clean.split("\n"))

    @property
    def comma(self) -> str:
        """Between the members of an enumeration."""
        return {"ar": "، ", "zh": "、"}.get(self.language, ", ")

    @property
    def colon(self) -> str:
        """Between a name and its value."""
        return {"fr": " : ", "zh": "："}.get(self.language, ": ")


def _places(value: Decimal) -> Decimal:
    """The last place that is printed: two digits of what is less than one, so that a small share is never a 0."""
    size = abs(value)
    return Decimal("0.1") if size >= 10 else Decimal(1).scaleb(min(-2, size.adjusted() - 1))


def _tag(language: Language) -> str:
    return "zh_Hans" if language == "zh" else language


@cache
def _group(code: str, language: Language) -> str:
    found = {each.code: each for each in entities.groups()}
    return found[code].name(language) if code in found else ""


def width(text: str, size: float) -> float:
    """How wide the longest line of a text is in CSS pixels, on the generous side."""
    return max((sum(map(_em, line)) for line in text.split("\n")), default=0.0) * size


@cache
def _em(sign: str) -> float:
    if unicodedata.east_asian_width(sign) in _WIDE:
        return 1.0
    if unicodedata.category(sign) in ("Mn", "Cf"):
        return 0.0
    if sign in " .,:;'’|ilj()[]،\u00a0\u202f":
        return 0.32
    if "\u0600" <= sign <= "\u06ff":
        return 0.55
    return 0.72 if sign.isupper() or sign in "mwшщжюмф—%" else 0.58


def wrapped(text: str, room: float, size: float, lines: int = 3) -> str:
    """The text over at most so many lines that fit the room; what is left over ends in an ellipsis."""
    out: list[str] = []
    for word in _pieces(text):
        if out and width(out[-1] + word, size) <= room:
            out[-1] += word
        else:
            out.append(word.lstrip())
    fitted = [line.rstrip() for line in out]
    kept = fitted[:lines]
    if len(fitted) > lines:
        kept[-1] = _cut(kept[-1] + " " + fitted[lines], room, size)
    return "\n".join(_cut(line, room, size) if width(line, size) > room else line for line in kept)


def _pieces(text: str) -> list[str]:
    # Chinese breaks between any two signs, the others at blanks.
    flat = " ".join(text.split())
    return re.findall(r"[\u3400-\u9fff\uff00-\uffef][，。、；：）]?|\s?[^\s\u3400-\u9fff\uff00-\uffef]+", flat)


def _cut(line: str, room: float, size: float) -> str:
    """Cut before a whole sign: what is written over a letter goes with it."""
    while len(line) > 1 and width(line + "…", size) > room:
        line = _without_last(line)
    return line.rstrip() + "…"


def _without_last(line: str) -> str:
    end = len(line) - 1
    while end > 1 and (unicodedata.combining(line[end]) or line[end] in _JOINERS or line[end - 1] == "\u200d"):
        end -= 1
    return line[:end]
