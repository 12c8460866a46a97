"""What is doubtful in the directory, entry by entry and State by State: a work list for the secretariat and the States' editors.

It reads light facts, not whole records: five thousand entries are looked through each time somebody opens the list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Final

from attrs import field, frozen

from entraide.kernel.languages import LANGUAGES

from .life import DRAFT_WAITS, standing
from .phones import is_normal

CODES: Final = (
    "DIR-220", "DIR-221", "DIR-222", "DIR-223", "DIR-224", "DIR-225", "DIR-226", "DIR-227", "DIR-228", "DIR-229", "DIR-230",
    "DIR-231", "DIR-232", "DIR-233", "DIR-234", "DIR-235", "DIR-236",
)  # fmt: skip
"""Every finding is a numbered problem; its words stand in problems.yml."""

DEMANDED: Final[Mapping[str, tuple[str, ...]]] = {
    "UNTOC": ("mutual_legal_assistance", "prevention"),
    "UNCAC": ("mutual_legal_assistance", "corruption_prevention"),
    "DRUGS1988": ("mutual_legal_assistance", "illicit_traffic_by_sea"),
    "SMUGGLING": ("smuggling_by_sea",),
    "FIREARMS": ("firearms",),
}
"""For which functions an instrument asks its parties to name an authority."""

URGENT: Final = frozenset(
    {
        "mutual_legal_assistance",
        "extradition",
        "smuggling_by_sea",
        "illicit_traffic_by_sea",
        "law_enforcement_cooperation",
    }
)
"""Functions for which somebody has to be reached at night."""

_PERSONAL: Final = re.compile(r"[a-z]{1,20}[._][a-z-]{2,30}\d{0,3}")
_ROLES: Final = re.compile(
    r"info|contact|office|secretar|legal|justice|central|author|assist|cooper|mla|extrad|unit|desk|ncb|bureau|dept|inter|"
    r"minist|custom|police|culture|museum|heritage|asset|crim|press|mail|duty|oper|maritime|coast|prosec|crown|treat"
)


Bound = Callable[[str, str], bool | None]
"""Whether a State is party to an instrument; None where the parties of the instrument are not known."""


@frozen
class Seen:
    """What the list needs to know of an authority. `unreached` counts its contact points whose mail comes back."""

    id: int
    entity: str
    state: str
    confirmed_on: date | None
    name: Mapping[str, str]
    functions: Sequence[Mapping[str, Any]]
    languages: Sequence[str]
    territory: str = ""
    emails: tuple[str, ...] = ()
    bounced: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    urgent: bool = False
    hours_without_zone: bool = False
    acts: int = 0
    notified: tuple[str, ...] = ()
    original_name: str = ""
    unreached: int = 0


@frozen
class Waiting:
    """A draft under way: since when it has been where it is."""

    id: int
    entity: str
    authority_id: int | None
    since: date


@frozen
class Finding:
    """One doubt. `authority_id` is None where it is about a State that lacks something."""

    code: str
    entity: str
    authority_id: int | None
    params: Mapping[str, str] = field(factory=dict)
    subject: str = ""

    @property
    def key(self) -> str:
        """What it is known by from one day to the next, so that it can be assigned or set aside."""
        return f"{self.code}/{self.authority_id or self.entity}/{self.subject}"[:200]


def findings(
    seen: Sequence[Seen], drafts: Iterable[Waiting], today: date, bound: Bound, parties: Iterable[str]
) -> tuple[Finding, ...]:
    """Everything doubtful. `bound(entity, instrument)` says who is party; `parties` are the States whose gaps are sought."""
    alive = [one for one in seen if one.state != "withdrawn"]
    by_state: dict[str, list[Seen]] = defaultdict(list)
    for one in alive:
        by_state[one.entity].append(one)
    found = [finding for one in alive for finding in _of_one(one, today, bound)]
    for entity, group in by_state.items():
        found += _rivals(entity, group)
    for entity in parties:
        found += _gaps(entity, by_state.get(entity, ()), bound)
    found += [Finding("DIR-235", one.entity, one.authority_id, {"day": one.since.isoformat()}, str(one.id))
              for one in drafts if today - one.since > DRAFT_WAITS]  # fmt: skip
    return tuple(found)


def _of_one(one: Seen, today: date, bound: Bound) -> Iterator[Finding]:
    for code, params in _doubts(one, today):
        yield Finding(code, one.entity, one.id, params, params.get("subject", "") if params else "")
    told = set()
    for function in one.functions:
        instrument = str(function.get("instrument", ""))
        if instrument in told or not instrument:
            continue
        told.add(instrument)
        if bound(one.entity, instrument) is False:
            yield Finding("DIR-229", one.entity, one.id, {"instrument": instrument}, instrument)


def _doubts(one: Seen, today: date) -> Iterator[tuple[str, Mapping[str, str]]]:
    if not one.languages:
        yield "DIR-220", {}
    if not one.emails:
        yield "DIR-221", {}
    elif all(map(personal, one.emails)):
        yield "DIR-222", {"address": one.emails[0]}
    for address in one.bounced:
        yield "DIR-223", {"address": address, "subject": address}
    if one.unreached:
        yield "DIR-236", {"count": str(one.unreached)}
    for number in one.phones:
        if not _normal(number):
            yield "DIR-224", {"number": number, "subject": number}
    if one.hours_without_zone:
        yield "DIR-225", {}
    yield from _doubts_of_standing(one, today)
    if not one.urgent and any(row.get("function") in URGENT for row in one.functions):
        yield "DIR-233", {}
    missing = [code for code in LANGUAGES if code not in one.name]
    if missing:
        yield "DIR-234", {"languages": ", ".join(missing)}


def _doubts_of_standing(one: Seen, today: date) -> Iterator[tuple[str, Mapping[str, str]]]:
    if not one.acts:
        yield "DIR-230", {}
    elif standing(one.state, one.confirmed_on, today) != "confirmed":
        yield "DIR-232", {"day": one.confirmed_on.isoformat() if one.confirmed_on else ""}
    if one.notified:
        called = {_folded(name) for name in (*one.name.values(), one.original_name) if name}
        for name in one.notified:
            if _folded(name) not in called:
                yield "DIR-231", {"notified": name, "subject": name}


def personal(address: str) -> bool:
    """Whether an address looks like a person's own: a first and a last name before the @."""
    local = address.split("@")[0].lower()
    return bool(_PERSONAL.fullmatch(local)) and not _ROLES.search(local)


