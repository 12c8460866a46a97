"""What a report says about its meeting, made from plain rows: the list of documents, who spoke, who was represented.

The same rows give the text in any of the six languages: names as they were on the day of the meeting, in the order of
the language, agenda items in its form (`1 (b)`, `1 b)`, `1 (ب)`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text
from entraide.meetings.domain import speaking
from entraide.meetings.domain.agenda import printed_label
from entraide.meetings.domain.sentences import naming, worded
from entraide.meetings.domain.vocabulary import CAPACITIES
from entraide.reference.domain import entities

from . import tree as t
from .writing.words import word


@frozen
class Announced:
    """A document that was before the meeting. `agenda_items` are bare labels: `1 b`."""

    symbols: tuple[str, ...]
    agenda_items: tuple[str, ...]
    title: Text


@frozen
class Said:
    """Everything that is known of a meeting and that its report repeats; `on` is its first day."""

    on: date
    title: Text
    body: Text
    session: Text
    documents: tuple[Announced, ...] = ()
    spoke: tuple[speaking.Spoke, ...] = ()
    attended: tuple[speaking.Attended, ...] = ()


def list_of_documents(rows: Iterable[Announced], language: Language) -> t.Annex:
    """The annex: one row for each document, in the order of the symbols, each agenda item as it is printed.

    A title that is not known in `language` stands in the language in which it is known.
    """
    documents = tuple(
        t.AnnexDocument(
            row.symbols,
            tuple(printed_label(label, language) for label in row.agenda_items),
            row.title.shown_in(language).text,
        )
        for row in sorted(rows, key=lambda row: _symbol_key(row.symbols))
    )
    return t.Annex(word("list_of_documents", language), documents)


def _symbol_key(symbols: tuple[str, ...]) -> list[tuple[int, int, str]]:
    """Numbers by their value: /2 before /10."""
    pieces = re.findall(r"\d+|\D+", " ".join(symbols))
    return [(0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces]


def statements(
    rows: Iterable[speaking.Spoke], language: Language, on: date | None, first: int = 1
) -> tuple[t.Paragraph, ...]:
    """A paragraph each for the States, groups and organisations that spoke, numbered from `first`; none for nobody."""
    found = speaking.speakers(rows, language, on)
    named = (("states", found.states), ("groups", found.groups), ("organisations", found.organisations))
    return _numbered((naming(key, names, language) for key, names in named), first)


def attendance(
    rows: Iterable[speaking.Attended], language: Language, on: date | None, first: int = 1
) -> tuple[t.Paragraph, ...]:
    """A paragraph for each capacity in which somebody was represented, numbered from `first`."""
    found = speaking.attended(rows, language, on)
    return _numbered((naming(kind, found.get(kind, ()), language) for kind in CAPACITIES), first)


def _numbered(sentences: Iterable[str], first: int) -> tuple[t.Paragraph, ...]:
    said = [sentence for sentence in sentences if sentence]
    return tuple(t.Paragraph(str(number), (t.Run(sentence),)) for number, sentence in enumerate(said, start=first))


def paper(said: Said, language: Language) -> t.Tree:
    """The three parts as one small paper, to be taken over into a report. Parts without rows are left out."""
    spoke = statements(said.spoke, language, said.on)
    present = attendance(said.attended, language, said.on, len(spoke) + 1)
    parts = [("statements_heading", spoke), ("attendance_heading", present)]
    title, body, session = (text.shown_in(language).text for text in (said.title, said.body, said.session))
    return t.Tree(
        language,
        t.Masthead(title=title, body=body, session=session),
        tuple(t.Section("", worded(heading, language), 1, blocks) for heading, blocks in parts if blocks),
        (list_of_documents(said.documents, language),) if said.documents else (),
        speakers=_speakers(said, language),
    )


def _speakers(said: Said, language: Language) -> tuple[t.Speaker, ...]:
    """The States and organisations named, with their codes; groups have none."""
    rows = {row.entity: row for row in said.spoke if row.capacity != "group"}
    return tuple(
        t.Speaker(entities.name(code, language, said.on), code)
        for code in entities.ordered({code for code in rows if code}, language, said.on)
    )
