"""The draft of a reply: its cells as answers, judged; written cell by cell, so that two people may work at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from django.db import connection

from .domain.answers import Answers, Cell
from .domain.form import Form
from .domain.judge import starting_answers
from .models import DraftCell, Reply

Keeper = Literal["state", "secretariat"]
"""Whose draft: the State's own, or what the secretariat enters on its behalf from a letter."""


def draft_of(reply: Reply, form: Form, keeper: Keeper = "state") -> Answers:
    """What has been drafted, and the form's own proposals where nobody has written or cleared anything.

    Seen only by its keeper: for anybody else the table is empty.
    """
    cells = dict(starting_answers(form))
    cells.update({row.path: Cell.from_json(row.cell) for row in reply.cells.filter(keeper=keeper)})
    return Answers({path: cell for path, cell in cells.items() if not cell.empty})


def entry_of(reply: Reply) -> Answers:
    """What the secretariat has entered for a State: what its letter says, without the form's own proposals."""
    rows = reply.cells.filter(keeper="secretariat")
    return Answers({row.path: cell for row in rows if not (cell := Cell.from_json(row.cell)).empty})


def write_cells(
    reply: Reply, form: Form, cells: Mapping[str, Cell], at: datetime, person: int | None, keeper: Keeper = "state"
) -> None:
    """Put these cells in place of what stood there. A proposal that was cleared is remembered as cleared."""
    proposed = starting_answers(form)
    gone = {path for path, cell in cells.items() if cell.empty and path not in proposed}
    if gone:
        reply.cells.filter(keeper=keeper, path__in=gone).delete()
    rows = [
        DraftCell(
            reply=reply, entity=reply.entity, keeper=keeper, path=path, section=form.section_of(path),
            cell={"value": ""} if cell.empty else cell.to_json(), saved_at=at, saved_by=person,
        )
        for path, cell in cells.items()
        if path not in gone
    ]  # fmt: skip
    DraftCell.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["reply", "keeper", "path"],
        update_fields=["cell", "section", "saved_at", "saved_by"],
    )  # fmt: skip


def hold_round(round_id: int, *, alone: bool = False) -> None:
    """Until the end of the transaction: many may save and submit at once, closing waits for them and they for it."""
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtext('collection.round'), %s)", [round_id])
