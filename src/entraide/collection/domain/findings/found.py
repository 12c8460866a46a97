"""One finding, in the form that pages show the judge's findings in."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve, field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Severity
from entraide.kernel.text import Text

from ..numbers import format_number


@frozen
class Found:
    """`path` is concrete. `settled` when a comment explains it; numbers among the parameters are `Decimal`."""

    path: str
    code: str
    problem: Problem
    settled: bool = False
    words: Text = field(factory=Text)

    @property
    def severity(self) -> Severity:
        """What was explained is only noted."""
        return "note" if self.settled else self.problem.severity

    @property
    def asks(self) -> bool:
        """Whether a comment is wanted here, or was given."""
        return self.problem.severity == "explain"

    def message(self, language: Language = "en") -> str:
        """What is remarkable and what to do, numbers as the language writes them."""
        params = {
            name: format_number(value, language) if isinstance(value, Decimal) else value
            for name, value in self.problem.params.items()
        }
        said = evolve(self.problem, params=params)
        return said.what(language) if self.settled else f"{said.what(language)} {said.do(language)}"
