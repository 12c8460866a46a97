"""To the State's mission: that a reply has gone out, with its digest."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.accounts.queries import holders_of
from entraide.foundation.mail.post import post
from entraide.kernel.actor import Role
from entraide.kernel.text import Text

from ..models import Reply, Submission


def send_copy_to_mission(reply: Reply, submission: Submission) -> None:
    """To every observer of the State, each in their own language."""
    for holder in holders_of(Role.OBSERVER, [reply.entity]):
        with translation.override(holder.language):
            facts = {
                "name": holder.name, "number": submission.number, "hash": submission.content_hash,
                "title": Text.from_json(reply.round.title).shown_in(holder.language).text,
                "link": f"{settings.SITE_URL}{reverse('collection:receipt', args=[reply.pk, submission.number])}",
            }  # fmt: skip
            body = _(
                "%(name)s,\n\nthe reply of your State to the questionnaire “%(title)s” has been sent. Version: %(number)s."
                " Digest of its content (SHA-256): %(hash)s\n\nThe receipt stands here:\n\n%(link)s"
            )
            post(
                "collection.receipt_copy", to=holder.email, name=holder.name, entity=reply.entity,
                language=holder.language, subject=_("A reply has been sent: %(title)s") % facts, body=body % facts,
            )  # fmt: skip
