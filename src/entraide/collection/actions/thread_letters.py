"""The letters of clarifications: that something awaits, to whom it awaits, in their language. Never what, never about what."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from entraide.foundation.accounts.queries import Holder, actor_by_id, holders_of
from entraide.foundation.actions import Act, save
from entraide.foundation.mail.post import post
from entraide.foundation.ui.wording import day
from entraide.kernel.actor import Role
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from .. import policies
from ..models import Thread

QUIET = timedelta(hours=1)
"""Who asks about ten figures in a row sends one letter."""


def tell_asked(act: Act, thread: Thread) -> None:
    """That a question awaits an answer. No second letter within the hour to the same people."""
    recent = Thread.objects.filter(
        reply=thread.reply_id, kind=thread.kind, asker=thread.asker, told_at__gt=act.at - QUIET
    )
    if thread.kind == "internal" or recent.exists():
        return
    thread.told_at = act.at
    save(thread, "told_at")
    for one in _asked(act, thread):
        with translation.override(one.language):
            body = _("%(name)s,\n\na question about the questionnaire “%(title)s” awaits your answer:\n\n%(link)s\n")
            if thread.due:
                body += _("An answer is expected by %(day)s.\n")
            subject = _("A question awaits you: %(title)s")
            _send("collection.question", one, thread, subject, body)


def tell_moved(act: Act, thread: Thread) -> None:
    """That whoever asked has an answer."""
    for one in _askers(act, thread):
        with translation.override(one.language):
            subject = _("An answer awaits you: %(title)s")
            body = _("%(name)s,\n\nan answer about the questionnaire “%(title)s” awaits you:\n\n%(link)s\n")
            _send("collection.answer", one, thread, subject, body)


def _asked(act: Act, thread: Thread) -> tuple[Holder, ...]:
    """Those who are to answer: the State's focal point; the secretariat; the other people of the State."""
    reply = thread.reply
    if thread.kind == "official" and thread.asker == "secretariat":
        return (Holder(0, reply.contact_name, reply.contact_email, as_language(reply.language), reply.entity),)
    if thread.kind == "official":
        return holders_of(Role.OFFICER, ("",))
    people = (*holders_of(Role.FOCAL_POINT, (reply.entity,)), *holders_of(Role.EXPERT, (reply.entity,)))
    return tuple(one for one in people if one.id != act.actor.person_id and _sees(one, thread))


def _sees(one: Holder, thread: Thread) -> bool:
    return policies.sees_section(actor_by_id(one.id, one.entity), thread.reply, thread.section)


def _askers(act: Act, thread: Thread) -> tuple[Holder, ...]:
    """Whoever opened it, when they are still here; of the secretariat, else all its officers."""
    if thread.opened_by == act.actor.person_id:
        return ()
    roles = (Role.OFFICER, Role.DIRECTOR) if thread.asker == "secretariat" else (Role.FOCAL_POINT, Role.EXPERT)
    entity = "" if thread.asker == "secretariat" else thread.entity
    people = [one for role in roles for one in holders_of(role, (entity,))]
    opener = tuple(one for one in people if one.id == thread.opened_by)[:1]
    return opener or (holders_of(Role.OFFICER, ("",)) if thread.asker == "secretariat" else ())


def _send(kind: str, to: Holder, thread: Thread, subject: str, body: str) -> None:
    facts = {
        "name": to.name, "day": day(thread.due), "title": _title(thread, to),
        "link": f"{settings.SITE_URL}{reverse('collection:thread', args=[thread.reply_id, thread.pk])}",
    }  # fmt: skip
    subject, body = subject % facts, body % facts
    post(kind, to=to.email, name=to.name, entity=to.entity, language=to.language, subject=subject, body=body)


def _title(thread: Thread, to: Holder) -> str:
    return Text.from_json(thread.reply.round.title).shown_in(to.language).text
