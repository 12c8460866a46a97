"""Pictures of results as papers carry them."""

from __future__ import annotations

from collections.abc import Mapping

from entraide.analysis.domain.results import Result
from entraide.documents.domain.tree import Figure as Chart
from entraide.kernel.languages import Language

from ..blocks.labels import label
from ..chart import Bars, draw
from ..frame import Frame


def picture(
    kind: str, result: Result, language: Language, *, caption: str, source: str, options: Mapping[str, str]
) -> Chart:
    """The picture. A held figure is drawn as none and said in words."""
    frame = Frame(language)
    rows = [_bar(frame, result, place) for place in range(len(result.rows))]
    told = "; ".join(
        frame.say("chart_alternative", group=row.label, n=row.replied_text, base=row.invited_text) for row in rows
    )
    svg = draw(rows, frame.say("invited"), frame.say("answered"), language)
    return Chart(caption, svg, f"{caption}. {told}", source)


def _bar(frame: Frame, result: Result, place: int) -> Bars:
    row = result.rows[place]
    figure = row.figure
    name = " · ".join(label(one, code, frame) for one, code in zip(result.dimensions, row.under, strict=True))
    if figure.held:
        held = frame.say("not_shown")
        return Bars(name, figure.base, 0, held, held)
    value = int(figure.value)
    base = figure.base or value
    return Bars(name, base, value, frame.number(base), frame.number(value))
