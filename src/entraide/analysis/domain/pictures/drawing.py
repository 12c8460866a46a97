"""`draw`: a result in, a picture out, in one language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from attrs import frozen

from entraide.analysis.domain.results import Result
from entraide.documents.domain.tree import Table
from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from . import rendering
from .bars import bars
from .finishing import finished
from .flowing import flow_map
from .flowing import omitted as flows_omitted
from .heat import heat
from .lines import lines
from .lines import omitted as lines_omitted
from .multiples import multiples
from .multiples import omitted as panels_omitted
from .picture import Kind, Picture
from .responses import map_disclaimers, response_map, response_table, response_words
from .sankey import sankey
from .saying import extremes
from .spec import Json, canonical
from .tabling import table
from .values import value_map
from .voice import Voice

Options = Mapping[str, Any]


def _no_disclaimers(_voice: Voice, _options: Options) -> tuple[str, ...]:
    return ()


def _none_omitted(_result: Result, _options: Options) -> int:
    return 0


@frozen
class _Way:
    """How a kind is drawn, tabled and told."""

    spec: Callable[[Result, Voice, Options], Json] | None
    table: Callable[[Result, Voice, str, str, Options], Table]
    words: Callable[[Kind, str, Result, Voice, Options], str]
    disclaimers: Callable[[Voice, Options], tuple[str, ...]] = _no_disclaimers
    omitted: Callable[[Result, Options], int] = _none_omitted


def _table(result: Result, voice: Voice, caption: str, source: str, _options: Options) -> Table:
    return table(result, voice, caption, source)


def _words(kind: Kind, caption: str, result: Result, voice: Voice, _options: Options) -> str:
    return extremes(kind, caption, result, voice)


def _responses(_kind: Kind, caption: str, result: Result, voice: Voice, options: Options) -> str:
    return response_words(caption, result, voice, options)


_WAYS: Final[Mapping[Kind, _Way]] = {
    "bars": _Way(bars, _table, _words),
    "lines": _Way(lines, _table, _words, omitted=lines_omitted),
    "heat": _Way(heat, _table, _words),
    "multiples": _Way(multiples, _table, _words, omitted=panels_omitted),
    "sankey": _Way(None, _table, _words),
    "flow_map": _Way(flow_map, _table, _words, map_disclaimers, flows_omitted),
    "value_map": _Way(value_map, _table, _words, map_disclaimers),
    "response_map": _Way(response_map, response_table, _responses, map_disclaimers),
}


def draw(
    kind: Kind, result: Result, language: Language, *, caption: str, source: str = "", options: Options | None = None
) -> Picture:
    """The picture of a result. See the README of this folder for the dimensions that each kind needs and for its options.

    Raises Refused: ANA-601 when the result has not the dimensions that the kind needs, ANA-602 when there are no boundaries.
    """
    asked = options or {}
    voice, way = Voice(language, asked.get("on"), _own(result)), _WAYS[kind]
    spec = way.spec(result, voice, asked) if way.spec else None
    drawing = sankey(result, voice, asked) if spec is None else finished(rendering.draw(canonical(spec)))
    tabled = way.table(result, voice, caption, source, asked)
    words = way.words(kind, caption, result, voice, asked)
    left = way.omitted(result, asked)
    notes = (voice.say("says_omitted", n=voice.number(left)),) if left else ()
    return Picture(kind, caption, drawing, words, tabled, source, (*notes, *way.disclaimers(voice, asked)), spec)


def _own(result: Result) -> Mapping[str, Text]:
    """What the dimensions of States and places call codes that are none: a blank, the others together."""
    found: dict[str, Text] = {}
    for one in result.dimensions:
        if one.of in ("entity", "place"):
            found.update(one.labels)
    return found
