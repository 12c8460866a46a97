"""Contact points: named by the secretariat, or by a draft it has checked; taken away by their own State at any time."""

from __future__ import annotations

from entraide.foundation.actions import Act, action
from entraide.kernel.problems import NotHere, Refused

from .. import persons, policies
from ..domain.entry import Contact, problems_of_contact
from ..models import Authority, ContactPoint


@action("directory.contact_point.named")
def name_contact_point(
    act: Act, authority: Authority, *, name: str, email: str, language: str = "en", position: str = "", phone: str = "",
    replaces: bool = True,
) -> ContactPoint:  # fmt: skip
    """Name the person to write to. Those named before are personal data: deleted unless `replaces` is false."""
    policies.may_publish(act.actor).enforce()
    contact = Contact(name.strip(), email.strip(), language)
    if problems := problems_of_contact(contact):
        raise Refused(*problems)
    gone = persons.purge(authority) if replaces else 0
    made = persons.add(authority, contact, position, phone)
    act.about(authority, contact_point=made.pk, replaced=gone)
    return made


@action("directory.contact_point.removed")
def remove_contact_point(act: Act, authority: Authority, contact_point_id: int) -> None:
    """Take a person away who is there no longer. It needs nobody's check: personal data goes at once."""
    policies.may_keep(act.actor, authority.entity).enforce()
    if not persons.purge(authority, [contact_point_id]):
        raise NotHere
    act.about(authority, contact_point=contact_point_id)
