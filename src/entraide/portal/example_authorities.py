"""The invented central authorities, police units and bureaux of the example: the finder can be tried as a prosecutor would."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml
from attrs import evolve, frozen

from entraide.directory import actions, policies, queries
from entraide.directory.domain.record import Record
from entraide.foundation.crypto.fields import many
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text

FILE = Path(__file__).resolve().parents[3] / "data" / "example" / "authorities.yml"
_TEXTS = ("information", "requirements", "urgent")


@frozen
class Written:
    """One entry of the file. `beside` is the function of the entry to which the record's parts are added, "" for a new one.

    `act` is kind, reference and day; it was recorded `ago` days before. None: the entry is not confirmed.
    """

    record: Record
    beside: str = ""
    act: tuple[str, str, date] | None = None
    ago: int = 0


def written() -> tuple[Written, ...]:
    """What the file says, in its order."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))["authorities"]
    return tuple(_written(row) for row in rows)


def _written(row: Mapping[str, Any]) -> Written:
    procedure = dict(row["procedure"])
    for name in _TEXTS:
        procedure[name] = _versions(procedure.get(name))
    record = Record.from_json({**row, "name": _versions(row.get("name")), "procedure": procedure})
    act = row.get("act")
    said = (act["kind"], act["reference"], date.fromisoformat(act["dated"])) if act else None
    return Written(record, row.get("beside", ""), said, row.get("ago", 0))


def _versions(versions: Mapping[str, str] | None) -> dict[str, dict[str, str]]:
    return Text.of("en", **(versions or {})).to_json()


def record(officer: Actor) -> None:
    """Enter all of them through the actions that people use. Nobody is named as contact point: letters go where they went."""
    now = clock.now()
    with many():
        for one in written():
            if one.beside:
                _add(officer, one)
            else:
                _enter(officer, one, now)


def _enter(officer: Actor, one: Written, now: datetime) -> None:
    with clock.at(now - timedelta(days=one.ago)):
        made = actions.record_authority(officer, one.record)
        if one.act is not None:
            kind, reference, dated = one.act
            actions.record_designation(officer, made, kind=kind, reference=reference, dated=dated)


def _add(officer: Actor, one: Written) -> None:
    """Telephones, hours and the rest, to an entry that stands: its name, its mailbox and its contact points stay."""
    stands = queries.authorities(officer, one.beside, one.record.entity, persons_too=False)[0]
    more = one.record
    whole = evolve(
        stands.record, languages=more.languages, cultural=more.cultural, procedure=more.procedure,
        reaches=(*stands.record.reaches, *more.reaches),
    )  # fmt: skip
    actions.correct_authority(officer, policies.access_authority(officer, stands.id), whole)
