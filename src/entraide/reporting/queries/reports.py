"""Reports as pages and other rooms read them: plain rows, drafts for the secretariat alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal

from attrs import frozen

from entraide.analysis.domain.frozen import Frozen
from entraide.documents.domain import codec
from entraide.documents.domain.tree import Tree
from entraide.documents.domain.writing import Format
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, Language, as_language
from entraide.kernel.problems import NotHere
from entraide.kernel.text import Text

from .. import policies
from ..domain import living
from ..domain.blocks import structure
from ..domain.living import Difference, Meaning
from ..figures import ALL, FORMATS, recounted, set_of
from ..material import indicator_of, rendered, set_content
from ..models import Composition, Counted, LivingFigure, Report, ReportFile


@frozen
class ReportRow:
    """A report in a list or on its page. `document` is its paper once issued; `written` says how many files there are."""

    id: int
    symbol: str
    title: Text
    state: str
    invented: bool
    frozen_set: int
    document: int | None
    composed_at: datetime
    issued_at: datetime | None
    languages: tuple[Language, ...]
    written: int

    @property
    def complete(self) -> bool:
        """Whether every file is there."""
        return self.written == ALL


@frozen
class CountedRow:
    """A reply that stands in a figure; `submission` is its id, `number` its version."""

    submission: int
    entity: str
    number: int
    language: str


@frozen
class FigureRow:
    """A figure followed back. `counted` is None for those who may not know whose replies were counted."""

    key: str
    value: Decimal
    base: int
    share: Decimal | None
    replies: int
    audience: Audience
    meaning: Meaning
    round: int
    round_code: str
    set_number: int
    content_hash: str
    counted: tuple[CountedRow, ...] | None
    label: Text
    method: Text
    """What its indicator counts and how, as it was frozen with the report, else as it is."""


def reports(actor: Actor) -> tuple[ReportRow, ...]:
    """The newest first: issued ones for everybody, drafts for the secretariat."""
    rows = Report.objects.prefetch_related("files").defer("trees")
    return tuple(_row(row) for row in (rows if actor.staff else rows.filter(state="issued")))


def report(actor: Actor, report_id: int) -> ReportRow:
    """One report; NotHere when there is none that this person may read."""
    return _row(policies.access_report(actor, report_id))


def _row(row: Report) -> ReportRow:
    return ReportRow(
        row.pk, row.symbol, Text.from_json(row.title), row.state, row.invented, row.frozen_set_id, row.document_id,
        row.composed_at, row.issued_at, LANGUAGES, len(row.files.all()),
    )  # fmt: skip


def reports_of_set(actor: Actor, set_id: int) -> tuple[ReportRow, ...]:
    """The reports composed from a frozen set."""
    return tuple(row for row in reports(actor) if row.frozen_set == set_id)


def tree(actor: Actor, report_id: int, language: Language) -> Tree:
    """The text in one language; NotHere where there is none. A draft that was changed is printed as its blocks stand."""
    report = policies.access_report(actor, report_id)
    # One language of six is fetched: the whole column would be most of the page's time.
    stored = Report.objects.filter(pk=report_id).values_list(f"trees__{language}", flat=True).first()
    if stored is None:
        return _as_it_stands(report, language)
    return codec.from_json(stored)


def _as_it_stands(report: Report, language: Language) -> Tree:
    found = Composition.objects.filter(report=report).first()
    if found is None:
        raise NotHere
    return rendered(report, structure.from_json(found.structure), [language], draft=True)[language]


def files(actor: Actor, report_id: int) -> dict[tuple[Language, Format], int]:
    """The files that are written, by language and format: ids of stored files."""
    policies.access_report(actor, report_id)
    rows: Iterable[ReportFile] = ReportFile.objects.filter(report=report_id)
    known: dict[str, Format] = {name: name for name in FORMATS}
    return {(as_language(row.language), known[row.format]): row.file_id for row in rows}


def figure(actor: Actor, report_id: int, key: str) -> FigureRow:
    """A figure with the replies counted in it, as far as their audience admits this person."""
    report = policies.access_report(actor, report_id)
    row = LivingFigure.objects.filter(report=report, key=key).first()
    if row is None:
        raise NotHere
    of, made, form = set_content(set_of(report, row))
    label, method = indicator_of(report, set_of(report, row), row.key)
    value, base = Decimal(str(row.value)), int(row.params["base"])
    return FigureRow(
        key=row.key, value=value, base=base, replies=row.replies, audience=Audience(row.audience),
        share=(value * 100 / base).quantize(Decimal("0.1")) if base else None,
        meaning=living.meaning(form, row.key), round=of.round, round_code=of.round_code, set_number=of.number,
        content_hash=of.content_hash, counted=_counted(actor, made, row), label=label, method=method,
    )  # fmt: skip


def _counted(actor: Actor, made: Frozen, row: LivingFigure) -> tuple[CountedRow, ...] | None:
    found = Counted.objects.filter(figure=row).first() if actor.admits(Audience(row.audience)) else None
    if found is None:
        return None
    replies = (made.reply(submission) for submission in found.submissions)
    return tuple(CountedRow(reply.submission, reply.entity, reply.number, reply.language) for reply in replies)


def differences(actor: Actor, report_id: int) -> tuple[Difference, ...]:
    """Every living figure counted again from the frozen set; empty when all stand."""
    return recounted(policies.access_report(actor, report_id))
