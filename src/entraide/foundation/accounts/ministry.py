"""Who is behind a ministry's login."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.models import SocialLogin
from django.db.models import Exists, OuterRef, Q

from entraide.kernel.problems import refuse

from .domain.life import WAITING
from .models import Membership, Nomination, Person


def _claims(sociallogin: SocialLogin) -> dict[str, Any]:
    data = sociallogin.account.extra_data
    found: dict[str, Any] = data.get("userinfo") or data.get("id_token") or data
    return found


def _standing(entity: str) -> Q:
    """Whoever holds a role for this State or organisation, or waits to."""
    held = Membership.objects.filter(person=OuterRef("pk"), entity=entity, until__isnull=True)
    named = Nomination.objects.filter(person=OuterRef("pk"), entity=entity, state__in=WAITING)
    return Q(Exists(held)) | Q(Exists(named))


def person_behind(sociallogin: SocialLogin) -> Person:
    """The person whom the login belongs to: connected before, else by the address that the ministry has verified.

    They must stand for the ministry's State or organisation today. Refused: ACC-040 nobody of that State is known by this
    address, ACC-041 the address is not verified.
    """
    entity = str(sociallogin.provider.app.settings["entity"])
    standing = Person.objects.filter(_standing(entity), is_active=True)
    if sociallogin.is_existing:
        person = standing.filter(pk=sociallogin.user.pk).first()
    else:
        claims = _claims(sociallogin)
        if not claims.get("email") or claims.get("email_verified") is not True:
            raise refuse("ACC-041")
        person = standing.filter(email__iexact=str(claims["email"])).first()
    if person is None:
        raise refuse("ACC-040")
    return person
