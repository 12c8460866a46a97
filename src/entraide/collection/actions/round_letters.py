"""The letters about a round's days and about what is outstanding, each in the language of whoever gets it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.foundation.mail.post import post
from entraide.foundation.ui.wording import day
from entraide.kernel.languages import as_language
from entraide.kernel.text import Text

from ..domain.form import Form
from ..domain.outstanding import OpenSection, Outstanding
from ..models import Reply, Round


def send_early_invitation(reply: Reply, round: Round, secret: str) -> None:
    """The personal link to a questionnaire that opens on a later day."""
    with translation.override(reply.language):
        words = {**_facts(reply, round), "day": day(round.opens_on), "link": _address("invitation", secret)}
        body = _(
            "%(name)s,\n\nthe secretariat will invite you to reply to the questionnaire “%(title)s” from %(day)s until"
            " %(deadline)s. Nothing can be answered before it opens; the questionnaire can be read and printed.\n\n"
            "This personal link lives for 10 days; another one comes on the day of the opening:\n\n%(link)s\n\n"
            "The secretariat"
        ) % words
        _posted("collection.invitation", reply, _("Questionnaire: %(title)s") % words, body)


def send_opened(reply: Reply, round: Round) -> None:
    """That the questionnaire is open, for somebody who can sign in."""
    with translation.override(reply.language):
        words = _facts(reply, round)
        body = _(
            "%(name)s,\n\nthe questionnaire “%(title)s” is open now. Please reply by %(deadline)s:\n\n%(link)s\n\n"
            "The secretariat"
        ) % words
        _posted("collection.opened", reply, _("The questionnaire is open: %(title)s") % words, body)


def send_new_deadline(reply: Reply, round: Round) -> None:
    """That the deadline is another day; why stands on the page alone."""
    with translation.override(reply.language):
        words = _facts(reply, round)
        body = _(
            "%(name)s,\n\nthe deadline for replies to the questionnaire “%(title)s” is now %(deadline)s. The reason stands"
            " on the page of your reply:\n\n%(link)s\n\nThe secretariat"
        ) % words
        _posted("collection.deadline", reply, _("New deadline: %(title)s") % words, body)


def send_admitted(reply: Reply, round: Round) -> None:
    """That a reply may still be sent although its round is closed."""
    with translation.override(reply.language):
        words = {**_facts(reply, round), "day": day(reply.late_until)}
        body = _(
            "%(name)s,\n\nthe round of the questionnaire “%(title)s” is closed, but your reply may still be sent until"
            " %(day)s:\n\n%(link)s\n\nThe secretariat"
        ) % words
        _posted("collection.admitted", reply, _("Your reply may still be sent: %(title)s") % words, body)


def send_outstanding(reply: Reply, round: Round, owed: Outstanding, form: Form, today: date) -> None:
    """What is missing, section by section, and how much time there is."""
    with translation.override(reply.language):
        waits = "\n".join(f"– {line}" for line in lines_of(owed, form, as_language(reply.language)))
        words = {**_facts(reply, round), "waits": waits, "late": _time_left(round.deadline, today)}
        body = _(
            "%(name)s,\n\nyour reply to the questionnaire “%(title)s” is not complete. %(late)s Outstanding:\n\n%(waits)s\n\n"
            "Go on here:\n\n%(link)s\n\nThe secretariat"
        ) % words
        _posted("collection.reminder", reply, _("Reminder: %(title)s") % words, body)


def lines_of(owed: Outstanding, form: Form, language: str) -> tuple[str, ...]:
    """What is outstanding in the language in force, a line for each thing."""
    sections = {section.name: section for section in form.sections}
    found: list[str] = []
    if owed.not_begun:
        found.append(_("The reply has not been begun."))
    if owed.asked_back:
        found.append(_("The secretariat has asked the reply back; the reason stands on its page."))
    for one in owed.sections:
        if one.name in sections:
            found.append(" ".join(_of_section(one, sections[one.name], language)))
    if owed.clarifications:
        found.append(
            ngettext(
                "%(count)s question of the secretariat awaits an answer.",
                "%(count)s questions of the secretariat await an answer.",
                owed.clarifications,
            )
            % {"count": owed.clarifications}
        )
    if owed.unsigned:
        found.append(_("Everything required is answered; the reply has not yet been cleared and sent."))
    return tuple(found)


def _of_section(owed: OpenSection, section: Any, language: str) -> Iterator[str]:
    yield _("Section %(number)s, %(title)s:") % {
        "number": section.number, "title": section.label.shown_in(as_language(language)).text,
    }  # fmt: skip
    if owed.open:
        yield ngettext(
            "%(count)s required question is open.", "%(count)s required questions are open.", owed.open
        ) % {"count": owed.open}  # fmt: skip
    if owed.wrong:
        yield ngettext(
            "%(count)s answer is to be corrected.", "%(count)s answers are to be corrected.", owed.wrong
        ) % {"count": owed.wrong}  # fmt: skip


def _time_left(deadline: date, today: date) -> str:
    left = (deadline - today).days
    words: Mapping[str, Any] = {"days": abs(left), "deadline": day(deadline)}
    if left == 0:
        return _("The deadline is today, %(deadline)s.") % words
    if left > 0:
        sentence = ngettext(
            "%(days)s day is left until the deadline, %(deadline)s.",
            "%(days)s days are left until the deadline, %(deadline)s.",
            left,
        )
        return sentence % words
    sentence = ngettext(
        "The deadline, %(deadline)s, passed %(days)s day ago; replies are still taken.",
        "The deadline, %(deadline)s, passed %(days)s days ago; replies are still taken.",
        -left,
    )
    return sentence % words


def _facts(reply: Reply, round: Round) -> dict[str, Any]:
    title = Text.from_json(round.title).shown_in(as_language(reply.language)).text
    link = _address("collection:reply", reply.pk)
    return {"name": reply.contact_name, "title": title, "deadline": day(round.deadline), "link": link}


def _address(name: str, *args: object) -> str:
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def _posted(kind: str, reply: Reply, subject: str, body: str) -> None:
    post(
        kind, to=reply.contact_email, name=reply.contact_name, entity=reply.entity, language=reply.language,
        subject=subject, body=body,
    )  # fmt: skip
