"""The letters of the directory, each in the language of whoever gets it. They say that something waits, never what or whose."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.foundation.accounts.queries import Holder
from entraide.foundation.mail.post import post
from entraide.foundation.ui.wording import day


def send_asking(person: Holder, count: int, last: date, token: str) -> None:
    """That entries await a confirmation, until when, with the personal link."""
    with translation.override(person.language):
        body = ngettext(
            "%(name)s,\n\n%(count)s entry of your State in the directory of competent authorities awaits its yearly"
            " confirmation, by %(day)s. This personal link shows it; one button confirms it:\n\n%(link)s\n\nThe link is"
            " for you alone. If something has changed, sign in and correct the entry.\n\nThe secretariat",
            "%(name)s,\n\n%(count)s entries of your State in the directory of competent authorities await their yearly"
            " confirmation, by %(day)s. This personal link shows them; one button confirms each:\n\n%(link)s\n\nThe link"
            " is for you alone. If something has changed, sign in and correct the entry.\n\nThe secretariat",
            count,
        ) % {"name": person.name, "count": count, "day": day(last), "link": _address(token)}
        _send(person, _("The directory awaits your confirmation"), body)


def send_lapsed(person: Holder, count: int, token: str) -> None:
    """That the grace is over and entries are shown as not confirmed."""
    with translation.override(person.language):
        body = ngettext(
            "%(name)s,\n\nthe yearly confirmation of %(count)s entry of your State in the directory of competent"
            " authorities did not arrive. The public now sees it as “not confirmed”. This personal link still confirms"
            " it:\n\n%(link)s\n\nThe secretariat",
            "%(name)s,\n\nthe yearly confirmation of %(count)s entries of your State in the directory of competent"
            " authorities did not arrive. The public now sees them as “not confirmed”. This personal link still confirms"
            " them:\n\n%(link)s\n\nThe secretariat",
            count,
        ) % {"name": person.name, "count": count, "link": _address(token)}
        _send(person, _("The directory shows an entry of your State as not confirmed"), body)


def send_to_approve(person: Holder, draft_id: int) -> None:
    """To a focal point: that a draft of the State awaits an approval."""
    with translation.override(person.language):
        body = _(
            "%(name)s,\n\na draft in the directory of competent authorities awaits your approval:\n\n%(link)s\n\n"
            "The secretariat"
        ) % {"name": person.name, "link": _draft(draft_id)}
        _send(person, _("The directory: a draft awaits your approval"), body, "directory.draft")


def send_given_back(person: Holder, draft_id: int) -> None:
    """To who wrote it: that a draft came back."""
    with translation.override(person.language):
        body = _(
            "%(name)s,\n\na draft of yours in the directory of competent authorities came back to you. What is asked is"
            " shown here:\n\n%(link)s\n\nThe secretariat"
        ) % {"name": person.name, "link": _draft(draft_id)}
        _send(person, _("The directory: a draft came back to you"), body, "directory.draft")


def send_to_check(person: Holder, draft_id: int) -> None:
    """To an officer: that an approved draft awaits the secretariat's check."""
    with translation.override(person.language):
        body = _(
            "%(name)s,\n\nan approved draft in the directory of competent authorities awaits the check of the"
            " secretariat:\n\n%(link)s"
        ) % {"name": person.name, "link": _draft(draft_id)}
        _send(person, _("The directory: a draft awaits the secretariat's check"), body, "directory.draft")


def _draft(draft_id: int) -> str:
    return settings.SITE_URL + reverse("directory:draft", args=[draft_id])


def _address(token: str) -> str:
    return settings.SITE_URL + reverse("directory:confirm_by_link", args=[token])


def _send(person: Holder, subject: str, body: str, kind: str = "directory.confirmation") -> None:
    post(
        kind, to=person.email, name=person.name, entity=person.entity, language=person.language,
        subject=subject, body=body,
    )  # fmt: skip
