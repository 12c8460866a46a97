"""Which pictures a result can be drawn as, and the picture itself."""

from __future__ import annotations

from django.utils.translation import gettext as _

from entraide.kernel.languages import Language
from entraide.kernel.problems import Refused

from ... import queries
from ...domain.pictures.drawing import draw
from ...domain.pictures.picture import Kind, Picture
from ...domain.results import Result

MOST_BARS = 60


def pictures_for(result: Result) -> list[tuple[Kind, str]]:
    """The kinds that fit the dimensions of a result, the most fitting first; none for an empty one."""
    names = tuple(one.name for one in result.dimensions)
    kinds = tuple(one.of for one in result.dimensions)
    if not result.rows or not names or result.dropped:
        return []
    found: list[Kind] = []
    if kinds == ("entity", "entity"):
        found += ["sankey", "flow_map", "heat"]
    elif kinds == ("entity",):
        found += ["value_map"]
    elif "year" in kinds:
        found += ["lines"]
    if len(names) == 1 and len(result.rows) <= MOST_BARS:
        found += ["bars"]
    if len(names) == 2 and "heat" not in found:
        found += ["heat", "multiples"]
    return [(kind, label(kind)) for kind in found]


def label(kind: Kind) -> str:
    """What a kind of picture is called."""
    return {
        "bars": _("Bars"), "lines": _("Lines over the years"), "heat": _("Heat table"), "multiples": _("Small multiples"),
        "response_map": _("Response map"), "value_map": _("Map of values"), "flow_map": _("Map of flows"),
        "sankey": _("Flows from origin to destination"),
    }[kind]  # fmt: skip


def drawn(kind: str, result: Result, language: Language, of: queries.ExploredRow) -> Picture | None:
    """The picture, or none where this result has none of that kind."""
    fitting = next((one for one, _words in pictures_for(result) if one == kind), None)
    if fitting is None:
        return None
    caption = result.label.shown_in(language).text
    source = f"{of.title.shown_in(language).text} ({of.round_code}/{of.number})"
    try:
        return draw(fitting, result, language, caption=caption, source=source)
    except Refused:
        return None
