"""Writing and sending messages. A message is a row of the transaction that writes it; a job sends it after the commit."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen
from django.conf import settings
from django.core.mail import EmailMessage

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import enqueue, job
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.text import one_line

from .models import Message

LONGEST_SUBJECT = 300


def post(kind: str, *, to: str, subject: str, body: str, language: str, name: str = "", entity: str = "") -> None:
    """Write a message and queue its sending. Called inside actions.

    The subject is folded into one line that fits: a mail server takes no other, and a letter that cannot leave is lost.
    """
    with acting_as(SYSTEM):
        message = Message.objects.create(
            kind=kind, to=to, name=name, entity=entity, language=language, subject=one_line(subject)[:LONGEST_SUBJECT],
            body=body, written_at=clock.now(),
        )  # fmt: skip
        enqueue("mail.send", message_id=message.pk)


@job("mail.send")
def send(message_id: int) -> None:
    """Hand the message to the mail server, or leave it in the outbox of a site that has none."""
    with acting_as(SYSTEM):
        message = Message.objects.get(pk=message_id)
        if message.sent_at:
            return
        if not settings.MAIL_TO_OUTBOX_ONLY:
            EmailMessage(message.subject, message.body, to=[message.to]).send()
        message.sent_at = clock.now()
        message.save(update_fields=["sent_at"])


@frozen
class Letter:
    """A message as the outbox shows it."""

    id: int
    kind: str
    to: str
    name: str
    language: str
    subject: str
    body: str
    written_at: datetime
    sent_at: datetime | None


def outbox(limit: int = 200) -> tuple[Letter, ...]:
    """The newest messages first. The secretariat's alone: links in them open accounts."""
    rows = Message.objects.all()[:limit]
    return tuple(
        Letter(row.pk, row.kind, row.to, row.name, row.language, row.subject, row.body, row.written_at, row.sent_at)
        for row in rows
    )
