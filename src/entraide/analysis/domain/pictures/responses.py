"""The map of replies: in time, late, in part, not at all, not asked. Five classes apart in lightness and in hatch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from entraide.analysis.domain.results import Result
from entraide.documents.domain.tree import Table
from entraide.reference.domain import entities

from .atlas import Frame, disclaimers, frame
from .cells import cells, needed
from .legends import Entry
from .mapping import Paint, ground, sheet, width
from .palette import HATCHES, HELD, RESPONSE
from .picture import Kind
from .saying import sentences
from .spec import Json
from .tabling import cell as words_cell
from .voice import Voice

KIND: Final[Kind] = "response_map"
_WORDS: Final[Mapping[str, str]] = {
    "silent": "silent", "no": "silent", "partly": "partly", "partial": "partly", "late": "late", "held": "held", "not_asked": "not_asked",
}  # fmt: skip
"""What the values of other dimensions say of a reply, the one that says most first; any other value is that of a reply in time."""


def classes(result: Result, options: Mapping[str, Any]) -> dict[str, str]:
    """The class of each entity: of `options["classes"]`, else of the other dimensions (`silent`, `partial`, `late` … where the
    figure is not 0), else of the figure: not 0 is a reply, 0 is none. Whoever has no row was not asked.
    """
    told: Mapping[str, str] = options.get("classes", {})
    place = needed(result, KIND, 1, "entity")[0]
    found: dict[str, str] = {}
    for row in cells(result):
        code = row.under[place]
        if row.state == "held":
            found[code] = "held"
        elif row.state == "value":
            found[code] = _class({value for n, value in enumerate(row.under) if n != place})
        else:
            found.setdefault(code, "silent")
    return {**found, **{code: _class({each}) for code, each in told.items()}}


def _class(words: set[str]) -> str:
    return next((name for word, name in _WORDS.items() if word in words), "replied")


def _fill(name: str) -> str:
    return RESPONSE.get(name, HELD)


def shown(options: Mapping[str, Any]) -> Frame:
    """The part of the world in the picture: all of it, or that around `options["frame"]`: codes of States, or a regional group's."""
    asked = options.get("frame", ())
    codes = asked.replace(",", " ").split() if isinstance(asked, str) else list(asked)
    members = {each.code: each.members for each in entities.groups()}
    return frame(width(), tuple(code for given in codes for code in members.get(given, (given,))))


def response_map(result: Result, voice: Voice, options: Mapping[str, Any]) -> Json:
    """The specification."""
    here, found = shown(options), classes(result, options)
    covered = {code for code in here.covered() if code in found or voice.is_state(code)}
    paints = {code: _paint(code, found.get(code, "not_asked"), voice) for code in covered}
    present = [*RESPONSE, "held"]
    drawn = {found.get(code, "not_asked") for code in covered}
    key = [
        Entry(_counted(name, found, voice), fill=_fill(name), hatch=HATCHES.get(name, "none"))
        for name in present if name in drawn
    ]  # fmt: skip
    return sheet(here, ground(here, paints), key, voice)


def _paint(code: str, name: str, voice: Voice) -> Paint:
    words = f"{voice.entity(code)}{voice.colon}{voice.say(name)}"
    return Paint(_fill(name), HATCHES.get(name, "none"), voice.shown(words) if name != "not_asked" else "")


def _counted(name: str, found: Mapping[str, str], voice: Voice) -> str:
    count = sum(each == name for each in found.values())
    return f"{voice.say(name)} ({voice.number(count)})" if count else voice.say(name)


def response_table(result: Result, voice: Voice, caption: str, source: str, options: Mapping[str, Any]) -> Table:
    """Every entity with its class, in the order of the language."""
    place = needed(result, KIND, 1, "entity")[0]
    found = classes(result, options)
    head = result.dimensions[place].label.shown_in(voice.language).text
    rows = tuple(
        (words_cell(voice.entity(code)), words_cell(voice.say(found[code]))) for code in voice.ordered(list(found))
    )
    return Table(caption, (words_cell(head), words_cell(voice.say("status"))), rows, source)


def response_words(caption: str, result: Result, voice: Voice, options: Mapping[str, Any]) -> str:
    """How many of each class."""
    found = classes(result, options)
    head = f"{voice.say(KIND)}{voice.colon}{caption}" if caption else voice.say(KIND)
    parts = [voice.say("says_count", kind=head.rstrip(".。"), n=voice.number(len(found)))]
    for name in (*RESPONSE, "held"):
        count = sum(each == name for each in found.values())
        parts.append(voice.say("says_class", label=voice.say(name), n=voice.number(count)) if count else "")
    return sentences([*parts, voice.say("says_table")], voice)


def map_disclaimers(voice: Voice, options: Mapping[str, Any]) -> tuple[str, ...]:
    """For whoever is in the frame."""
    return disclaimers(shown(options), voice.language)
