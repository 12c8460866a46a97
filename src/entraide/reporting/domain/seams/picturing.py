"""Pictures of results as papers carry them: vector, with the words that say what they show and their disclaimers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from entraide.analysis.domain.pictures import Kind, draw
from entraide.analysis.domain.results import Result
from entraide.documents.domain.tree import Figure as Chart
from entraide.kernel.languages import Language

KINDS: Final[Mapping[str, Kind]] = {
    "bars": "bars", "lines": "lines", "heat": "heat", "multiples": "multiples", "response_map": "response_map",
    "value_map": "value_map", "flow_map": "flow_map", "sankey": "sankey",
}  # fmt: skip


def picture(
    kind: str, result: Result, language: Language, *, caption: str, source: str, options: Mapping[str, str]
) -> Chart:
    """The picture. A held figure is drawn as held. Raises Refused when the result has not the dimensions of the kind."""
    return draw(KINDS[kind], result, language, caption=caption, source=source, options=dict(options)).block()
