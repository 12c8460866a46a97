"""What a picture is, whoever draws it: vector, with its table, its words and its disclaimers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

from entraide.documents.domain.tree import Figure, Table

Kind = Literal["bars", "lines", "heat", "multiples", "response_map", "value_map", "flow_map", "sankey"]


@frozen
class Picture:
    """A picture in one language. `spec` is its Vega-Lite specification, None where the drawing is our own.

    `disclaimers` are sentences that must stand under it (boundaries, names); `alternative` says in words what it shows.
    """

    kind: Kind
    caption: str
    svg: str
    alternative: str
    table: Table
    source: str = ""
    disclaimers: tuple[str, ...] = ()
    spec: Mapping[str, Any] | None = None

    def block(self) -> Figure:
        """The picture as papers carry it: the disclaimers follow its source."""
        stop = self.disclaimers[0][-1] if self.disclaimers and self.source and self.source[-1] not in ".。" else ""
        gap = "" if stop == "。" else " "
        words = gap.join((f"{self.source}{stop}", *self.disclaimers)) if self.source else gap.join(self.disclaimers)
        return Figure(self.caption, self.svg, self.alternative, words)
