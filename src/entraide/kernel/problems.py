"""Numbered problems. Each has a code, a grade, and two sentences in six languages: what is wrong, what to do.

The catalogues are `problems.yml` files, one per room, edited by people:

    DOC-001:
      severity: stop
      what: {ar: …, en: "The file is empty.", es: …, fr: …, ru: …, zh: …}
      do: {ar: …, en: "Choose the file again.", …}

Sentences may hold `{names}` that the problem's parameters fill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from attrs import field, frozen

from .languages import Language

Severity = Literal["stop", "explain", "note"]
"""stop: cannot be taken as it is; explain: taken, but a word of explanation is asked; note: for information."""


@frozen
class Entry:
    """One line of a catalogue."""

    code: str
    severity: Severity
    what: Mapping[str, str]
    do: Mapping[str, str]


@frozen
class Problem:
    """Something wrong at some place. `place` is the field's own: a line, a paragraph number, a cell, a path."""

    code: str
    params: Mapping[str, Any] = field(factory=dict)
    place: str = ""
    line: int = 0

    @property
    def entry(self) -> Entry:
        """Its line in the catalogue."""
        return catalogue()[self.code]

    @property
    def severity(self) -> Severity:
        """stop, explain or note."""
        return self.entry.severity

    def what(self, language: Language = "en") -> str:
        """What is wrong, in a sentence."""
        return _filled(self.entry.what[language], self.params)

    def do(self, language: Language = "en") -> str:
        """What the person can do about it."""
        return _filled(self.entry.do[language], self.params)

    def line_for(self, source: str, language: Language = "en") -> str:
        """As the command line prints it: `file:line: DOC-001 what is wrong; what to do`."""
        return f"{source}:{self.line or 1}: {self.code} {self.what(language).rstrip('.')}; {self.do(language)}"

    def to_json(self, language: Language = "en") -> dict[str, str]:
        """Code, severity, message and place."""
        message = f"{self.what(language)} {self.do(language)}"
        return {"code": self.code, "severity": self.severity, "message": message, "paragraph": self.place}


class Refused(Exception):
    """An action or a reader says no, with at least one numbered problem. Nothing has been written."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(" ".join(problem.code for problem in problems))
        self.problems: tuple[Problem, ...] = problems


class NotHere(Exception):
    """The thing does not exist, or must look as if it did not."""


def refuse(code: str, place: str = "", **params: Any) -> Refused:
    """`raise refuse("COL-014", round="…")`."""
    return Refused(Problem(code, params, place))


def stops(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Those that forbid going on."""
    return tuple(problem for problem in problems if problem.severity == "stop")


def _filled(sentence: str, params: Mapping[str, Any]) -> str:
    for name, value in params.items():
        sentence = sentence.replace("{" + name + "}", str(value))
    return sentence


@cache
def catalogue() -> Mapping[str, Entry]:
    """Every problem of every room, by code."""
    entries: dict[str, Entry] = {}
    for room in sorted(files("entraide").iterdir(), key=lambda item: item.name):
        source = room / "problems.yml"
        if room.is_dir() and source.is_file():
            for code, row in yaml.safe_load(source.read_text(encoding="utf-8")).items():
                entries[code] = Entry(code, row["severity"], row["what"], row["do"])
    return entries
