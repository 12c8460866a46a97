"""Reading what the finder puts in order: the authorities of the State asked and those of the asker's own."""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve, frozen

from entraide.foundation.kept.rows import rows_kept
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.reference.domain.entities import entities
from entraide.reference.domain.zones import zones_of

from . import loading, policies
from .domain.bonds import Bond, bonds, missing
from .domain.finding import Answer, Candidate, Need, found
from .domain.life import standing
from .domain.opening import zone_of
from .models import Authority

FAR = 20


@frozen
class Found:
    """What the finder answers. `zone` is the asker's clock, `place` that of the capital asked; both "" where unknown.

    `own` is the asker's authority that sends the request, if one is on record. `shown` says whether the reader sees ways of
    reaching at all; `missing` are instruments to which one side is not known to be party.
    """

    need: Need
    answers: tuple[Answer, ...]
    own: Answer | None
    bonds: tuple[Bond, ...]
    missing: tuple[str, ...]
    zone: str
    place: str
    shown: bool

    @property
    def competent(self) -> bool:
        """Whether the State has named an authority for what is asked."""
        return any(one.role == "function" and one.marks[0] == 0 for one in self.answers)


def find(actor: Actor, need: Need, zone: str = "") -> Found:
    """The answers for a need, as far as this person may see what they are made of."""
    theirs = _candidates(actor, need.asked)
    ours = _candidates(actor, need.asking) if need.asking else ()
    bound = bonds(need.function, need.asking, need.asked)
    networks = {network for one in ours for network in one.record.networks}
    own = _own(need, ours, bound)
    shown = bool(policies.may_see_addresses(actor))
    return Found(
        need, found(need, theirs, bound, networks), own, bound, missing(need.function, need.asking, need.asked),
        zone or clock_of(need.asking), clock_of(need.asked), shown,
    )  # fmt: skip


def _candidates(actor: Actor, entity: str) -> tuple[Candidate, ...]:
    """Without persons, who are not needed here: the office answers. Kept for readers of one standing until something changes."""
    today = clock.now().date()
    return rows_kept(f"directory candidates {entity} {today}", actor, lambda: _read(actor, entity, today))


def _read(actor: Actor, entity: str, today: date) -> tuple[Candidate, ...]:
    found = loading.whole(loading.places(actor, entities=(entity,)))
    shown = bool(policies.may_see_addresses(actor))
    return tuple(
        Candidate(
            one.id, one.record if shown else one.record.public(), standing(one.state, one.confirmed_on, today), shown
        )
        for one in found if one.state != "withdrawn" and loading.seen(actor, one)
    )  # fmt: skip


def _own(need: Need, ours: tuple[Candidate, ...], bound: tuple[Bond, ...]) -> Answer | None:
    """The asker's own authority for the same function: by article 18 (13) requests go from one to the other."""
    if not ours:
        return None
    turned = evolve(need, asked=need.asking, asking=need.asked, territory="", urgent=False)
    return next((one for one in found(turned, ours, bound) if one.role == "function" and one.candidate), None)


def clock_of(entity: str) -> str:
    """The zone of the capital of a State; "" for organisations and for nobody."""
    try:
        return next(iter(zones_of(entity)), "")
    except KeyError:
        return ""


def states_asked() -> tuple[str, ...]:
    """Whom one may ask: every State, territory and organisation of the roll, by code."""
    return tuple(one.code for one in entities())


def territories_of(entity: str) -> tuple[str, ...]:
    """The special territories of a State that have an authority of their own."""
    rows = Authority.objects.filter(entity=entity).exclude(territory="").exclude(state="withdrawn")
    return tuple(sorted(set(rows.values_list("territory", flat=True))))


def moment(text: str, zone: str, now: datetime) -> datetime:
    """A moment as a form or a command gives it: on the clock of `zone` unless it names its own; `now` for "".

    Raises ValueError for what is no moment, or one more than FAR years away.
    """
    if not text:
        return now
    given = datetime.fromisoformat(text)
    if abs(given.year - now.year) > FAR:
        raise ValueError(text)
    return given if given.tzinfo else given.replace(tzinfo=zone_of(zone) or now.tzinfo)
