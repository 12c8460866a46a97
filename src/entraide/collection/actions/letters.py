"""The messages of the room, each in the language of whoever gets it. They say that something waits, never what."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.mail.post import post
from entraide.foundation.ui.wording import day
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from ..models import Reply, Round, Submission


def send_invitation(reply: Reply, round: Round, secret: str) -> None:
    """The personal link."""
    with translation.override(reply.language):
        body = _(
            "%(name)s,\n\nthe secretariat invites you to reply to the questionnaire “%(title)s” by %(deadline)s.\n\n"
            "This personal link opens the questionnaire. It is for you alone and lives for 10 days; after that it can"
            " be sent again:\n\n%(link)s\n\nAnswers are saved as you type. Colleagues can help you, and an Excel"
            " workbook can be filled in instead.\n\nThe secretariat"
        ) % {**_common(reply, round), "link": _address("invitation", secret)}
        subject = _("Questionnaire: %(title)s") % _common(reply, round)
        _send("collection.invitation", reply, subject, body)


def send_reminder(reply: Reply, round: Round) -> None:
    """Where the reply stands, for somebody who can sign in."""
    with translation.override(reply.language):
        body = _(
            "%(name)s,\n\nthe questionnaire “%(title)s” awaits your reply by %(deadline)s. Sign in here:\n\n"
            "%(link)s\n\nThe secretariat"
        ) % {**_common(reply, round), "link": _address("collection:reply", reply.pk)}
        subject = _("Questionnaire: %(title)s") % _common(reply, round)
        _send("collection.reminder", reply, subject, body)


def send_receipt(reply: Reply, round: Round, submission: Submission) -> None:
    """That the reply arrived, with the digest of what arrived."""
    with translation.override(reply.language):
        body = _(
            "%(name)s,\n\nyour reply to the questionnaire “%(title)s” has arrived. Version: %(number)s. Digest of its"
            " content (SHA-256): %(hash)s\n\nThe receipt stands here:\n\n%(link)s\n\nThe secretariat"
        ) % {
            **_common(reply, round), "number": submission.number, "hash": submission.content_hash,
            "link": _address("collection:receipt", reply.pk, submission.number),
        }  # fmt: skip
        subject = _("Your reply has arrived: %(title)s") % _common(reply, round)
        _send("collection.receipt", reply, subject, body)


def send_decision(reply: Reply, round: Round, accepted: bool) -> None:
    """That the secretariat has accepted the reply, or asks it back; the reason stands on the site alone."""
    with translation.override(reply.language):
        facts = {**_common(reply, round), "link": _address("collection:reply", reply.pk)}
        if accepted:
            subject = _("Your reply has been accepted: %(title)s") % facts
            body = _(
                "%(name)s,\n\nthe secretariat has accepted your reply to the questionnaire “%(title)s”.\n\n%(link)s\n\n"
                "The secretariat"
            )
        else:
            subject = _("A question about your reply: %(title)s") % facts
            body = _(
                "%(name)s,\n\nthe secretariat asks you to look at your reply to the questionnaire “%(title)s” again."
                " The reason stands on its page:\n\n%(link)s\n\nThe secretariat"
            )
        _send("collection.decision", reply, subject, body % facts)


def send_changed_standing(reply: Reply, round: Round) -> None:
    """That the reply stands otherwise than before: a decision was taken back, it was withdrawn or reinstated."""
    with translation.override(reply.language):
        body = _(
            "%(name)s,\n\nwhere your reply to the questionnaire “%(title)s” stands has changed. See its page:\n\n"
            "%(link)s\n\nThe secretariat"
        ) % {**_common(reply, round), "link": _address("collection:reply", reply.pk)}
        subject = _("Where your reply stands: %(title)s") % _common(reply, round)
        _send("collection.standing", reply, subject, body)


def send_entered(reply: Reply, round: Round, submission: Submission) -> None:
    """That the secretariat has entered a reply from a letter: to be looked at, confirmed or replaced."""
    with translation.override(reply.language):
        body = _(
            "%(name)s,\n\nthe secretariat has entered your reply to the questionnaire “%(title)s” from your letter."
            " Version: %(number)s. Please look at it, and confirm or replace it:\n\n%(link)s\n\nThe secretariat"
        ) % {
            **_common(reply, round), "number": submission.number,
            "link": _address("collection:receipt", reply.pk, submission.number),
        }  # fmt: skip
        subject = _("Your reply has been entered from your letter: %(title)s") % _common(reply, round)
        _send("collection.entered", reply, subject, body)


def _common(reply: Reply, round: Round) -> dict[str, Any]:
    title = Text.from_json(round.title).shown_in(as_language(reply.language)).text
    return {"name": reply.contact_name, "title": title, "deadline": day(round.deadline)}


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _send(kind: str, reply: Reply, subject: str, body: str) -> None:
    post(
        kind, to=reply.contact_email, name=reply.contact_name, entity=reply.entity, language=reply.language,
        subject=subject, body=body,
    )  # fmt: skip
