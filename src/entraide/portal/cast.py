"""The cast that a demonstration site offers to sign in with. They are the test cast; they do not exist."""

from __future__ import annotations

from attrs import frozen
from django.utils.translation import get_language

from entraide.kernel.actor import Role
from entraide.kernel.languages import Language, as_language
from entraide.reference.domain import entities

from .wording import role_label

PASSPHRASE = "seven quiet ibises at noon"  # noqa: S105 - shown on the home page of demonstration sites only


@frozen
class Member:
    """One of the cast that a demonstration site offers to sign in with."""

    email: str
    name: str
    role: Role
    entity: str
    language: Language

    @property
    def role_label(self) -> str:
        """The role, in the language of the page."""
        return role_label(self.role)

    @property
    def entity_name(self) -> str:
        """The State or organisation stood for, in the language of the page."""
        return entities.name(self.entity, as_language(get_language() or "en")) if self.entity else ""


CAST = (
    Member("nadia@example.org", "Nadia", Role.OFFICER, "", "fr"),
    Member("viktor@example.org", "Viktor", Role.DIRECTOR, "", "en"),
    Member("samira@example.org", "Samira", Role.FOCAL_POINT, "EGY", "ar"),
    Member("tarek@example.org", "Tarek", Role.EXPERT, "EGY", "ar"),
    Member("luc@example.org", "Luc", Role.FOCAL_POINT, "FRA", "fr"),
    Member("pilar@example.org", "Pilar", Role.FOCAL_POINT, "PER", "es"),
    Member("grace@example.org", "Grace", Role.OBSERVER, "ICOM", "en"),
)
