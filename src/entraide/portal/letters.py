"""Letters of the portal: they say that something awaits, never what."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.accounts.models import Nomination
from entraide.foundation.mail.post import post


def say_approved(nomination: Nomination) -> None:
    """The account is open."""
    _write(nomination, "accounts.approved", approved=True)


def say_asked_back(nomination: Nomination) -> None:
    """The secretariat has a question about the profile."""
    _write(nomination, "accounts.asked_back", approved=False)


def _write(nomination: Nomination, kind: str, approved: bool) -> None:
    person = nomination.person
    with translation.override(person.language):
        link = f"{settings.SITE_URL}{reverse('home' if approved else 'profile')}"
        if approved:
            subject = _("Your account is open")
            body = _("%(name)s,\n\nyour account is open. You can begin here:\n\n%(link)s\n\nThe secretariat")
        else:
            subject = _("A question about your profile")
            body = _(
                "%(name)s,\n\nthe secretariat has a question about your profile. Please look at it here:\n\n%(link)s\n\n"
                "The secretariat"
            )
        post(
            kind, to=person.email, name=person.name, entity=nomination.entity, language=person.language, subject=subject,
            body=body % {"name": person.name, "link": link},
        )  # fmt: skip
