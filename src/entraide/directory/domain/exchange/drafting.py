"""What an entry becomes by a table: what the table says over what stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import evolve

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text

from ..record import Function, Hours, Procedure, Reach, Record
from .cells import REACHES
from .listed import Act, Listed, Person
from .reading import Said

EMPTY: Final = Record("", Text(), "")
_TEXTS: Final = ("territory", "original_name", "original_language", "transliteration", "acronym")


def drafted(said: Said, base: Listed | None = None, kept: bool = False) -> Listed:
    """The entry after the table.

    `kept`: the row left this directory and came back, so that its lists replace what stood and an empty cell means
    nothing; otherwise a table only adds and overwrites, and an empty cell says nothing.
    """
    given = dict(said.given)
    if kept:
        given |= {key: _NOTHING.get(key, "") for key in said.blank}
    old = base or Listed(0, EMPTY)
    return evolve(
        old, record=_record(old.record, given, kept and base is not None), acts=_acts(old.acts, given.get("acts", ())),
        contacts=_contacts(old.contacts, given["contacts"], kept) if "contacts" in given else old.contacts,
    )  # fmt: skip


_NOTHING: Final[Mapping[str, Any]] = {
    **dict.fromkeys(("functions", "languages", "networks", "cultural", *REACHES, "closed_days", "channels", "formats", "acts",
                     "contacts"), ()),
    "hours": ((),) * 7, "translation_certified": False, "interpol_urgent": False, "legal_basis": None, "invented": False,
}  # fmt: skip


def _record(old: Record, given: Mapping[str, Any], kept: bool) -> Record:
    texts = {key: given[key] for key in _TEXTS if key in given}
    if given.get("kind"):
        texts["kind"] = given["kind"]
    lists: dict[str, Any] = {key: _list(getattr(old, key), given[key], kept) for key in ("languages", "networks", "cultural") if key in given}
    return evolve(
        old, entity=given.get("entity") or old.entity, name=_text(old.name, "name", given), **texts, **lists,
        functions=_functions(old.functions, given["functions"], kept) if "functions" in given else old.functions,
        reaches=_reaches(old.reaches, given, kept), procedure=_procedure(old.procedure, given, kept),
        invented=given.get("invented", old.invented),
    )  # fmt: skip


def _list(old: tuple[Any, ...], new: tuple[Any, ...], kept: bool) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(new if kept else (*old, *new)))


def _text(old: Text, part: str, given: Mapping[str, Any]) -> Text:
    """Versions that stay keep how they came to be."""
    versions, statuses = dict(old.versions), dict(old.statuses)
    for code in LANGUAGES:
        said = given.get(f"{part}_{code}")
        if said:
            versions[code] = said
            statuses.setdefault(code, "official")
        elif said == "":
            versions.pop(code, None)
            statuses.pop(code, None)
    return Text({code: versions[code] for code in LANGUAGES if code in versions}, statuses)


def _functions(old: tuple[Function, ...], new: tuple[Function, ...], kept: bool) -> tuple[Function, ...]:
    stood = {one.triple: one for one in old}
    found = {one.triple: evolve(one, scope=_scope(stood.get(one.triple), one.scope)) for one in new}
    if kept:
        return tuple(found.values())
    return tuple((stood | found)[triple] for triple in dict.fromkeys((*stood, *found)))


def _scope(old: Function | None, new: Text) -> Text:
    if old is None:
        return new
    statuses = {code: old.scope.statuses.get(code, "official") for code in new.versions}
    return Text(new.versions, statuses)


def _reaches(old: tuple[Reach, ...], given: Mapping[str, Any], kept: bool) -> tuple[Reach, ...]:
    """Kinds that the table says nothing of stay; what it says in the same words leaves the order as it was."""
    out, changed = list(old), False
    for key, kind in REACHES.items():
        if key not in given:
            continue
        stood = tuple(one for one in old if one.kind == kind)
        known = {one.value for one in stood}
        now = given[key] if kept else (*stood, *(one for one in given[key] if one.value not in known))
        if now != stood:
            out, changed = [*(one for one in out if one.kind != kind), *now], True
    return tuple(out) if changed else old


def _procedure(old: Procedure, given: Mapping[str, Any], kept: bool) -> Procedure:
    plain = {key: given[key] for key in ("translation_certified", "interpol_urgent", "legal_basis") if key in given}
    lists: dict[str, Any] = {key: _list(getattr(old, key), given[key], kept) for key in ("channels", "formats") if key in given}
    texts: dict[str, Any] = {key: _text(getattr(old, key), key, given) for key in ("information", "requirements", "urgent")}
    return evolve(old, hours=_hours(old.hours, given), **plain, **lists, **texts)


def _hours(old: Hours, given: Mapping[str, Any]) -> Hours:
    return Hours(
        given.get("time_zone", old.zone), given.get("hours", old.week), tuple(given.get("closed_days", old.closed)),
        given.get("holidays", old.holidays),
    )  # fmt: skip


def _acts(old: tuple[Act, ...], new: tuple[Act, ...]) -> tuple[Act, ...]:
    """Acts are only ever added."""
    known = {(one.kind, one.reference) for one in old}
    return (*old, *(one for one in new if (one.kind, one.reference) not in known))


def _contacts(old: tuple[Person, ...], new: tuple[Person, ...], kept: bool) -> tuple[Person, ...]:
    if kept:
        return new
    named = {one.email.casefold(): one for one in new}
    return (*(named.pop(one.email.casefold(), one) for one in old), *named.values())
