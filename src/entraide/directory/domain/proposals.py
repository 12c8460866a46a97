"""What a State proposes about one of its authorities: the kinds of drafts, and what each needs before it is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from attrs import evolve, field, frozen

from entraide.kernel.problems import Problem, Refused

from .entry import Contact, Designation, problems_of_act, problems_of_contact
from .faults import problems_of
from .record import Record

KINDS: Final = ("new", "change", "contact_point", "withdrawal")
"""A new entry, a change of one, the replacement of contact points, a withdrawal."""


@frozen
class Comer:
    """A person who is to become contact point."""

    name: str
    email: str
    position: str = ""
    phone: str = ""
    language: str = "en"

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Comer:
        """From the shape that is sealed."""
        given = {name: str(row.get(name, "")) for name in ("name", "email", "position", "phone")}
        return cls(**given, language=str(row.get("language") or "en"))

    def to_json(self) -> dict[str, str]:
        """The shape that is sealed."""
        return {
            "name": self.name, "email": self.email, "position": self.position, "phone": self.phone, "language": self.language,
        }  # fmt: skip


@frozen
class Proposal:
    """A draft's content. `leaving` are the ids of contact points that go; None where nobody was asked about.

    `act` is the note verbale that goes with it, where there is one, with what it calls the authority.
    """

    kind: str
    record: Record
    act_kind: str = ""
    act_reference: str = ""
    act_dated: date | None = None
    act_name: str = ""
    note: str = ""
    coming: tuple[Comer, ...] = ()
    leaving: frozenset[int] = field(factory=frozenset)

    @property
    def act(self) -> Designation | None:
        """The act, once it has a reference and a day."""
        if self.act_dated is None or not self.act_reference:
            return None
        return Designation(self.act_kind or "note_verbale", self.act_reference, self.act_dated)


def problems_of_proposal(proposal: Proposal) -> tuple[Problem, ...]:
    """What keeps a draft from being sent: what forbids its record and persons, an act half said (DIR-108),

    nobody who comes or goes (DIR-206), the replacement of a person without its note verbale (DIR-207).
    """
    return tuple(_problems(proposal))


def _problems(proposal: Proposal) -> Iterator[Problem]:
    if proposal.kind in ("new", "change"):
        yield from problems_of(proposal.record)
    for one in proposal.coming:
        yield from problems_of_contact(Contact(one.name, one.email, one.language))
    if bool(proposal.act_reference) != bool(proposal.act_dated):
        yield Problem("DIR-108", {"reference": proposal.act_reference, "dated": ""})
    elif proposal.act is not None:
        yield from problems_of_act(proposal.act)
    if proposal.kind == "contact_point":
        if not proposal.coming and not proposal.leaving:
            yield Problem("DIR-206")
        if proposal.act is None:
            yield Problem("DIR-207")


def check_proposal(proposal: Proposal) -> None:
    """Refused with every problem that keeps it from being sent."""
    if found := problems_of_proposal(proposal):
        raise Refused(*found)


def without_empty(record: Record) -> Record:
    """A record without the rows that say nothing: those that a form leaves behind."""
    return evolve(
        record,
        functions=tuple(one for one in record.functions if one.function or one.instrument),
        reaches=tuple(one for one in record.reaches if one.value or one.city),
        cultural=tuple(one for one in record.cultural if one.name or one.address),
    )
