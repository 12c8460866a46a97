"""Reports as rows: for the normaliser, for the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

from attrs import frozen

from entraide.collection import queries as rounds
from entraide.foundation.db.pouring import pour

from .. import linking
from ..domain.cases.fields import RAW
from ..models import CaseNormal, CaseRecord, CaseSuspect

EPOCH: Final = date(1970, 1, 1)
_KEPT_APART: Final = ("suspect_key", "suspect_name")
_SECOND: Final = frozenset({"seizure", "return"})


@frozen
class Standing:
    """A report that counts: the newest version, not withdrawn."""

    id: int
    report: str
    entity: str
    audience: str
    raw: Mapping[str, str]


def raw_row(
    entity: str, role: str, offence: str, lang: str, received: Mapping[str, str], suspect: str
) -> dict[str, str]:
    """What a report is linked by, under the names of the normaliser."""
    given = {**received, "reporter": entity, "role": role, "offence": offence, "lang": lang, "suspect": suspect}
    return {name: str(given.get(name, "")) for name in RAW}


def standing(among: Sequence[int] | None = None) -> tuple[Standing, ...]:
    """Every report that counts, as far as who asks may read it, in the order of its number."""
    found = CaseRecord.objects.filter(current=True, withdrawn_at__isnull=True).order_by("id")
    chosen = found if among is None else found.filter(pk__in=among)
    names = dict(CaseSuspect.objects.values_list("record_id", "text"))
    return tuple(
        Standing(pk, str(report), entity, audience, raw_row(entity, role, offence, lang, received, names.get(pk, "")))
        for pk, report, entity, audience, role, offence, lang, received in chosen.values_list(
            "id", "report", "entity", "audience", "role", "offence", "lang", "received"
        )
    )


def normal_rows(rows: Sequence[Standing], codes: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `CaseNormal`."""
    return [_normal(one, code) for one, code in zip(rows, codes, strict=True)]


def _normal(one: Standing, code: Mapping[str, Any]) -> dict[str, Any]:
    day = _event_day(one.raw["offence"], code)
    kept = {name: value for name, value in code.items() if name not in _KEPT_APART and value not in (None, "")}
    return {
        "record_id": one.id, "entity": one.entity, "audience": one.audience, "year": day.year if day else None,
        "month": day.month if day and not _year_only(one.raw["offence"], code) else None,
        **{name: str(code.get(name) or "") for name in ("origin", "transit", "destination", "type", "material", "culture")},
        "n_objects": code.get("n_objects"), "columns": kept,
    }  # fmt: skip


def _event(offence: str, code: Mapping[str, Any]) -> str:
    """Which of the two dates says when it happened: that of the offence, else the other."""
    first, other = ("seizure", "theft") if offence in _SECOND else ("theft", "seizure")
    return first if code.get(f"{first}_day") is not None else other


def _event_day(offence: str, code: Mapping[str, Any]) -> date | None:
    day = code.get(f"{_event(offence, code)}_day")
    return EPOCH + timedelta(days=int(day)) if day is not None else None


def _year_only(offence: str, code: Mapping[str, Any]) -> bool:
    return code.get(f"{_event(offence, code)}_precision") == "y"


def suspect_rows(rows: Iterable[Standing], codes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of `CaseSuspect`, for reports that name somebody."""
    return [
        {
            "record_id": one.id, "entity": one.entity, "text": one.raw["suspect"],
            "key": str(code.get("suspect_key") or "")[:200], "name": str(code.get("suspect_name") or "")[:500],
        }
        for one, code in zip(rows, codes, strict=True) if one.raw["suspect"]
    ]  # fmt: skip


def normalise_and_keep(rows: Sequence[Standing]) -> None:
    """Write codes and suspects of reports that have just been stored."""
    codes = linking.normalised([one.raw for one in rows])
    pour(CaseNormal, normal_rows(rows, codes))
    pour(CaseSuspect, suspect_rows(rows, codes))


def round_id(actor: Any, wanted: int | None) -> int | None:
    """A round that this person knows; None for none."""
    return rounds.round_row(actor, wanted).id if wanted else None
