"""From a verb of the lexicon to the forms it takes in a paper.

Forms come in kinds: `finite` (requests, ont prié), `infinitive` (de prier, que solicite, أن يطلب), `gerund`
(requesting), `passive` (are encouraged to), `modal` (should) and `noun` (its request, after "reiterates").
A verb may list whole forms under the name of a kind; what its language inflects comes from its paradigm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from . import arabic, english, french, russian, spanish
from .forms import KINDS, Form, Kind, Row, each

__all__ = ["KINDS", "Form", "Kind", "Row", "forms"]

_CONJUGATIONS: Final[Mapping[str, Callable[[Row, Row], Iterator[Form]]]] = {
    "ar": arabic.conjugate,
    "en": english.conjugate,
    "es": spanish.conjugate,
    "fr": french.conjugate,
    "ru": russian.conjugate,
}


def forms(language: str, verb: Row, book: Row) -> Iterator[Form]:
    """Every form of one verb of the lexicon `book`, each with its kind; a phrase's tail stands behind."""
    for kind, form in _own(language, verb, book):
        if kind == "noun" or "tail" not in verb:
            yield kind, form
            continue
        for tail in verb["tail"]:
            yield kind, _with_tail(form, tail)


def _own(language: str, verb: Row, book: Row) -> Iterator[Form]:
    for kind in KINDS:
        yield from each(kind, verb.get(kind, ()))
    if language in _CONJUGATIONS:
        yield from _CONJUGATIONS[language](verb, book)


def _with_tail(form: str, tail: str) -> str:
    head, particle = (form[:-3], " to") if form.endswith(" to") else (form, "")
    return f"{head} ~ {tail}{particle}"
