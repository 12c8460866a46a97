"""The fields of a case report and their words in six languages; heads of columns and codes understood in any of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from attrs import frozen

from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language

RAW: Final = (
    "reporter", "role", "lang", "offence", "theft_date", "seizure_date", "origin", "transit", "destination", "place", "obj",
    "material", "culture", "title", "n_objects", "height", "width", "unit", "value", "currency", "suspect", "ref", "xref",
)  # fmt: skip
"""What reports are linked by: the columns of the normaliser, besides `rec_id`."""
TEXTS: Final = frozenset({"text", "long"})
LONGEST: Final = {"long": 4000}
LONGEST_TEXT: Final = 500


@frozen
class Field:
    """One field: where it stands on the form, what is written into it, its words."""

    name: str
    part: str
    kind: str
    words: Mapping[str, str]

    def label(self, language: Language) -> str:
        """The head of its column and the label of its box."""
        return self.words[language]

    @property
    def longest(self) -> int:
        """Characters that fit."""
        return LONGEST.get(self.kind, LONGEST_TEXT)


@cache
def _words() -> Mapping[str, Any]:
    source = files("entraide.analysis.domain.cases") / "fields.yml"
    found: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return found


@cache
def fields() -> Mapping[str, Field]:
    """Every field by its name, in the order of the form."""
    rows = _words()["fields"].items()
    return {name: Field(name, row["part"], row["kind"], {code: row[code] for code in LANGUAGES}) for name, row in rows}


def parts(language: Language) -> tuple[tuple[str, tuple[Field, ...]], ...]:
    """The form part by part: heading, fields."""
    return tuple(
        (words[language], tuple(one for one in fields().values() if one.part == name))
        for name, words in _words()["parts"].items()
    )


def choices(field: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Codes and words of a field with fixed answers; languages by their own names."""
    if field == "lang":
        return tuple(OWN_NAMES.items())
    return tuple((code, words[language]) for code, words in _words()["choices"][field].items())


def choice_label(field: str, code: str, language: Language) -> str:
    """The words of a code; the code itself when it is none of ours."""
    return dict(choices(field, language)).get(code, code) if code else ""


def folded(text: str) -> str:
    """A head or a word without case, accents, spaces and signs."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(r"[\W_]+", "", "".join(sign for sign in plain if not unicodedata.combining(sign)))


@cache
def heads() -> Mapping[str, str]:
    """Every head by which a column is known, folded → the name of the field."""
    found: dict[str, str] = {}
    for name, more in _words()["also"].items():
        found.update({folded(str(head)): name for head in more})
    for name, one in fields().items():
        found.update({folded(head): name for head in (name, *one.words.values())})
    return found


@cache
def codes(field: str) -> Mapping[str, str]:
    """Every word for an answer of the field, folded → its code."""
    if field == "lang":
        return {folded(word): code for code in LANGUAGES for word in (code, OWN_NAMES[code])}
    found = {folded(code): code for code in _words()["choices"][field]}
    for code, words in _words()["choices"][field].items():
        for word in words.values():
            found.setdefault(folded(word), code)
    return found
