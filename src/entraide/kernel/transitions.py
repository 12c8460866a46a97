"""A life cycle as a table: from which state, by which verb, to which state. Code, documentation and tests read the same table."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen

from .problems import refuse


@frozen
class Transitions:
    """`table[state][verb] = next state`. `code` is the problem that a forbidden move raises."""

    name: str
    code: str
    start: str
    table: Mapping[str, Mapping[str, str]]

    def allows(self, state: str, verb: str) -> bool:
        """Whether `verb` is possible in `state`."""
        return verb in self.table.get(state, {})

    def after(self, state: str, verb: str) -> str:
        """The state that `verb` leads to; refused with the table's problem when it leads nowhere."""
        if not self.allows(state, verb):
            raise refuse(self.code, state=state, verb=verb)
        return self.table[state][verb]

    @property
    def states(self) -> tuple[str, ...]:
        """Every state, the first one first."""
        found = [self.start]
        for source, moves in self.table.items():
            found += [source, *moves.values()]
        return tuple(dict.fromkeys(found))

    def diagram(self) -> str:
        """The table as a Mermaid state diagram."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.start}"]
        for source, moves in self.table.items():
            lines += [f"    {source} --> {target}: {verb}" for verb, target in moves.items()]
        return "\n".join(lines)
