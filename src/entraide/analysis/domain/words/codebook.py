"""The codebook: themes in a hierarchy, with what belongs to each and what does not, as data in six languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from attrs import frozen

from entraide.kernel.text import Text

from .terms import read_yaml

SIDES: Final = ("practice", "obstacle", "need")


@frozen
class Theme:
    """One theme. `when`: sets of concepts, any of which proposes it."""

    code: str
    label: Text
    definition: Text
    included: Text
    excluded: Text
    when: tuple[frozenset[str], ...]

    @property
    def side(self) -> str:
        """practice, obstacle or need."""
        return self.code.split(".")[0]

    @property
    def parent(self) -> str:
        """The code of the theme above; "" for a side."""
        return self.code.rpartition(".")[0]

    @property
    def depth(self) -> int:
        """0 for a side."""
        return self.code.count(".")


@frozen
class Codebook:
    """Themes in the order of the file. `questions`: what names of questions ask for; `signs`: concepts that tell a side;

    `implied`: concepts taken as said where a question asks for the side.
    """

    code: str
    version: str
    themes: Mapping[str, Theme]
    questions: Mapping[str, tuple[str, ...]]
    signs: Mapping[str, frozenset[str]]
    implied: Mapping[str, frozenset[str]]

    def known(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Of these codes those of themes that can be given (a side itself cannot), in the codebook's order."""
        wanted = set(codes)
        return tuple(code for code in self.themes if code in wanted and "." in code)

    def with_parents(self, codes: Iterable[str]) -> frozenset[str]:
        """These themes and all above them: who said a part said the whole."""
        found = set()
        for code in codes:
            while code:
                found.add(code)
                code = code.rpartition(".")[0]
        return frozenset(found)

    def side_of(self, question: str) -> str:
        """What a question asks for by its name: practice, obstacle, need; "" when its name does not say."""
        name = question.lower()
        return next((side for side in SIDES if any(word in name for word in self.questions.get(side, ()))), "")


@cache
def codebook() -> Codebook:
    """The codebook that comes with the software."""
    table = read_yaml("cultural-property.yml")
    languages = table["languages"]
    themes = {code: _theme(code, row, languages) for code, row in table["themes"].items()}
    return Codebook(
        table["code"],
        str(table["version"]),
        themes,
        {side: tuple(words) for side, words in table["questions"].items()},
        {side: frozenset(words) for side, words in table["signs"].items()},
        {side: frozenset(words) for side, words in table["implied"].items()},
    )


def _theme(code: str, row: Mapping[str, Any], languages: Iterable[str]) -> Theme:
    def text(part: str) -> Text:
        return Text.of("en", **dict(zip(languages, row[part], strict=True))) if part in row else Text()

    when = tuple(frozenset(each) for each in row.get("when", ()))
    return Theme(code, text("label"), text("is"), text("with"), text("not"), when)