_normal = lru_cache(maxsize=20_000)(is_normal)


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def _rivals(entity: str, group: Sequence[Seen]) -> Iterator[Finding]:
    """Two that both say that nobody else of the same territory has the function; one that says so beside others who have it."""
    held: dict[tuple[str, ...], list[tuple[Seen, bool]]] = defaultdict(list)
    for one in group:
        for row in one.functions:
            triple = (one.territory, *(str(row.get(name, "")) for name in ("instrument", "article", "function")))
            held[triple].append((one, bool(row.get("exclusive"))))
    for triple, holders in held.items():
        exclusive = [one for one, alone in holders if alone]
        others = {one.id for one, _alone in holders}
        if exclusive and len(others) > 1:
            code = "DIR-226" if len({one.id for one in exclusive}) > 1 else "DIR-227"
            for one in exclusive:
                yield Finding(code, entity, one.id, {"function": triple[3]}, "/".join(triple))


def _gaps(entity: str, group: Sequence[Seen], bound: Bound) -> Iterator[Finding]:
    named = {(row.get("instrument"), row.get("function")) for one in group for row in one.functions}
    for instrument, functions in DEMANDED.items():
        if not bound(entity, instrument):
            continue
        for function in functions:
            if (instrument, function) in named or ("", function) in named:
                continue
            yield Finding(
                "DIR-228", entity, None, {"function": function, "instrument": instrument}, f"{instrument}/{function}"
            )
