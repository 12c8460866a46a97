"""The names under which the register is filtered. They are written by the function of migration 0006, and read here."""

from __future__ import annotations

from typing import Final, Literal

ALL: Final = "all"
OPEN: Final = "open"
REPORTING: Final = "reporting"
ACTED: Final = "acted"
LONGEST: Final = 160

By = Literal[
    "life", "act", "strength", "document", "session", "body", "due", "topic", "kind", "state", "answer", "who"
]  # fmt: skip


def facet(by: By, value: object) -> str:
    """`facet("session", 12)` is `session:12`."""
    return f"{by}:{value}"[:LONGEST]


def who(kind: str, name: str, implementation: str = "") -> str:
    """One addressee by kind and name (or code), with the state of implementation when that is asked."""
    return f"who:{kind}/{name.lower()}"[:LONGEST] + (f"|{implementation}" if implementation else "")


def kind(name: str, implementation: str) -> str:
    """A kind of addressee in a state of implementation: both of one and the same addressee."""
    return f"kind:{name}|{implementation}"


def value_of(name: str) -> str:
    """What stands behind the first colon."""
    return name.partition(":")[2]
