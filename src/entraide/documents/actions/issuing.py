"""Issuing a paper again: a revision, a corrigendum, a reissue, an addendum; the paragraphs keep their identity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID, uuid4

from attrs import evolve

from entraide.foundation.actions import Act, action, save
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import NotHere, Refused, refuse
from entraide.kernel.text import Status, Text

from .. import policies
from ..domain import codec, filing, issuing
from ..domain.tree import Tree
from ..models import Document, Edition, Paragraph, Reading, Version
from ..standing import proposed_symbol, symbols_like, version_of, versions_of
from .filing import close_reading, file_document
from .indexing import index_document
from .reading import tree_of

NOTHING = Text()
Texts = Mapping[Language, Mapping[str, str]]
"""By language, the new text of paragraphs and points, each by its guid."""


@action("documents.edition.issued")
def issue_text(
    act: Act, document: Document, *, kind: str, trees: Mapping[Language, Tree], symbol: str = "", reason: Text = NOTHING,
    dated: date | None = None, statuses: Mapping[Language, Status] | None = None,
    files: Mapping[Language, int] | None = None,
) -> Edition:  # fmt: skip
    """Issue a whole new text (`rev`) or the text again (`reissue`) in some languages; the next free symbol unless given.

    What bears the same number is the same paragraph; new numbers get an identity, those that are gone are withdrawn.
    Refused: DOC-302 DOC-500 DOC-501 the symbol, DOC-314 no text, DOC-502 the languages do not align, DOC-508 there is
    nothing to issue again, and the obstacles of filing.
    """
    policies.may_issue(act.actor).enforce()
    if not trees:
        raise refuse("DOC-314")
    statuses = statuses or {}
    first = issuing.leading(trees, next((code for code, status in statuses.items() if status == "original"), ""))
    _obstacles(trees, first)
    old = _standing(document, first)
    edition = _edition(act, document, kind, symbol, reason, dated)
    follows = issuing.succession(old, trees[first], lambda: str(uuid4()))
    _withdraw(document, follows, edition)
    _renumber(document, trees[first], follows)
    for language, tree in trees.items():
        status = statuses.get(language, "official")
        printed = evolve(tree, masthead=evolve(tree.masthead, symbols=(edition.symbol,)), problems=())
        _keep(document, edition, printed, follows.guids, status, (files or {}).get(language))
        _retitle(document, tree, status)
    index_document(document)
    act.about(document, edition=edition.number, symbol=edition.symbol, kind=kind, languages=sorted(trees))
    return edition


def _obstacles(trees: Mapping[Language, Tree], first: Language) -> None:
    problems = [problem for tree in trees.values() for problem in filing.obstacles(tree)]
    problems += issuing.misaligned(trees, first)
    if problems:
        raise Refused(*problems)


def _standing(document: Document, language: Language) -> Tree:
    """The text in force to follow: in this language, else in any."""
    latest = version_of(document.pk, language) or versions_of(document.pk).first()
    if latest is None:
        raise refuse("DOC-508")
    return codec.from_json(latest.tree)


def _edition(act: Act, document: Document, kind: str, symbol: str, reason: Text, dated: date | None) -> Edition:
    said = symbol.strip() or proposed_symbol(document, kind)
    stem = next(iter(document.symbols), "")
    symbol = issuing.checked_symbol(said, stem, kind, symbols_like(stem))
    number = document.editions.count() + 1
    return Edition.objects.create(
        document=document, kind=kind, symbol=symbol, number=number, reason=reason.to_json(), dated=dated,
        issued_at=act.at,
    )  # fmt: skip


def _withdraw(document: Document, follows: issuing.Succession, edition: Edition) -> None:
    """What no language in force prints any more has gone; the addresses go on answering."""
    document.paragraphs.filter(guid__in=follows.dropped, withdrawn_in__isnull=True).update(withdrawn_in=edition)


def _renumber(document: Document, tree: Tree, follows: issuing.Succession) -> None:
    """Rows for what is new, and the positions and letters of what stays. Letters pass through a name nobody uses."""
    standing = {str(row.guid): row for row in document.paragraphs.filter(withdrawn_in__isnull=True)}
    for turn, row in enumerate(standing.values()):
        row.point, row.number = (f"~{turn}" if row.point else ""), row.number
    Paragraph.objects.bulk_update(standing.values(), ["point"])
    fresh = []
    for position, piece in enumerate(filing.series(tree), start=1):
        guid = follows.guids[piece.place]
        number, path = piece.place
        row = standing.get(guid)
        if row is None:
            row = Paragraph(guid=UUID(guid), document=document)
            fresh.append(row)
        above = follows.guids[number, path[:-1]] if path else ""
        row.parent_id = UUID(above) if above else None
        row.number, row.point, row.position = piece.number, piece.point, position
        row.chapter = piece.chapter[:20]
    Paragraph.objects.bulk_create(fresh)
    Paragraph.objects.bulk_update(standing.values(), ["number", "point", "position", "chapter", "parent"])


def _keep(
    document: Document, edition: Edition, tree: Tree, guids: Mapping[filing.Place, str], status: Status,
    file_id: int | None,
) -> None:  # fmt: skip
    kept = filing.with_guids(tree, guids)
    version = Version.objects.create(
        document=document, edition=edition, language=tree.language, status=status, tree=codec.to_json(kept),
        file_id=file_id,
    )  # fmt: skip
    if version_of(document.pk, tree.language) == version:
        texts = {guids[piece.place]: piece.text for piece in filing.series(tree)}
        _say(document, tree.language, texts, status)


def _say(document: Document, language: Language, texts: Mapping[str, str], status: str) -> None:
    """The text in force of these paragraphs in this language."""
    rows = list(document.paragraphs.filter(guid__in=texts))
    for row in rows:
        row.text = {**row.text, language: {"text": texts[str(row.guid)], "status": status}}
    Paragraph.objects.bulk_update(rows, ["text"])


def _retitle(document: Document, tree: Tree, status: Status) -> None:
    if tree.masthead.title:
        document.title = {**document.title, tree.language: {"text": tree.masthead.title, "status": status}}
        save(document, "title")


@action("documents.edition.issued_from_readings")
def issue_readings(
    act: Act, document: Document, readings: Sequence[Reading], *, kind: str, symbol: str = "", reason: Text = NOTHING,
    dated: date | None = None, statuses: Mapping[Language, Status] | None = None,
) -> Edition:  # fmt: skip
    """The same with texts that were read and checked, one a language. Refused as `issue_text`, DOC-301 and DOC-509."""
    trees = trees_of(act, readings)
    files = {as_language(reading.language): reading.file_id for reading in readings}
    edition = issue_text(
        act.actor, document, kind=kind, trees=trees, symbol=symbol, reason=reason, dated=dated, statuses=statuses,
        files=files,
    )  # fmt: skip
    for reading in readings:
        close_reading(reading, document)
    act.about(document, edition=edition.number, readings=[reading.pk for reading in readings])
    return edition


@action("documents.edition.language_added")
def add_to_edition(act: Act, document: Document, number: int, reading: Reading, status: Status = "official") -> Version:
    """One more language of a revision or reissue, that came later than the others; its numbering must be theirs.

    NotHere without such an edition. Refused: DOC-301 filed already, DOC-304 the language is there, DOC-502 the numbering
    differs, and the obstacles of filing.
    """
    policies.may_issue(act.actor).enforce()
    edition = document.editions.filter(number=number, kind__in=("rev", "reissue")).first()
    standing = edition.versions.order_by("id").first() if edition else None
    if standing is None:
        raise NotHere
    trees = trees_of(act, [reading])
    ((language, tree),) = trees.items()
    if edition.versions.filter(language=language).exists():
        raise refuse("DOC-304", language=language)
    filed = codec.from_json(standing.tree)
    _obstacles({filed.language: filed, **trees}, filed.language)
    printed = evolve(tree, masthead=evolve(tree.masthead, symbols=(edition.symbol,)), problems=())
    _keep(document, edition, printed, filing.guids_of(filed), status, reading.file_id)
    _retitle(document, tree, status)
    index_document(document)
    close_reading(reading, document)
    act.about(document, edition=number, symbol=edition.symbol, language=language)
    return edition.versions.get(language=language)


def trees_of(act: Act, readings: Sequence[Reading]) -> dict[Language, Tree]:
    """The checked trees by language. Refused: DOC-301 filed already, DOC-509 one language twice."""
    trees: dict[Language, Tree] = {}
    for reading in readings:
        policies.may_correct(act.actor, reading).enforce()
        tree = tree_of(reading)
        if tree.language in trees:
            raise refuse("DOC-509", language=tree.language)
        trees[tree.language] = tree
    return trees


@action("documents.edition.corrected")
def issue_corrigendum(
    act: Act, document: Document, *, texts: Texts, symbol: str = "", reason: Text = NOTHING, dated: date | None = None
) -> Edition:
    """Correct some paragraphs in some languages; only the languages where something changed get a new version.

    Refused: DOC-500 DOC-501 the symbol, DOC-503 a paragraph that is not in that language, DOC-504 no words left, DOC-510
    nothing was changed, DOC-511 no reason given.
    """
    policies.may_issue(act.actor).enforce()
    if not reason:
        raise refuse("DOC-511")
    corrected = []
    for language, said in texts.items():
        standing = version_of(document.pk, language)
        if standing is None:
            raise refuse("DOC-503", language=language)
        new, changed = issuing.corrected(codec.from_json(standing.tree), said)
        if changed:
            corrected.append((new, changed, standing.status))
    if not corrected:
        raise refuse("DOC-510")
    edition = _edition(act, document, "corr", symbol, reason, dated)
    for tree, changed, status in corrected:
        guids = filing.guids_of(tree)
        _keep_corrected(document, edition, tree, guids, changed, status)
    index_document(document)
    languages = sorted(tree.language for tree, _changed, _status in corrected)
    act.about(document, edition=edition.number, symbol=edition.symbol, languages=languages)
    return edition


def _keep_corrected(
    document: Document, edition: Edition, tree: Tree, guids: Mapping[filing.Place, str], changed: Sequence[str],
    status: str,
) -> None:  # fmt: skip
    Version.objects.create(
        document=document, edition=edition, language=tree.language, status=status, tree=codec.to_json(tree)
    )
    texts = {guids[piece.place]: piece.text for piece in filing.series(tree) if guids.get(piece.place) in changed}
    _say(document, tree.language, texts, status)


@action("documents.addendum.issued")
def issue_addendum(
    act: Act, document: Document, readings: Sequence[Reading], *, symbol: str = "", title: Text = NOTHING,
    dated: date | None = None, statuses: Mapping[Language, Status] | None = None,
) -> Document:  # fmt: skip
    """A paper of its own that adds to a document, in the languages that were read. Refused as `issue_readings`."""
    policies.may_issue(act.actor).enforce()
    trees, statuses = trees_of(act, readings), statuses or {}
    if not trees:
        raise refuse("DOC-314")
    first = issuing.leading(trees, next((code for code, status in statuses.items() if status == "original"), ""))
    _obstacles(trees, first)
    stem = next(iter(document.symbols), "")
    said = symbol.strip() or proposed_symbol(document, "add")
    chosen = issuing.checked_symbol(said, stem, "add", symbols_like(stem))
    head = {language: evolve(tree.masthead, symbols=(chosen,)) for language, tree in trees.items()}
    addendum = file_document(
        act.actor, trees={code: evolve(tree, masthead=head[code], problems=()) for code, tree in trees.items()},
        symbols=[chosen], kind=document.kind, title=title or _titles(trees, statuses), meeting_id=document.meeting_id,
        dated=dated, audience=Audience(document.audience), entity=document.entity, invented=document.invented,
        statuses=statuses,
    )  # fmt: skip
    addendum.addendum_to = document
    save(addendum, "addendum_to")
    for reading in readings:
        close_reading(reading, addendum)
    act.about(document, addendum=addendum.pk, symbol=chosen)
    return addendum


def _titles(trees: Mapping[Language, Tree], statuses: Mapping[Language, Status]) -> Text:
    found = NOTHING
    for language, tree in trees.items():
        if tree.masthead.title:
            found = found.with_version(language, tree.masthead.title, statuses.get(language, "official"))
    return found
