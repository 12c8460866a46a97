"""What is wrong in an authority's record, with its number: what forbids it, and what is only to be told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from entraide.kernel.problems import Problem
from entraide.reference.domain.entities import entity, treaty

from .record import Function, Record
from .vocabulary import FUNCTIONS, KINDS

MAIL: Final = re.compile(r"[^@\s,;<>]{1,64}@[^@\s,;<>]+\.[^@\s,;<>]+")
LANGUAGE: Final = re.compile(r"[a-z]{2,3}")
Fault = tuple[str, Mapping[str, Any]]


def problems_of(record: Record, line: int = 0) -> tuple[Problem, ...]:
    """What forbids a record: DIR-101 State, 102 name, 103 kind, 104 function, 105 article, 106 address, 107 language."""
    place = str(line) if line else ""
    return tuple(Problem(code, dict(params), place, line) for code, params in _faults(record))


def _faults(record: Record) -> Iterator[Fault]:
    if not known_entity(record.entity):
        yield "DIR-101", {"entity": record.entity}
    if not record.name and not record.original_name:
        yield "DIR-102", {}
    if record.kind not in KINDS:
        yield "DIR-103", {"kind": record.kind, "kinds": ", ".join(KINDS)}
    yield from _faults_of_functions(record.functions)
    for reach in record.reaches:
        if reach.kind == "email" and not MAIL.fullmatch(reach.value):
            yield "DIR-106", {"address": reach.value}
    for language in record.languages:
        if not LANGUAGE.fullmatch(language):
            yield "DIR-107", {"language": language}


def _faults_of_functions(functions: tuple[Function, ...]) -> Iterator[Fault]:
    if not functions:
        yield "DIR-104", {"function": "", "functions": ", ".join(FUNCTIONS)}
    for one in functions:
        if one.function not in FUNCTIONS:
            yield "DIR-104", {"function": one.function, "functions": ", ".join(FUNCTIONS)}
        if not cited(one.instrument, one.article):
            yield "DIR-105", {"instrument": one.instrument, "article": one.article}


def known_entity(code: str) -> bool:
    """Whether the roll has this State, territory or organisation."""
    try:
        return bool(entity(code))
    except KeyError:
        return False


def cited(instrument: str, article: str) -> bool:
    """Whether the table of treaties has the instrument and its article; neither has to be given.

    Where the table lists none or only some of the articles of an instrument, any number is taken.
    """
    if not instrument:
        return not article
    try:
        known = treaty(instrument)
        return (
            not article
            or not known.articles
            or known.partial
            or bool(known.article(re.split(r"[(.,]", article)[0].strip()))
        )
    except KeyError:
        return False
