"""Each kind of block as papers carry it: paragraphs, tables, pictures, lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from entraide.documents.domain.tree import Block as Printed
from entraide.documents.domain.tree import Listing, Paragraph, Run, Runs, Table, plain
from entraide.kernel.languages import direction
from entraide.kernel.problems import Refused
from entraide.reference.domain import entities

from ..frame import words
from ..kit import paragraph
from ..seams.picturing import picture
from . import scale
from .filling import Filler
from .material import Quote
from .rows import in_rows, row_words
from .structure import Block
from .tables import ladder, table

BESIDE = 30
"""Rows of the table that stands under a picture; a map of all States has none on paper."""


def printed(block: Block, filler: Filler) -> tuple[Printed, ...]:
    """The block in the language of the filler; empty where it has nothing to say."""
    return _KINDS[block.kind](block, filler)


def _paragraph(block: Block, filler: Filler) -> tuple[Printed, ...]:
    result = filler.material.results.get(block.source.indicator)
    pattern = block.point.get(filler.language, "")
    points: list[Runs] = []
    intro = filler.runs(block.said(filler.language))
    if pattern and result is None:
        intro = (*intro, Run(filler.frame.space), *filler.not_shown("dropped"))
    elif pattern and result is not None and in_rows(result, filler.material):
        points = [filler.runs(pattern, row_words(result, row, filler)) for row in result.rows]
    return (paragraph(*intro, points=points, language=filler.language),)


def _states(block: Block, filler: Filler) -> tuple[Printed, ...]:
    """A list of States in the order of the language; where there is none, one of those who replied says so."""
    view = block.source.view
    codes = filler.material.lists.get(view)
    if codes is None:
        return (paragraph(*filler.not_shown("few")),)
    if not codes:
        return (paragraph(*filler.frame.runs("no_state_replied")),) if view == "replied" else ()
    language = filler.language
    names = [entities.name(code, language) for code in entities.ordered(codes, language)]
    own: Mapping[str, str | Run | Runs] = {
        "list": entities.join_names(names, language), "count": filler.frame.number(len(codes)),
        "count|number": str(len(codes)),
    }  # fmt: skip
    return (paragraph(*filler.runs(block.said(language), own)),)


def _table(block: Block, filler: Filler) -> tuple[Printed, ...]:
    found = table(block, filler)
    return (found,) if found else (paragraph(*filler.frame.runs("no_figures")),)


def _ladder(block: Block, filler: Filler) -> tuple[Printed, ...]:
    return (ladder(block, filler),)


def _picture(block: Block, filler: Filler) -> tuple[Printed, ...]:
    result = filler.material.results.get(block.source.indicator)
    if result is None or not result.rows:
        return (paragraph(*filler.not_shown("dropped" if result is None else "empty")),)
    caption = plain(filler.runs(block.said(filler.language))) or result.label.shown_in(filler.language).text
    kind = block.source.view or ("value_map" if block.kind == "map" else "bars")
    options = {name: value for name, value in block.source.params.items() if name != "ask"}
    source = source_line(filler)
    try:
        drawn = picture(kind, result, filler.language, caption=caption, source=source, options=options)
    except Refused as refused:
        return tuple(paragraph(Run(one.what(filler.language))) for one in refused.problems)
    beside = table(block, filler) if options.get("table") != "no" and len(result.rows) <= BESIDE else None
    return (drawn, beside) if beside else (drawn,)


def source_line(filler: Filler) -> str:
    """The line under a table or a picture."""
    return filler.frame.say("source", number=filler.fact("set"), round=filler.fact("round"))


def _quotation(block: Block, filler: Filler) -> tuple[Printed, ...]:
    """What was said to an open question, in its own language, and how many answers are not shown."""
    asked = filler.material.asked.get(block.source.indicator)
    if asked is None:
        return (paragraph(*filler.not_shown("dropped")),)
    frame = filler.frame
    label = asked.label.shown_in(filler.language).text
    own = {"label": label, "number": asked.number}
    lead = filler.runs(block.said(filler.language), own) if asked.quotes else frame.runs("question_named", **own)
    runs = list(lead)
    if asked.left_out:
        runs += frame.runs("quotes_left_out", asked.left_out, n=frame.number(asked.left_out))
    if not asked.quotes and not asked.left_out:
        runs += [Run(frame.space), *frame.runs("quotes_none")]
    said = paragraph(*runs)
    return (said, Listing(_in_order(filler, asked.quotes))) if asked.quotes else (said,)


def _in_order(filler: Filler, quotes: tuple[Quote, ...]) -> tuple[Runs, ...]:
    """By name in the order of the language; of one respondent in the order in which it was written."""
    by_entity: dict[str, list[Quote]] = {}
    for quote in quotes:
        by_entity.setdefault(quote.entity, []).append(quote)
    ordered = entities.ordered(by_entity, filler.language)
    return tuple(_quote(filler, quote) for code in ordered for quote in by_entity[code])


def _quote(filler: Filler, quote: Quote) -> Runs:
    page = filler.language
    spoken = str(words()["quote_language"][page][quote.language])
    source = filler.frame.say("quote_source", entity=entities.name(quote.entity, page), language=spoken)
    return (Run(quote.text, language=quote.language), Run(_hold(quote.language, page) + source))


def _hold(spoken: str, page: str) -> str:
    """A mark that keeps the last stop of a quotation on its own side where the directions differ."""
    if direction(spoken) == direction(page):
        return ""
    return "\u200f" if direction(spoken) == "rtl" else "\u200e"


def _method(block: Block, filler: Filler) -> tuple[Printed, ...]:
    """How figures are made and read: words of the house, after those that an officer wrote."""
    own = block.said(filler.language)
    blocks: list[Printed] = [paragraph(*filler.runs(own))] if own else []
    return (*blocks, *_standard(block, filler))


def _standard(block: Block, filler: Filler) -> tuple[Printed, ...]:
    view, frame = block.source.view, filler.frame
    if view == "scale":
        return (paragraph(Run(scale.note(filler.language))),)
    if view == "held":
        said = dict.fromkeys(frame.held_at_length(reason) for reason in sorted(filler.held) if reason != "empty")
        return tuple(paragraph(Run(text)) for text in said)
    if view == "trace":
        return (paragraph(*frame.runs("reading_trace")), Listing(((Run(filler.fact("hash")),),)))
    if view == "indicator":
        result = filler.material.results.get(block.source.indicator)
        method = result.method.shown_in(filler.language).text if result else ""
        return (paragraph(Run(method)),) if method else ()
    return (paragraph(*frame.runs(view)),) if view in ("reading_counts", "names_note") else ()


def stretches(block: Printed) -> Iterator[tuple[str, Runs]]:
    """The stretches of text that a reader takes in at once: a paragraph, a point, a row of a table."""
    if isinstance(block, Paragraph):
        yield plain(block.runs), block.runs
        for point in block.points:
            yield plain(point.runs), point.runs
    elif isinstance(block, Table):
        for row in block.rows:
            yield " | ".join(plain(cell.runs) for cell in row), tuple(run for cell in row for run in cell.runs)
    elif isinstance(block, Listing):
        for item in block.items:
            yield plain(item), item


_KINDS: Final[Mapping[str, Callable[[Block, Filler], tuple[Printed, ...]]]] = {
    "heading": lambda _block, _filler: (),
    "paragraph": _paragraph,
    "states": _states,
    "table": _table,
    "chart": _picture,
    "map": _picture,
    "ladder": _ladder,
    "quotation": _quotation,
    "method": _method,
}
