"""Whom to ask: the authorities of a State put in order for one need, each with what speaks for it.

The order is the order of `MARKS`: of two answers the one stands first that is better in the first mark in which they differ,
so that every place can be explained by naming that mark.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from attrs import frozen

from .bonds import Bond
from .life import Standing
from .opening import Opening, opening
from .record import Function, Reach, Record

MARKS: Final = ("territory", "role", "exact", "bond", "now", "standing", "exclusive", "language", "hours")

NEAR: Final[dict[str, tuple[str, ...]]] = {
    "extradition": ("mutual_legal_assistance",),
    "transfer_of_sentenced_persons": ("extradition", "mutual_legal_assistance"),
    "confiscation": ("asset_recovery", "mutual_legal_assistance"),
    "asset_recovery": ("confiscation", "mutual_legal_assistance"),
    "cultural_property": ("mutual_legal_assistance", "law_enforcement_cooperation"),
    "civil_proceedings_corruption": ("asset_recovery", "mutual_legal_assistance"),
    "terrorism": ("mutual_legal_assistance", "law_enforcement_cooperation"),
    "smuggling_by_sea": ("illicit_traffic_by_sea", "law_enforcement_cooperation"),
    "illicit_traffic_by_sea": ("smuggling_by_sea", "law_enforcement_cooperation"),
    "firearms": ("law_enforcement_cooperation", "mutual_legal_assistance"),
    "prevention": ("corruption_prevention",),
    "corruption_prevention": ("prevention",),
}
"""Whose authority usually knows the way where none is named for the function itself."""

_POLICE: Final = ("police", "interior_ministry")
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    "law_enforcement_cooperation": _POLICE,
    "firearms": _POLICE,
    "smuggling_by_sea": ("coast_guard", *_POLICE),
    "illicit_traffic_by_sea": ("coast_guard", "customs", *_POLICE),
    "corruption_prevention": ("anti_corruption",),
    "cultural_property": ("culture_ministry", "justice_ministry", "police"),
}
_JUDICIAL: Final = ("justice_ministry", "prosecutor")
CHANNEL_ORDER: Final = ("direct", "electronic_platform", "regional_network", "interpol", "depositary", "diplomatic")
URGENT_ORDER: Final = ("direct", "interpol", "electronic_platform", "regional_network", "depositary", "diplomatic")


@frozen
class Need:
    """What somebody asks for. `asking` may be ""; `languages` are those the asker can write in; `at` is an aware moment.

    `territory` names a special territory of the State asked, "" for the State.
    """

    asked: str
    function: str
    at: datetime
    asking: str = ""
    languages: tuple[str, ...] = ()
    urgent: bool = False
    territory: str = ""


@frozen
class Candidate:
    """An authority as its reader may see it; `shown` says whether ways of reaching and procedure were."""

    id: int
    record: Record
    standing: Standing
    shown: bool


@frozen
class Tongue:
    """In which language: those of the asker that are accepted, and all that are; `fits` is None where none is said."""

    usable: tuple[str, ...]
    accepted: tuple[str, ...]
    certified: bool

    @property
    def fits(self) -> bool | None:
        """Whether the asker can write in one that is accepted."""
        return bool(self.usable) if self.accepted else None


@frozen
class Answer:
    """One authority to turn to, or a way without one (`candidate` None: the diplomatic channel, INTERPOL).

    `role` is why it is here: `function`, `near`, `focal_point`, a kind of authority, `diplomatic` or `interpol`.
    `bonds` bind both States for the function; `named` are those by which this authority was named. `marks` place it.
    """

    role: str
    candidate: Candidate | None = None
    functions: tuple[Function, ...] = ()
    bonds: tuple[Bond, ...] = ()
    named: tuple[Bond, ...] = ()
    tongue: Tongue = Tongue((), (), False)
    channels: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    opening: Opening | None = None
    urgent: tuple[Reach, ...] = ()
    marks: tuple[int, ...] = (99,)

    @property
    def reachable(self) -> bool | None:
        """At this moment: open or with a way of reaching for urgent cases; None where nothing is said."""
        if self.urgent or (self.opening and self.opening.open):
            return True
        return None if self.opening is None else False


def roles_of(function: str) -> tuple[str, ...]:
    """Why an authority may be named for a function, the best reason first."""
    return (
        "function",
        "near",
        "focal_point",
        *_KINDS.get(function, _JUDICIAL),
        "foreign_ministry",
        "interpol_bureau",
    )


def found(
    need: Need, candidates: Iterable[Candidate], bound: Sequence[Bond], networks: Iterable[str] = ()
) -> tuple[Answer, ...]:
    """The answers in order; never none. `networks` are those to which the asker's State belongs.

    Authorities named for something else come only where none is named for the function in that State or territory, and
    INTERPOL's bureau also when it burns.
    """
    judged = sorted(
        (answer for one in candidates if (answer := _judged(need, one, bound, frozenset(networks)))),
        key=lambda answer: (answer.marks, answer.candidate.id if answer.candidate else 0),
    )
    competent = [one for one in judged if one.role == "function"]
    if any(one.marks[0] == 0 for one in competent):
        bureaus = [one for one in judged if one.role == "interpol_bureau"] if need.urgent else []
        return (*competent, *bureaus, *_without(need, bound, bool(bureaus), competent=True))
    bureau = any(one.role == "interpol_bureau" for one in judged)
    return (*judged, *_without(need, bound, bureau, competent=False))


def behind(above: Answer, below: Answer) -> str:
    """The mark by which an answer stands below the one above it; "" where they are level."""
    pairs = zip(MARKS, above.marks, below.marks, strict=False)
    return next((name for name, first, second in pairs if first != second), "")


def _without(need: Need, bound: Sequence[Bond], bureau: bool, competent: bool) -> list[Answer]:
    """The ways that are always there, without an entry in the directory."""
    ways = [Answer("interpol", bonds=tuple(bound), marks=(98,))] if need.urgent and not bureau else []
    if not competent:
        ways.append(Answer("diplomatic", bonds=tuple(bound), marks=(99,)))
        if not need.urgent and not bureau:
            ways.append(Answer("interpol", bonds=tuple(bound), marks=(99,)))
    return ways


def _judged(need: Need, one: Candidate, bound: Sequence[Bond], networks: frozenset[str]) -> Answer | None:
    role, functions = _role(need, one.record)
    if not role:
        return None
    record, procedure = one.record, one.record.procedure
    named = tuple(bond for bond in bound if any(bond.instrument == own.instrument for own in functions))
    accepted = record.languages
    tongue = Tongue(
        tuple(code for code in need.languages if code in accepted), accepted, procedure.translation_certified
    )
    state = opening(procedure.hours, need.at)
    urgent = tuple(reach for reach in record.reaches if reach.purpose == "urgent")
    order = URGENT_ORDER if need.urgent else CHANNEL_ORDER
    channels = tuple(sorted(procedure.channels, key=lambda channel: order.index(channel) if channel in order else 99))
    common = tuple(network for network in record.networks if network in networks)
    marks = _marks(need, one, role, functions, named, tongue, state, bool(urgent))
    return Answer(role, one, functions, tuple(bound), named, tongue, channels, common, state, urgent, marks)


def _role(need: Need, record: Record) -> tuple[str, tuple[Function, ...]]:
    """The best reason to name an authority, with the functions that are the reason."""
    today = need.at.date()
    held = [one for one in record.functions if one.holds(today)]
    near = NEAR.get(need.function, ())
    for role in roles_of(need.function):
        wanted = {"function": (need.function,), "near": near, "focal_point": ("focal_point",)}.get(role, ())
        if functions := tuple(one for one in held if one.function in wanted):
            return role, functions
        if not wanted and record.kind == role:
            return role, ()
    return "", ()


def _marks(
    need: Need, one: Candidate, role: str, functions: Sequence[Function], named: Sequence[Bond], tongue: Tongue,
    state: Opening | None, urgent: bool,
) -> tuple[int, ...]:  # fmt: skip
    """The place, mark by mark, in the order of MARKS; smaller is better."""
    exact = one.record.territory == need.territory
    instruments = any(function.instrument for function in functions)
    bond = 0 if named else 2 if instruments else 1
    reach = 0 if urgent or (state and state.open) else 1 if state is None else 2
    hours = 0 if state and state.open else 1 if state is None else 2
    standing = {"confirmed": 0, "due": 1}.get(one.standing, 2)
    exclusive = 0 if any(function.exclusive for function in functions) else 1
    language = {True: 0, None: 1, False: 2}[tongue.fits]
    role_at = roles_of(need.function).index(role)
    away = int(not exact and bool(one.record.territory))
    return (away, role_at, int(not exact), bond, reach if need.urgent else 0, standing, exclusive, language, hours)
