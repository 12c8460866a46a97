"""Reports into the tables, one or twenty thousand: as received, in codes, suspects apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from attrs import field, frozen

from entraide.foundation.db.pouring import pour
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse
from entraide.reference.domain import entities

from ..models import CaseRecord
from .rows import Standing, normalise_and_keep, raw_row

AT_ONCE: Final = 5_000
"""Rows in one statement."""
_APART: Final = frozenset({"role", "offence", "lang", "audience", "suspect"})
"""Fields with a column or a table of their own."""


@frozen
class Intake:
    """A report about to be stored; `values` are by the names of fields, codes in place of words."""

    entity: str
    values: Mapping[str, str]
    round: int | None = None
    source: str = "typed"
    upload: int | None = None
    line: int | None = None
    invented: bool = False
    langs: Mapping[str, str] = field(factory=dict)
    report: str = ""
    version: int = 1
    before: int | None = None


def default_role(entity: str) -> str:
    """An international organisation reports as one; a State that says nothing as a State of seizure."""
    return "io" if entities.entity(entity).kind == "organisation" else "seizure"


def known_entity(code: str) -> str:
    """The code of a State or organisation, also from its two letters; refused with ANA-432 when there is none."""
    found = next((one.code for one in entities.entities() if code and code.upper() in (one.code, one.iso2)), "")
    if not found:
        raise refuse("ANA-432", said=code[:40])
    return found


def store(actor: Actor, at: datetime, intakes: Sequence[Intake]) -> list[int]:
    """Write them; their numbers in order."""
    keys: list[int] = []
    for start in range(0, len(intakes), AT_ONCE):
        some = intakes[start : start + AT_ONCE]
        rows = [_row(actor, at, one) for one in some]
        made = pour(CaseRecord, rows)
        normalise_and_keep([_standing(pk, one, row) for pk, one, row in zip(made, some, rows, strict=True)])
        keys += made
    return keys


def _row(actor: Actor, at: datetime, one: Intake) -> dict[str, Any]:
    values = one.values
    return {
        "report": one.report or str(uuid4()), "version": one.version, "before_id": one.before, "current": True,
        "entity": one.entity, "role": values.get("role") or default_role(one.entity),
        "offence": values.get("offence") or "seizure", "audience": values.get("audience") or str(Audience.SECRETARIAT),
        "lang": values.get("lang") or "en", "received": {name: text for name, text in values.items() if name not in _APART},
        "langs": dict(one.langs), "round_id": one.round, "source": one.source, "upload_id": one.upload, "line": one.line,
        "invented": one.invented, "person": actor.person_id, "received_at": at, "withdrawn_why": "",
    }  # fmt: skip


def _standing(pk: int, one: Intake, row: Mapping[str, Any]) -> Standing:
    raw = raw_row(one.entity, row["role"], row["offence"], row["lang"], row["received"], one.values.get("suspect", ""))
    return Standing(pk, row["report"], one.entity, row["audience"], raw)
