"""Frozen sets and their figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from attrs import frozen

from entraide.collection.domain.form import Form
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.text import Text

from .. import keeping, policies
from ..domain import figures, laid, sets
from ..domain.frozen import Frozen, thaw
from ..models import FrozenSet, SetOpening
from ..questionnaires import form_of_xform
from .results import place, results


@frozen
class SetRow:
    """A frozen set in a list or on its page."""

    id: int
    round: int
    round_code: str
    title: Text
    number: int
    content_hash: str
    file: int
    asked: int
    replied: int
    frozen_at: datetime
    invented: bool
    opened: str = ""
    """The audience that the figures are open to; empty for the secretariat alone."""


def _row(found: FrozenSet) -> SetRow:
    with acting_as(SYSTEM):
        opening = SetOpening.objects.filter(frozen_set=found).first()
    return SetRow(
        found.pk, found.round_id, found.round.code, Text.from_json(found.round.title), found.number,
        found.content_hash, found.file_id, found.counts["asked"], found.counts["replied"], found.frozen_at,
        found.round.invented, opening.audience if opening else "",
    )  # fmt: skip


def frozen_set(actor: Actor, set_id: int) -> SetRow:
    """One set; NotHere unless the secretariat asks."""
    return _row(policies.access_frozen_set(actor, set_id))


def results_row(actor: Actor, set_id: int) -> SetRow:
    """One set, for those to whom its figures are open; NotHere for others."""
    return _row(policies.access_results(actor, set_id))


def files_of(actor: Actor, set_id: int) -> Iterator[tuple[str, bytes]]:
    """The set as files: its manifest, then its tables; the secretariat's alone. One of the first format is one file."""
    row = policies.access_frozen_set(actor, set_id)
    yield "manifest.json", keeping.manifest_of(row)
    if keeping.has_tables(row):
        for file in sorted(keeping.folder_of(row).iterdir()):
            yield file.name, file.read_bytes()


def sets_of(actor: Actor, round_id: int) -> tuple[SetRow, ...]:
    """The sets of a round, the newest last; for others than the secretariat those whose figures were opened to them."""
    opened = [row.pk for row in FrozenSet.objects.filter(round_id=round_id).order_by("number")]
    with acting_as(SYSTEM):
        return tuple(
            _row(row) for row in FrozenSet.objects.select_related("round").filter(pk__in=opened).order_by("number")
        )


def content(actor: Actor, set_id: int) -> Frozen:
    """The set itself, from its file or its tables, its hash checked. Raises `sets.Broken` for tables of another set."""
    row = policies.access_frozen_set(actor, set_id)
    if keeping.has_tables(row):
        return sets.frozen_from(keeping.manifest_of(row), keeping.tables_of(row), row.content_hash)
    return thaw(access_file(actor, row.file_id).content)


def form_of(made: Frozen) -> Form:
    """The questionnaire frozen with the set."""
    return form_of_xform(made.xform)


@frozen
class Figures:
    """Everything counted in a set that its page shows."""

    coverage: figures.Coverage
    tables: tuple[figures.ChoiceTable, ...]
    series: tuple[figures.Series, ...]
    money: tuple[figures.Money, ...]


def figures_in(actor: Actor, set_id: int) -> Figures:
    """The figures of a stored set, from its results: for the secretariat."""
    form, found = place(policies.access_frozen_set(actor, set_id))[1], results(actor, set_id)
    return Figures(
        laid.coverage(found), laid.choice_tables(found, form), laid.series(found, form), laid.money(found, form)
    )


def words_of(made: Frozen) -> tuple[figures.Words, ...]:
    """What replies said in a set in hand: to open questions, those answered in several lines."""
    form = form_of(made)
    opened = [question.name for question in form.questions() if question.multiline and not question.repeat]
    return tuple(one for name in opened for one in figures.words(made, form, name))
