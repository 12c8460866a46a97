"""Filing: a tree becomes a document with paragraphs that later rooms hang on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from attrs import evolve

from entraide.foundation.actions import Act, action, save
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Refused, refuse
from entraide.kernel.text import Status, Text
from entraide.meetings.actions import record_meeting, record_statements
from entraide.meetings.domain.agenda import bare_label, mentioned
from entraide.meetings.queries import meeting as meeting_row

from .. import policies
from ..domain import codec, filing
from ..domain.life import READING
from ..domain.tree import AnnexDocument, Point, Tree, plain
from ..models import Document, Edition, Paragraph, Reading, Version
from .indexing import index_document
from .reading import tree_of

NOTHING = Text()
DIFFERENCES_SHOWN = 12


@action("documents.document.filed")
def file_document(
    act: Act, *, trees: Mapping[Language, Tree], symbols: Sequence[str], kind: str, title: Text,
    meeting_id: int | None = None, dated: date | None = None, audience: Audience = Audience.PUBLIC, entity: str = "",
    invented: bool = False, statuses: Mapping[Language, Status] | None = None,
) -> Document:  # fmt: skip
    """File a document in one to six languages; `statuses` says how each version came to be (official unless said).

    The language that is the original gives the printed letters of points, else the first of en, fr, es, ru, ar, zh.
    Refused: DOC-302 a symbol is taken, DOC-303 numberings differ, DOC-305 DOC-309 DOC-312 numbers, DOC-308 no symbol,
    DOC-314 no text.
    """
    policies.may_file(act.actor).enforce()
    if not trees:
        raise refuse("DOC-314")
    statuses = statuses or {}
    first = _first_language(trees, statuses)
    document = _document(act, symbols, kind=kind, title=title.to_json(), meeting_id=meeting_id, dated=dated,
        audience=audience, entity=entity, invented=invented, original_language=_original(statuses))  # fmt: skip
    _file_first(document, trees[first], statuses.get(first, "official"))
    for language in (code for code in trees if code != first):
        _add(document, trees[language], statuses.get(language, "official"), None)
    index_document(document)
    act.about(document, symbols=list(symbols), languages=sorted(trees))
    return document


def _original(statuses: Mapping[Language, Status]) -> str:
    return next((language for language, status in statuses.items() if status == "original"), "")


def _first_language(trees: Mapping[Language, Tree], statuses: Mapping[Language, Status]) -> Language:
    order: tuple[str, ...] = (_original(statuses), "en", "fr", "es", "ru", "ar", "zh")
    return min(trees, key=lambda language: order.index(language))


def _document(act: Act, symbols: Sequence[str], **columns: object) -> Document:
    """A new row, or the one that an annex announced under one of these symbols and that has no text yet."""
    if not symbols:
        raise refuse("DOC-308")
    announced = None
    if issued := Edition.objects.filter(symbol__in=list(symbols)).first():
        raise refuse("DOC-302", symbol=issued.symbol)
    for found in Document.objects.filter(symbols__overlap=list(symbols)):
        if announced is not None or found.versions.exists():
            raise refuse("DOC-302", symbol=next(symbol for symbol in found.symbols if symbol in symbols))
        announced = found
    if announced is None:
        return Document.objects.create(symbols=list(symbols), filed_at=act.at, **columns)
    columns["title"] = {**announced.title, **columns["title"]}  # type: ignore[dict-item]
    for name, value in {**columns, "symbols": list(symbols), "filed_at": act.at}.items():
        setattr(announced, name, value)
    save(announced, "symbols", "filed_at", *columns)
    return announced


def _file_first(document: Document, tree: Tree, status: Status, file_id: int | None = None) -> Version:
    if problems := filing.obstacles(tree):
        raise Refused(*problems)
    rows = filing.plan(tree, lambda: str(uuid4()))
    Paragraph.objects.bulk_create(
        Paragraph(
            guid=UUID(row.guid), document=document, parent_id=UUID(row.parent) if row.parent else None,
            number=row.piece.number, point=row.piece.point, position=row.position, chapter=row.piece.chapter[:20],
            text={tree.language: {"text": row.piece.text, "status": status}},
        )
        for row in rows
    )  # fmt: skip
    return _version(document, tree, {row.piece.place: row.guid for row in rows}, status, file_id)


def _version(
    document: Document, tree: Tree, guids: Mapping[filing.Place, str], status: Status, file_id: int | None
) -> Version:
    kept = codec.to_json(filing.with_guids(tree, guids))
    return Version.objects.create(document=document, language=tree.language, status=status, tree=kept, file_id=file_id)


def _add(document: Document, tree: Tree, status: Status, file_id: int | None) -> Version:
    standing = document.versions.filter(edition__isnull=True).order_by("id").first()
    if standing is None:
        return _file_first(document, tree, status, file_id)
    if document.versions.filter(language=tree.language, edition__isnull=True).exists():
        raise refuse("DOC-304", language=tree.language)
    filed = codec.from_json(standing.tree)
    problems = filing.obstacles(tree)
    if problems:
        raise Refused(*problems)
    if found := filing.differences(filed, tree):
        shown = ", ".join(found[:DIFFERENCES_SHOWN]) + (" …" if len(found) > DIFFERENCES_SHOWN else "")
        raise Refused(Problem("DOC-303", {"differences": shown}))
    guids = filing.guids_of(filed)
    if not document.versions.filter(language=tree.language).exists():
        _add_texts(document, tree, guids, status)
    return _version(document, tree, guids, status, file_id)


def _add_texts(document: Document, tree: Tree, guids: Mapping[filing.Place, str], status: Status) -> None:
    texts = {guids[piece.place]: piece.text for piece in filing.pieces(tree)}
    rows = list(document.paragraphs.filter(guid__in=texts))
    for row in rows:
        row.text = {**row.text, tree.language: {"text": texts[str(row.guid)], "status": status}}
    Paragraph.objects.bulk_update(rows, ["text"])


@action("documents.version.added")
def add_version(
    act: Act, document: Document, tree: Tree, status: Status = "official", file_id: int | None = None, title: str = ""
) -> Version:
    """One more language of a filed document; its paragraphs join those filed, by their numbers.

    Refused: DOC-303 the numbering differs (with the list), DOC-304 the language is there, and numbers as
    `file_document`.
    """
    policies.may_file(act.actor).enforce()
    version = _add(document, tree, status, file_id)
    named = title or tree.masthead.title
    if named and tree.language not in document.title:
        document.title = {**document.title, tree.language: {"text": named, "status": status}}
    if status == "original":
        document.original_language = tree.language
    save(document, "title", "original_language")
    index_document(document)
    act.about(document, language=tree.language, status=status)
    return version


@action("documents.reading.filed")
def file_reading(
    act: Act, reading: Reading, *, body_code: str, body_name: Text, starts_on: date, ends_on: date, sittings: int = 0,
    symbols: Sequence[str], title: Text = NOTHING, session: Text = NOTHING, place: Text = NOTHING,
    meeting_title: Text = NOTHING, dated: date | None = None, status: Status = "official", kind: str = "report",
    audience: Audience = Audience.PUBLIC, invented: bool = False, agenda: Sequence[tuple[str, Text]] = (),
) -> Document:  # fmt: skip
    """File the report that was read: its body, meeting, agenda and statements, the document, the annex's documents.

    `agenda` adds titles to the items found in the annex and the text. Refused as `file_document`, and: DOC-301 filed
    already, DOC-310 the report lists its own symbol, MEE-002 no body, MEE-003 dates.
    """
    policies.may_correct(act.actor, reading).enforce()
    tree = tree_of(reading)
    _keep_apart(symbols, tree)
    meeting = record_meeting(
        act.actor, body_code=body_code, body_name=body_name, starts_on=starts_on, ends_on=ends_on, sittings=sittings,
        title=meeting_title, session=session, place=place, agenda=_agenda(tree, agenda),
    )  # fmt: skip
    record_statements(act.actor, meeting, [(speaker.name, speaker.code) for speaker in tree.speakers])
    named = title or _named(tree, status)
    document = _document(act, symbols, kind=kind, title=named.to_json(), meeting_id=meeting.pk, dated=dated,
        audience=audience, invented=invented, original_language=tree.language if status == "original" else "",
    )  # fmt: skip
    tree = evolve(tree, masthead=evolve(tree.masthead, symbols=tuple(symbols)), problems=())
    _file_first(document, tree, status, reading.file_id)
    announced = _announce(act, tree, meeting.pk, status, audience, invented)
    index_document(document)
    close_reading(reading, document)
    act.about(reading, document=document.pk, meeting=meeting.pk, announced=announced)
    return document


def _named(tree: Tree, status: Status) -> Text:
    return NOTHING.with_version(tree.language, tree.masthead.title, status) if tree.masthead.title else NOTHING


def _keep_apart(symbols: Sequence[str], tree: Tree) -> None:
    listed = {symbol for annex in tree.annexes for row in annex.documents for symbol in row.symbols}
    for symbol in symbols:
        if symbol in listed:
            raise refuse("DOC-310", symbol=symbol)


def _agenda(tree: Tree, said: Sequence[tuple[str, Text]]) -> list[tuple[str, Text]]:
    """Items with titles as given, then those that the annex or the text names."""
    rows = [row for annex in tree.annexes for row in annex.documents]
    found = {bare_label(item): NOTHING for row in rows for item in row.agenda_items}
    texts = [section.heading for section in tree.all_sections()]
    for paragraph in tree.paragraphs():
        texts += [paragraph.text, *_texts(paragraph.points)]
    found.update({label: NOTHING for text in texts for label in mentioned(text, tree.language)})
    return list({**found, **{bare_label(label): title for label, title in said}}.items())


def _texts(points: Sequence[Point]) -> list[str]:
    return [text for point in points for text in (plain(point.runs), *_texts(point.points))]


def _announce(act: Act, tree: Tree, meeting_id: int, status: Status, audience: Audience, invented: bool) -> int:
    """The documents that were before the meeting, known by symbol and title; how many were new."""
    rows = [row for annex in tree.annexes for row in annex.documents if row.symbols]
    return sum(_announced(act, row, tree.language, meeting_id, status, audience, invented) for row in rows)


def _announced(
    act: Act, row: AnnexDocument, language: Language, meeting_id: int, status: Status, audience: Audience,
    invented: bool,
) -> bool:  # fmt: skip
    title = {language: {"text": row.title, "status": status}} if row.title else {}
    known = Document.objects.filter(symbols__overlap=list(row.symbols)).first()
    if known is not None:
        known.title = {**title, **known.title}
        known.symbols = list(dict.fromkeys([*known.symbols, *row.symbols]))
        save(known, "title", "symbols")
        index_document(known)
        return False
    announced = Document.objects.create(
        symbols=list(row.symbols), kind="working_paper", title=title, meeting_id=meeting_id, audience=audience,
        agenda_items=[bare_label(item) for item in row.agenda_items], invented=invented, filed_at=act.at,
    )  # fmt: skip
    index_document(announced)
    return True


def close_reading(reading: Reading, document: Document) -> None:
    """The reading has become (part of) this document; what it was before each correction need not be kept."""
    reading.steps.update(before={})
    reading.state, reading.document = READING.after(reading.state, "file"), document
    save(reading, "state", "document")


@action("documents.reading.filed_as_version")
def file_reading_as_version(act: Act, reading: Reading, document: Document, *, status: Status = "official") -> Version:
    """File the paper that was read as one more language of a document. Refused as `add_version`, and DOC-301."""
    policies.may_correct(act.actor, reading).enforce()
    tree = tree_of(reading)
    head = evolve(tree.masthead, symbols=tuple(document.symbols))
    version = add_version(act.actor, document, evolve(tree, masthead=head, problems=()), status, reading.file_id)
    _add_titles(tree, status)
    if document.meeting_id:
        _add_to_meeting(act, document.meeting_id, tree, status)
    close_reading(reading, document)
    act.about(reading, document=document.pk, language=tree.language)
    return version


def _add_titles(tree: Tree, status: Status) -> None:
    """The titles that the annex gives, in this language, to documents known already."""
    for row in (row for annex in tree.annexes for row in annex.documents if row.symbols and row.title):
        known = Document.objects.filter(symbols__overlap=list(row.symbols)).first()
        if known is not None and tree.language not in known.title:
            known.title = {**known.title, tree.language: {"text": row.title, "status": status}}
            save(known, "title")
            index_document(known)


def _add_to_meeting(act: Act, meeting_id: int, tree: Tree, status: Status) -> None:
    """The names of body, session and place in this language, where the masthead prints them."""
    known, head = meeting_row(meeting_id), tree.masthead
    body, session, place = (
        NOTHING.with_version(tree.language, text, status) if text else NOTHING
        for text in (head.body, head.session, head.place)
    )
    record_meeting(
        act.actor, body_code=known.body.code, body_name=body, starts_on=known.starts_on, ends_on=known.ends_on,
        session=session, place=place,
    )  # fmt: skip
