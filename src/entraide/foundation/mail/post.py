"""Writing and sending messages. A message is a row of the transaction that writes it; a job sends it after the commit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from attrs import frozen
from django.conf import settings
from django.core.mail import EmailMessage

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import enqueue, job
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.text import one_line

from . import notices
from .models import Bounce, Message
from .policies import may_record_bounces

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


class NotDelivered(Exception):
    """The mail server did not take a message; the queue tries again. Says no address: it goes into the log."""


@job("mail.send", patiently=True)
def send(message_id: int) -> None:
    """Hand the message to the mail server, or leave it in the outbox of a site that has none."""
    with acting_as(SYSTEM):
        message = Message.objects.get(pk=message_id)
    if message.sent_at:
        return
    message.attempts += 1
    failure = "" if settings.MAIL_TO_OUTBOX_ONLY else _failure_of(message)
    with acting_as(SYSTEM):
        message.failure, message.failed_at = failure, clock.now() if failure else None
        message.sent_at = None if failure else clock.now()
        save(message, "attempts", "failure", "failed_at", "sent_at")
    if failure:
        raise NotDelivered(f"message {message_id}, attempt {message.attempts}: {failure[:3]}")


def _failure_of(message: Message) -> str:
    """Why the mail server did not take it; empty when it did."""
    try:
        EmailMessage(message.subject, message.body, to=[message.to]).send()
    except SMTPRecipientsRefused as refused:
        code, text = next(iter(refused.recipients.values()))
        return one_line(f"{code} {_words(text)}")[:200]
    except SMTPResponseException as refused:
        return one_line(f"{refused.smtp_code} {_words(refused.smtp_error)}")[:200]
    except (SMTPException, OSError) as error:
        return one_line(f"--- {type(error).__name__}: {error}")[:200]
    return ""


def _words(text: bytes | str) -> str:
    return text.decode(errors="replace") if isinstance(text, bytes) else text


@action("mail.bounce.recorded")
def bounced(act: Act, address: str, because: str, status: str = "") -> None:
    """A mail server has given up on an address. Rooms ask `bounced_addresses` what of theirs that concerns."""
    may_record_bounces(act.actor).enforce()
    row = Bounce.objects.create(
        address=address.strip().lower(), because=one_line(because)[:300], status=status, recorded_at=act.at
    )
    act.about(row, status=status)


@action("mail.bounce.settled")
def settle_bounces(act: Act, address: str) -> int:
    """The mailbox is reached again: what was recorded of it no longer counts. How many that were."""
    may_record_bounces(act.actor).enforce()
    open_ = Bounce.objects.filter(address=address.strip().lower(), settled_at__isnull=True)
    count = open_.update(settled_at=act.at)
    act.about("mail.bounce", settled=count)
    return int(count)


def take_notice(actor: Actor, data: bytes) -> tuple[str, ...]:
    """Record what a delivery status notification says; the addresses that were recorded.

    Only addresses that letters went to count: a forged notification says nothing of others. Refused: SEC-045, SEC-046.
    """
    recorded = []
    with acting_as(actor):
        for failure in notices.failures(data):
            ours = next((one for one in failure.addresses if Message.objects.filter(to__iexact=one).exists()), None)
            if ours is not None:
                bounced(actor, ours, failure.because, failure.status)
                recorded.append(ours)
    return tuple(recorded)


def bounced_addresses(addresses: Iterable[str]) -> frozenset[str]:
    """Those of the addresses at which nobody is reached, as they were given. Asked as the system: the table is the staff's."""
    asked = {address.strip().lower(): address for address in addresses if address}
    with acting_as(SYSTEM, savepoint=False):
        found = Bounce.objects.filter(address__in=asked, settled_at__isnull=True).values_list("address", flat=True)
        return frozenset(asked[address] for address in found)


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
    attempts: int
    failed_at: datetime | None
    failure: str


def outbox(limit: int = 200) -> tuple[Letter, ...]:
    """The newest messages first. The secretariat's alone: links in them open accounts."""
    return tuple(_letter(row) for row in Message.objects.all()[:limit])


def failing(limit: int = 200) -> tuple[Letter, ...]:
    """Messages that the mail server has not taken, the newest first; the queue goes on trying for about a day."""
    rows = Message.objects.filter(sent_at__isnull=True, failed_at__isnull=False)
    return tuple(_letter(row) for row in rows[:limit])


def _letter(row: Message) -> Letter:
    return Letter(
        row.pk, row.kind, row.to, row.name, row.language, row.subject, row.body, row.written_at, row.sent_at,
        row.attempts, row.failed_at, row.failure,
    )  # fmt: skip
