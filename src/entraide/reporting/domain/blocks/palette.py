"""What can be inserted: the indicators of the set in every form they can take, lists of States, quotations, notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from attrs import frozen

from entraide.analysis.domain.results import Result
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.text import Text

from ..frame import Frame
from ..seams.asking import ASK, PREFIX
from .material import Material
from .structure import Block, Kind, Source, Version

LISTS: Final = ("replied", "organisations", "silent", "late")
METHODS: Final = ("scale", "held", "trace", "reading_counts", "names_note")


@frozen
class Offer:
    """A block that may be inserted. `code` comes back from the page: kind, view, indicator."""

    kind: Kind
    view: str
    indicator: str
    label: Text
    ask: str = ""
    """What is asked of the set, where that is no indicator of its own."""
    name: str = ""
    """The name under which somebody kept it."""

    @property
    def code(self) -> str:
        """As the page sends it."""
        return f"{self.kind}:{self.view}:{self.indicator}"


def offers(material: Material, views: Mapping[str, tuple[str, str]] | None = None) -> tuple[Offer, ...]:
    """Everything that can be inserted over this set, kind by kind.

    `views` are what was asked in the explorer, by the name of its result: the name it was kept under, and the question.
    """
    return tuple(_offers(material, views or {}))


def _offers(material: Material, views: Mapping[str, tuple[str, str]]) -> Iterator[Offer]:
    yield from (Offer("heading", level, "", Text()) for level in ("1", "2"))
    yield Offer("paragraph", "", "", Text())
    for name, result in material.results.items():
        if not result.rows or (name.startswith(PREFIX) and name not in views):
            continue
        kept, ask = views.get(name, ("", ""))
        if not ask:
            yield Offer("paragraph", "rows", name, result.label)
        yield Offer("table", "", name, result.label, ask, kept)
        yield from (Offer("chart", view, name, result.label, ask, kept) for view in charts(result))
        yield from (Offer("map", view, name, result.label, ask, kept) for view in maps(result))
    yield Offer("table", "yearly", "", Text())
    yield from (Offer("states", name, "", Text()) for name in LISTS)
    yield from (Offer("states", name, "", Text()) for name in material.lists if name not in LISTS)
    yield from (Offer("quotation", "", name, one.label) for name, one in material.asked.items())
    yield from (Offer("ladder", "", name, _series_label(material, name)) for name in material.climbable)
    yield from (Offer("method", name, "", Text()) for name in METHODS)


def _series_label(material: Material, name: str) -> Text:
    stem, _dot, year = name.rpartition(".")
    found = material.results.get(f"{stem}.total")
    label = found.label if found else material.named.get(name, Text())
    return Text({code: f"{text} ({year})" for code, text in label.versions.items()}, label.statuses)


def charts(result: Result) -> tuple[str, ...]:
    """The charts that the dimensions of a result allow."""
    kinds = [one.of for one in result.dimensions]
    if len(kinds) == 1:
        return ("lines", "bars") if kinds == ["year"] else ("bars",)
    if kinds.count("entity") in (2, 3) and len(kinds) == kinds.count("entity"):
        return ("sankey",)
    return ("heat", "multiples") if len(kinds) == 2 else ()


def maps(result: Result) -> tuple[str, ...]:
    """The maps that they allow."""
    kinds = [one.of for one in result.dimensions]
    of_replies = result.indicator.startswith("coverage.")
    if kinds == ["entity"]:
        return ("response_map", "value_map") if of_replies else ("value_map",)
    if kinds == ["entity", "code"] and of_replies:
        return ("response_map",)
    return ("flow_map",) if kinds.count("entity") in (2, 3) and len(kinds) == kinds.count("entity") else ()


def made(offer: Offer, block_id: str, material: Material, language: Language) -> Block:
    """The block that an offer becomes, with words of the house where the house has any."""
    params = {ASK: offer.ask} if offer.ask else {}
    source = Source(offer.indicator, params, view=offer.view if offer.kind not in ("heading",) else "")
    level = int(offer.view) if offer.kind == "heading" else 0
    words, point = _words(offer, material)
    block = Block(block_id, offer.kind, words, point, level, source=source)
    of = block.fingerprint(language)
    return Block(
        block_id, offer.kind, words, point, level, source=source,
        versions={code: Version("cleared", of) for code in words},
    )  # fmt: skip


def _words(offer: Offer, material: Material) -> tuple[dict[Language, str], dict[Language, str]]:
    def each(key: str, **fill: str) -> dict[Language, str]:
        return {language: Frame(language).say(key, **fill) for language in LANGUAGES}

    if offer.kind == "paragraph" and offer.view == "rows":
        label = {
            language: f"{offer.label.shown_in(language).text}{Frame(language).colon.rstrip()}" for language in LANGUAGES
        }
        return label, each(_row(material, offer.indicator))
    if offer.kind in ("table", "chart", "map", "ladder"):
        return _caption(offer), {}
    if offer.kind == "states":
        return each(f"list_{offer.view}" if offer.view in LISTS else "list_choice", list="{@list}"), {}
    if offer.kind == "quotation":
        return each("quotes_intro", number="{@number}", label="{@label}"), {}
    return {}, {}


def _row(material: Material, name: str) -> str:
    if name in material.amounts:
        return "amount_pattern"
    return "share_pattern" if _based(material.results[name]) else "value_pattern"


def _based(result: Result) -> bool:
    return any(row.figure.base for row in result.rows)


def _caption(offer: Offer) -> dict[Language, str]:
    """The label of the indicator in every language it has one in; the rest waits for a translator."""
    if offer.kind == "table" and offer.view == "yearly":
        return {language: Frame(language).say("table_caption") for language in LANGUAGES}
    if offer.kind == "ladder":
        return {language: Frame(language).say("ladder_caption") for language in LANGUAGES}
    return dict(offer.label.versions)
