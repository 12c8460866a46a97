"""What becomes of a mandate, on three axes that are never one.

`LIFE` is the mandate's own: proposed by the reader, adopted by the body, endorsed by the parent body, later
superseded, elapsed or retired. `RESPONSE` and `IMPLEMENTATION` are each addressee's, `EVIDENCE` is that of what is laid
under a mandate. The words that people read are translated elsewhere.
"""

from __future__ import annotations

from typing import Final

from entraide.kernel.transitions import Transitions

LIFE: Final = Transitions(
    "life",
    "MAN-001",
    "proposed",
    {
        "proposed": {"adopt": "adopted", "retire": "retired"},
        "adopted": {"endorse": "endorsed", "supersede": "superseded", "elapse": "elapsed", "retire": "retired"},
        "endorsed": {"supersede": "superseded", "elapse": "elapsed", "retire": "retired", "unendorse": "adopted"},
        "superseded": {"restore": "adopted"},
        "elapsed": {"restore": "adopted", "retire": "retired"},
        "retired": {"restore": "adopted"},
    },
)
"""A mandate taken out by mistake is restored as adopted; if it was endorsed, the endorsement is recorded again."""

_ANSWERS: Final = {"accept": "accepted", "accept_in_part": "in_part", "note": "noted", "decline": "not_accepted"}

RESPONSE: Final = Transitions(
    "response",
    "MAN-002",
    "pending",
    {
        "pending": dict(_ANSWERS),
        **{
            state: {"reopen": "pending", **{verb: after for verb, after in _ANSWERS.items() if after != state}}
            for state in _ANSWERS.values()
        },
    },
)

_STEPS: Final = {
    "reset": "not_started",
    "begin": "in_progress",
    "complete": "implemented",
    "continue": "continuing",
    "lack_resources": "needs_resources",
    "stall": "stagnant",
    "set_aside": "not_applicable",
}

IMPLEMENTATION: Final = Transitions(
    "implementation",
    "MAN-003",
    "not_started",
    {state: {verb: after for verb, after in _STEPS.items() if after != state} for state in _STEPS.values()},
)
"""From any state to any other: work that was done may turn out undone."""

EVIDENCE: Final = Transitions(
    "evidence",
    "MAN-317",
    "waiting",
    {
        "waiting": {"validate": "validated", "turn_down": "turned_down", "withdraw": "withdrawn"},
        "validated": {"withdraw": "withdrawn"},
    },
)
"""A second person validates or turns down; who brought it withdraws. What is out of sight stays, with the reason."""


def way(axis: Transitions, start: str, goal: str) -> tuple[str, ...] | None:
    """The fewest verbs from one state to another, none for the state itself; None when there is no way."""
    ways: dict[str, tuple[str, ...]] = {start: ()}
    edge = [start]
    while edge and goal not in ways:
        here = edge.pop(0)
        for verb, state in axis.table.get(here, {}).items():
            if state not in ways:
                ways[state] = (*ways[here], verb)
                edge.append(state)
    return ways.get(goal)


OPEN: Final = frozenset({"adopted", "endorsed"})
"""The lives in which a mandate still asks for something."""

UNFINISHED: Final = frozenset({"not_started", "in_progress", "continuing", "needs_resources", "stagnant"})
"""The states of implementation in which something is still to be done."""
