"""The answer of a policy: yes, or no with the numbered reason. One rule, two uses: enforce it, or grey out the button."""

from __future__ import annotations

from attrs import field, frozen

from .problems import Problem, Refused


@frozen
class Verdict:
    """Truthy when allowed."""

    problem: Problem | None = field(default=None)

    def __bool__(self) -> bool:
        return self.problem is None

    def enforce(self) -> None:
        """Raise `Refused` with the reason when the answer is no."""
        if self.problem is not None:
            raise Refused(self.problem)


YES = Verdict()


def no(code: str, **params: object) -> Verdict:
    """A refusal with its number."""
    return Verdict(Problem(code, dict(params)))
