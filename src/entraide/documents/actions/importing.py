"""Importing: papers made ready by `domain/importing.py` are filed many at a time, each whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from attrs import define, field, frozen
from django.db import connection
from django.db.models import Model, TextField, Value
from django.db.models.fields.json import JSONField
from django.db.models.functions import Cast

from entraide.foundation.actions import Act, action, save
from entraide.kernel.audience import Audience
from entraide.kernel.languages import as_language
from entraide.kernel.problems import Problem

from .. import policies
from ..domain import codec, filing
from ..domain.importing import Paper, joined_to
from ..models import Document, Edition, Paragraph, Passage, Version
from .indexing import titles

DIFFERENCES_SHOWN = 12
_LOCK = 0x696D706F  # "impo": two imports at once could both give a symbol to a new document


@frozen
class Imported:
    """What became of a batch: files taken in, files that were there, and what was wrong with the others, by file."""

    taken: int
    known: int
    refused: tuple[tuple[str, Problem], ...]


@define
class _Standing:
    """A document while the batch is sorted: what is there of it, and what is to be written."""

    document: Document
    new: bool
    languages: set[str] = field(factory=set)
    guids: dict[filing.Place, str] = field(factory=dict)
    labels: dict[filing.Place, str] = field(factory=dict)
    papers: list[Paper] = field(factory=list)


@action("documents.batch.imported")
def import_papers(
    act: Act, papers: Sequence[Paper], *, audience: Audience = Audience.PUBLIC, invented: bool = False
) -> Imported:
    """File papers; a symbol that is there becomes one document with one more language.

    A file that is there already (by its SHA-256) is passed over. Refused, file by file while the others are taken:
    DOC-302 the symbol is that of a later issue, DOC-303 the numbering differs from the languages filed, DOC-400 another
    file has the same symbol and language, DOC-401 its symbols belong to two documents. Refused whole: DOC-306.
    """
    policies.may_file(act.actor).enforce()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    sorting = _Sorting(act, papers, audience, invented)
    for paper in papers:
        sorting.take(paper)
    touched = [standing for standing in sorting.documents if standing.papers]
    _write(touched)
    act.about(
        "documents.document", refused=len(sorting.refused),
        files=[
            [standing.document.pk, paper.language, paper.sha256] for standing in touched for paper in standing.papers
        ],
    )  # fmt: skip
    taken = sum(len(standing.papers) for standing in touched)
    return Imported(taken, sorting.known, tuple(sorting.refused))


class _Sorting:
    """Which document each paper belongs to; `documents` are those there and those to be made."""

    def __init__(self, act: Act, papers: Sequence[Paper], audience: Audience, invented: bool) -> None:
        self._new = {"filed_at": act.at, "audience": audience, "invented": invented}
        self.known = 0
        self.refused: list[tuple[str, Problem]] = []
        symbols = sorted({symbol for paper in papers for symbol in paper.symbols})
        self._seen = set(
            Version.objects.filter(sha256__in=[paper.sha256 for paper in papers]).values_list("sha256", flat=True)
        )
        self._issued = set(Edition.objects.filter(symbol__in=symbols).values_list("symbol", flat=True))
        self.documents = _there(symbols)
        self._by_symbol = {symbol: one for one in self.documents for symbol in one.document.symbols}

    def take(self, paper: Paper) -> None:
        """Put the paper where it belongs, or say why not."""
        if paper.sha256 in self._seen:
            self.known += 1
            return
        standing = list({id(one): one for symbol in paper.symbols if (one := self._by_symbol.get(symbol))}.values())
        problem = self._problem(paper, standing)
        if problem:
            self.refused.append((paper.source, problem))
            return
        self._seen.add(paper.sha256)
        _join(standing[0] if standing else self._begin(paper), paper)
        for symbol in paper.symbols:
            self._by_symbol.setdefault(symbol, standing[0] if standing else self.documents[-1])

    def _problem(self, paper: Paper, standing: Sequence[_Standing]) -> Problem | None:
        for symbol in paper.symbols:
            if symbol in self._issued:
                return Problem("DOC-302", {"symbol": symbol})
        if len(standing) > 1:
            return Problem("DOC-401", {"symbols": ", ".join(paper.symbols)})
        if not standing or not standing[0].languages:
            return None
        if paper.language in standing[0].languages:
            return Problem("DOC-400", {"symbol": paper.symbols[0], "language": paper.language})
        if found := filing.unlike(standing[0].labels, paper.labels):
            shown = ", ".join(found[:DIFFERENCES_SHOWN]) + (" …" if len(found) > DIFFERENCES_SHOWN else "")
            return Problem("DOC-303", {"differences": shown})
        return None

    def _begin(self, paper: Paper) -> _Standing:
        document = Document(symbols=list(paper.symbols), kind=paper.kind, **self._new)
        self.documents.append(_Standing(document, new=True))
        return self.documents[-1]


def _there(symbols: Sequence[str]) -> list[_Standing]:
    """The documents that bear one of these symbols, with their languages and identities."""
    documents = {row.pk: _Standing(row, new=False) for row in Document.objects.filter(symbols__overlap=list(symbols))}
    issued_first = Version.objects.filter(document__in=list(documents), edition__isnull=True).order_by("pk")
    first: dict[int, int] = {}
    for pk, document, language in issued_first.values_list("pk", "document", "language"):
        documents[document].languages.add(language)
        first.setdefault(document, pk)
    for version in Version.objects.filter(pk__in=first.values()):
        tree, standing = codec.from_json(version.tree), documents[version.document_id]
        standing.guids, standing.labels = filing.guids_of(tree), filing.labels(tree)
    return list(documents.values())


def _join(standing: _Standing, paper: Paper) -> None:
    """The document takes in what the paper says of itself; what stands is not overwritten."""
    document = standing.document
    if standing.languages:
        paper = joined_to(paper, standing.guids)
    else:
        standing.guids, standing.labels = paper.places, paper.labels
        document.kind, document.dated = paper.kind, paper.dated
    document.symbols = list(dict.fromkeys([*document.symbols, *paper.symbols]))
    if paper.title:
        document.title = {paper.language: {"text": paper.title, "status": paper.status}, **document.title}
    document.dated = document.dated or paper.dated
    document.agenda_items = document.agenda_items or list(paper.agenda_items)
    document.states = sorted({*document.states, *paper.states})
    if paper.status == "original":
        document.original_language = paper.language
    standing.languages.add(paper.language)
    standing.papers.append(paper)


def _write(touched: Sequence[_Standing]) -> None:
    Document.objects.bulk_create(one.document for one in touched if one.new)
    for one in touched:
        if not one.new:
            save(one.document, "symbols", "kind", "dated", "title", "agenda_items", "states", "original_language")
    Version.objects.bulk_create(
        Version(
            document=one.document, language=paper.language, status=paper.status, sha256=paper.sha256,
            tree=Cast(Value(paper.tree, TextField()), JSONField()),
        )
        for one in touched for paper in one.papers
    )  # fmt: skip
    _write_paragraphs(touched)
    old = [one.document.pk for one in touched if not one.new]
    Passage.objects.filter(document__in=old, position=0).delete()
    _insert(Passage, _PASSAGE, [row for one in touched for row in _passages(one)])


_PARAGRAPH = {
    "guid": "uuid", "document_id": "bigint", "parent_id": "uuid", "number": "text", "point": "text", "position": "integer",
    "chapter": "text", "text": "jsonb",
}  # fmt: skip
_PASSAGE = {
    "document_id": "bigint", "paragraph_id": "uuid", "language": "text", "number": "text", "position": "integer",
    "text": "text", "words": "text",
}  # fmt: skip


def _insert(model: type[Model], columns: Mapping[str, str], rows: Sequence[Sequence[Any]]) -> None:
    """Thousands of rows at once, in a third of the time that objects take: JSON is what both sides read fastest.

    COPY would be quicker still; PostgreSQL does not allow it through row-level security.
    """
    names, shape = ", ".join(columns), ", ".join(f"{name} {kind}" for name, kind in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {model._meta.db_table} ({names})"  # noqa: S608 - names of our own
            f" SELECT {names} FROM json_to_recordset(%s::json) AS given ({shape})",
            [json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False)],
        )


def _write_paragraphs(touched: Sequence[_Standing]) -> None:
    """New rows where the document had no text before; one more language where it had."""
    rows: dict[str, list[Any]] = {}
    more: list[tuple[str, Any]] = []
    for one in touched:
        languages_before = one.languages - {paper.language for paper in one.papers}
        for paper in one.papers:
            for row in paper.rows:
                text: dict[str, Any] = {paper.language: {"text": row.piece.text, "status": paper.status}}
                if row.guid in rows:
                    rows[row.guid][-1].update(text)
                elif languages_before:
                    more.append((row.guid, text))
                else:
                    rows[row.guid] = _paragraph(one.document, row, text)
    _insert(Paragraph, _PARAGRAPH, list(rows.values()))
    _add_texts(more)


def _paragraph(document: Document, row: filing.Row, text: dict[str, Any]) -> list[Any]:
    piece = row.piece
    chapter = piece.chapter[:20]
    return [row.guid, document.pk, row.parent or None, piece.number, piece.point, row.position, chapter, text]


def _add_texts(more: Sequence[tuple[str, Any]]) -> None:
    new: dict[UUID, dict[str, Any]] = {}
    for guid, text in more:
        new.setdefault(UUID(guid), {}).update(text)
    rows = list(Paragraph.objects.filter(guid__in=list(new)))
    for row in rows:
        row.text = {**row.text, **new[row.guid]}
    Paragraph.objects.bulk_update(rows, ["text"], batch_size=500)


def _passages(one: _Standing) -> Iterator[list[Any]]:
    for row in titles(one.document, tuple(as_language(code) for code in sorted(one.languages))):
        yield [getattr(row, name) for name in _PASSAGE]
    for paper in one.papers:
        for found in paper.found:
            place = (found.number, found.position, found.text, found.words)
            yield [one.document.pk, found.guid or None, paper.language, *place]
