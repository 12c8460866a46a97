"""The words of a report's frame, filled in the language of the report: sentences, numbers, dates, plural forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml
from attrs import frozen
from babel import Locale
from babel.numbers import format_decimal

from entraide.analysis.domain.disclosure import reason as why
from entraide.documents.domain.tree import Run, Runs
from entraide.documents.domain.writing.words import spelled
from entraide.kernel.languages import Language

Fill = Mapping[str, "str | Run"]
LEAST: Final = 3
"""Of two that remain when what is public is subtracted, each could work out the other's."""

OF_ONE: Final = frozenset({"few", "dominated", "apart", "dominance"})
"""Reasons that are one: a respondent's own figure could be worked out."""

_SLOT = re.compile(r"\{(\w+)\}")


@cache
def words() -> Mapping[str, Any]:
    """frame.yml."""
    source = files("entraide.reporting.domain") / "frame.yml"
    table: Mapping[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return table


@cache
def _locale(language: Language) -> Locale:
    return Locale.parse("zh_Hans" if language == "zh" else language)


@frozen
class Frame:
    """One language's frame."""

    language: Language

    def say(self, key: str, /, **fill: str) -> str:
        """A text of the frame with its names filled."""
        text = words()[key][self.language]
        return _SLOT.sub(lambda slot: fill.get(slot[1], slot[0]), str(text))

    def count(self, key: str, number: int, /, **fill: str) -> str:
        """A text whose form the number decides; the slots stay for `runs` unless they are filled here."""
        text = self._form(key, number)
        return _SLOT.sub(lambda slot: fill.get(slot[1], slot[0]), text)

    def runs(self, key: str, number: int | None = None, /, **fill: str | Run) -> Runs:
        """The same as runs: a slot may be filled by a run, such as a living figure or a State's own words."""
        text = self._form(key, number) if number is not None else str(words()[key][self.language])
        return spread(text, fill)

    def _form(self, key: str, number: int) -> str:
        forms: Mapping[str, str] = words()[key][self.language]
        return str(forms.get(self.category(number)) or forms["other"])

    def category(self, number: int) -> str:
        """The CLDR plural category that a number takes."""
        return str(_locale(self.language).plural_form(number))

    def forms(self, key: str) -> Mapping[str, str]:
        """Every plural form of a text, by category, its slots open."""
        return dict(words()[key][self.language])

    def held(self, reason: str) -> str:
        """Why a figure is not shown, in a few words."""
        return why(reason).shown_in(self.language).text

    def held_at_length(self, reason: str) -> str:
        """The same in a sentence, as the report prints it under its tables."""
        if reason in OF_ONE:
            return self.say("not_shown_why", least=self.number(LEAST))
        return self.say("not_shown_means", reason=self.held(reason))

    def number(self, value: Decimal | int) -> str:
        """A number as the language writes it; Arabic as the UN's Arabic papers do: `1 234,5` in European digits."""
        if self.language == "ar":
            return format_decimal(value, locale="fr").replace("\u202f", "\u00a0")
        return format_decimal(value, locale=_locale(self.language))

    def day(self, iso: str) -> str:
        """A date in words, as papers print it."""
        return spelled(iso, self.language)

    @property
    def comma(self) -> str:
        """What stands between the members of an enumeration."""
        return {"ar": "، ", "zh": "、"}.get(self.language, ", ")

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return {"fr": " : ", "zh": "："}.get(self.language, ": ")

    @property
    def space(self) -> str:
        """What stands between two sentences."""
        return "" if self.language == "zh" else " "

    def join(self, parts: list[str]) -> str:
        """A short enumeration of numbers or labels."""
        return self.comma.join(parts)


def spread(text: str, fill: Fill) -> Runs:
    """A text with slots as runs: what stands between the slots, and what fills them."""
    runs: list[Run] = []
    at = 0
    for slot in _SLOT.finditer(text):
        if slot.start() > at:
            runs.append(Run(text[at : slot.start()]))
        value = fill.get(slot[1], slot[0])
        runs.append(value if isinstance(value, Run) else Run(value))
        at = slot.end()
    if at < len(text):
        runs.append(Run(text[at:]))
    return joined(runs)


def joined(runs: list[Run]) -> Runs:
    """Neighbouring runs of plain text made one."""
    out: list[Run] = []
    for run in runs:
        if out and run == Run(run.text) and out[-1] == Run(out[-1].text):
            out[-1] = Run(out[-1].text + run.text)
        elif run.text:
            out.append(run)
    return tuple(out)
