"""One text in up to six languages: which is authentic, how each version was made, what to show when one is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

from attrs import field, frozen

from .languages import LANGUAGES, Direction, Language, direction

Status = Literal["original", "official", "courtesy", "machine"]
"""original: written in it; official: equally authentic; courtesy: a help to readers; machine: not read by a person."""

FALLBACK: Final[tuple[Language, ...]] = ("en", "fr", "es", "ru", "ar", "zh")


def one_line(text: str) -> str:
    """Line breaks and runs of white space made one space: for titles and the subjects of letters."""
    return " ".join(text.split())


@frozen
class Shown:
    """A text as one reader gets it; `fallback` is true when it is not in the language that was asked for."""

    text: str
    language: Language
    status: Status
    fallback: bool

    @property
    def direction(self) -> Direction:
        """The direction of the language shown, not of the page around it."""
        return direction(self.language)

    def __str__(self) -> str:
        return self.text


@frozen
class Text:
    """A text in one to six languages. `statuses` says how each version came to be."""

    versions: Mapping[Language, str] = field(factory=dict)
    statuses: Mapping[Language, Status] = field(factory=dict)

    @classmethod
    def of(cls, original: Language | None = None, /, **versions: str) -> Text:
        """`Text.of("fr", fr="Décision", en="Decision")`: French is the original, the rest official."""
        kept: dict[Language, str] = {code: versions[code] for code in LANGUAGES if versions.get(code)}
        statuses: dict[Language, Status] = {code: "original" if code == original else "official" for code in kept}
        return cls(kept, statuses)

    @classmethod
    def from_json(cls, data: Mapping[str, Any] | None) -> Text:
        """From the shape of the database column: `{"fr": {"text": "…", "status": "original"}, …}`."""
        data = data or {}
        present = [code for code in LANGUAGES if isinstance(data.get(code), dict) and data[code].get("text")]
        return cls(
            {code: str(data[code]["text"]) for code in present},
            {code: data[code].get("status", "courtesy") for code in present},
        )

    def to_json(self) -> dict[str, dict[str, str]]:
        """The shape of the database column."""
        return {
            code: {"text": text, "status": self.statuses.get(code, "courtesy")} for code, text in self.versions.items()
        }

    def __bool__(self) -> bool:
        return bool(self.versions)

    def missing(self) -> tuple[Language, ...]:
        """The languages it does not exist in."""
        return tuple(code for code in LANGUAGES if code not in self.versions)

    def shown_in(self, language: Language) -> Shown:
        """What a reader of `language` sees: that version, else the original, else the first at hand, marked."""
        if language in self.versions:
            return Shown(self.versions[language], language, self.statuses.get(language, "courtesy"), False)
        originals = [code for code, status in self.statuses.items() if status == "original"]
        for code in (*originals, *FALLBACK):
            if code in self.versions:
                return Shown(self.versions[code], code, self.statuses.get(code, "courtesy"), True)
        return Shown("", language, "original", False)

    def in_one_line(self) -> Text:
        """A copy for titles: line breaks and runs of white space made one space; versions without words left out."""
        lines = {code: line for code, text in self.versions.items() if (line := one_line(text))}
        return Text(lines, {code: status for code, status in self.statuses.items() if code in lines})

    def with_version(self, language: Language, text: str, status: Status) -> Text:
        """A copy with one version set."""
        return Text({**self.versions, language: text}, {**self.statuses, language: status})
