"""Letters between a focal point and the experts of ministries. They name sections, never answers, nor what people wrote."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.mail.post import post
from entraide.foundation.ui.wording import day
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from ..forms import form_of
from ..models import Delegation, Reply


def send_offer(reply: Reply, rows: Sequence[Delegation], secret: str) -> None:
    """Which sections, by when, and the personal link or the address of the reply."""
    first = rows[0]
    with translation.override(first.language):
        facts = {**_facts(reply, rows, secret), "name": first.name}
        body = (
            _(
                "%(name)s,\n\nthe focal point of your State asks you to answer these sections of the questionnaire “%(title)s”"
                " by %(day)s:\n\n"
                "%(sections)s\n\n%(link)s\n\nYou see these sections and no others. Answers are saved as you type. When you"
                " are through, hand the sections back on the same page."
            )
            % facts
        )
        if secret:
            body += "\n\n" + _("The link is for you alone and lives for 10 days.")
        _send("collection.delegation", first, _("Sections to answer: %(title)s") % facts, body)


def send_reminder_of_sections(delegation: Delegation, secret: str) -> None:
    """That a section waits."""
    with translation.override(delegation.language):
        facts = {**_facts(delegation.reply, [delegation], secret), "name": delegation.name}
        body = _(
            "%(name)s,\n\nthese sections of the questionnaire “%(title)s” await your answers by %(day)s:\n\n%(sections)s"
            "\n\n%(link)s"
        )
        _send("collection.delegation_reminder", delegation, _("Sections to answer: %(title)s") % facts, body % facts)


def send_handed_back(delegation: Delegation) -> None:
    """To the focal point: a section has come back. What the expert remarked stands on the site."""
    reply = delegation.reply
    with translation.override(reply.language):
        facts = {**_facts(reply, [delegation], ""), "name": reply.contact_name}
        body = _(
            "%(name)s,\n\nan expert has handed back these sections of the questionnaire “%(title)s”:\n\n%(sections)s\n\n"
            "%(link)s"
        )
        post(
            "collection.handed_back", to=reply.contact_email, name=reply.contact_name, entity=reply.entity,
            language=reply.language, subject=_("A section was handed back: %(title)s") % facts, body=body % facts,
        )  # fmt: skip


def _facts(reply: Reply, rows: Sequence[Delegation], secret: str) -> dict[str, str]:
    language = as_language(translation.get_language())
    named = {row.section for row in rows}
    sections = [one for one in form_of(reply.round.version_id).sections if one.name in named]
    path = reverse("invitation", args=[secret]) if secret else reverse("collection:reply", args=[reply.pk])
    return {
        "title": Text.from_json(reply.round.title).shown_in(language).text,
        "day": day(rows[0].due or reply.round.deadline),
        "sections": "\n".join(f"{one.number}. {one.label.shown_in(language).text}" for one in sections),
        "link": f"{settings.SITE_URL}{path}",
    }


def _send(kind: str, row: Delegation, subject: str, body: str) -> None:
    post(
        kind, to=row.email, name=row.name, entity=row.entity, language=row.language, subject=subject, body=body,
    )  # fmt: skip
