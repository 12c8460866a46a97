"""Who acts, as the rules need to know it: roles, the State or organisation stood for, the language."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from .audience import Audience
from .languages import Language


class Role(StrEnum):
    """The roles of the platform. One person may hold several; each but the staff roles is held for an entity."""

    OFFICER = "officer"
    DIRECTOR = "director"
    FOCAL_POINT = "focal_point"
    EXPERT = "expert"
    OBSERVER = "observer"


STAFF = frozenset({Role.OFFICER, Role.DIRECTOR})


class Power(StrEnum):
    """What the secretariat may do only while a power session is open: for some minutes, with a stated reason, logged."""

    RESTRICTED_CONTACTS = "restricted_contacts"
    MANAGE_ACCOUNTS = "manage_accounts"
    READ_OUTBOX = "read_outbox"
    MANAGE_KEYS = "manage_keys"


@frozen
class Actor:
    """A person at work. `entity` is an ISO 3166 alpha-3 code or an organisation's code, empty for staff and the public.

    Who stands for several acts for exactly one of them at a time: `roles` are those held for `entity` and no others.
    """

    person_id: int | None = None
    name: str = ""
    roles: frozenset[Role] = field(factory=frozenset)
    entity: str = ""
    party: bool = False
    language: Language = "en"
    system: bool = False
    powers: frozenset[Power] = field(factory=frozenset)

    @property
    def staff(self) -> bool:
        """Whether this is the secretariat (or a job that works for it)."""
        return self.system or bool(self.roles & STAFF)

    @property
    def known(self) -> bool:
        """Whether somebody has signed in."""
        return self.system or self.person_id is not None

    def has(self, role: Role) -> bool:
        """Whether the role is held."""
        return role in self.roles

    def wields(self, power: Power) -> bool:
        """Whether a power session is open for it; jobs and the command line as the system wield all."""
        return self.system or (self.staff and power in self.powers)

    def admits(self, audience: Audience, owner: str = "") -> bool:
        """Whether a thing of this audience, owned by the entity `owner`, may be read."""
        if self.staff or audience is Audience.PUBLIC:
            return True
        if owner and owner == self.entity:
            return audience is not Audience.SECRETARIAT
        if audience is Audience.PARTIES:
            return self.party
        return audience is Audience.MEMBERS and bool(self.entity)


ANONYMOUS = Actor()
SYSTEM = Actor(name="entraide", system=True)
