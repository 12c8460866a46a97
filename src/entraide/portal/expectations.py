"""What is expected of a person: one list over all rooms, with where to go and by when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from attrs import frozen
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from entraide.collection import queries as collection
from entraide.directory import queries as directory
from entraide.documents import queries as documents
from entraide.foundation.accounts import queries as accounts
from entraide.foundation.ui.wording import day, page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.text import Text
from entraide.mandates import queries as mandates
from entraide.reporting import queries as reporting


@frozen
class Expectation:
    """One thing to do. `state` chooses the colour of its tag."""

    label: str
    url: str
    hint: str = ""
    state: str = ""
    state_label: str = ""


def expected_of(actor: Actor) -> tuple[Expectation, ...]:
    """The list, the most pressing first."""
    if actor.staff:
        return tuple(_of_secretariat(actor))
    return tuple(_of_respondent(actor))


def _shown(text: Text) -> str:
    return text.shown_in(page_language()).text


def _of_secretariat(actor: Actor) -> Iterator[Expectation]:
    for reading in documents.readings(actor, "read"):
        yield Expectation(
            _("Check a report that was read"), reverse("documents:reading", args=[reading.id]), reading.file_name
        )
    for one in mandates.to_decide(actor):
        hint = ngettext("%(count)s proposal in %(document)s", "%(count)s proposals in %(document)s", one.count)
        yield Expectation(
            _("Confirm recommendations"), reverse("mandates:inbox", args=[one.document]),
            hint % {"count": one.count, "document": one.label},
        )  # fmt: skip
    if profiles := accounts.waiting_count(actor):
        hint = ngettext("%(count)s profile", "%(count)s profiles", profiles) % {"count": profiles}
        yield Expectation(_("Compare profiles with their notes"), f"{reverse('nominations')}?state=to_check", hint)
    yield from _questions(actor)
    yield from _rounds(actor)
    for report in reporting.reports(actor):
        if report.state == "draft":
            yield Expectation(_("Issue a report"), reverse("reporting:detail", args=[report.id]), report.symbol)
    waiting = mandates.to_validate(actor)
    if waiting:
        hint = ngettext("%(count)s piece of evidence", "%(count)s pieces of evidence", len(waiting)) % {
            "count": len(waiting)
        }
        yield Expectation(_("Validate evidence"), reverse("mandates:evidence"), hint)
    yield from _drafts(actor)


def _rounds(actor: Actor) -> Iterator[Expectation]:
    for row in collection.rounds(actor):
        if row.state != "open":
            continue
        url, title = reverse("collection:round", args=[row.id]), _shown(row.title)
        if row.counts.get("submitted"):
            hint = ngettext("%(count)s reply: %(title)s", "%(count)s replies: %(title)s", row.counts["submitted"])
            yield Expectation(
                _("Look at replies that arrived"), reverse("collection:queue"), hint % {"count": row.counts["submitted"], "title": title}
            )
        if row.deadline < clock.now().date():
            yield Expectation(_("Close a round whose deadline has passed"), url, title, "overdue", day(row.deadline))


def _of_respondent(actor: Actor) -> Iterator[Expectation]:
    for reply in collection.replies_of(actor):
        if reply.days.takes(clock.now().date()) and reply.state in ("invited", "drafting", "asked_back"):
            yield Expectation(
                _label_of(reply.state), reverse("collection:reply", args=[reply.id]), _shown(reply.round_title),
                "overdue" if _late(reply.deadline) else reply.state, _due(reply.deadline),
            )  # fmt: skip
    yield from _questions(actor)
    for entry in directory.to_confirm(actor):
        yield Expectation(
            _("Confirm your entry in the directory"), reverse("directory:detail", args=[entry.id]), _shown(entry.name)
        )
    yield from _drafts(actor)


def _questions(actor: Actor) -> Iterator[Expectation]:
    """Clarifications about replies: to answer, or answered and to look at."""
    for one in collection.waiting_threads(actor, 20):
        yield Expectation(
            _("Look at an answer") if one.state == "answered" else _("Answer a question about a reply"),
            reverse("collection:thread", args=[one.reply_id, one.id]), _shown(one.round_title),
            "overdue" if one.overdue else "waiting", _due(one.due) if one.due else "",
        )  # fmt: skip


def _drafts(actor: Actor) -> Iterator[Expectation]:
    """Drafts of entries of the directory: to check, to approve, to go on with."""
    labels = {
        "approved": _("Check a draft of an entry"), "sent": _("Approve a draft of an entry"),
        "returned": _("Go on with a draft that came back"), "asked_back": _("The secretariat asks about a draft of an entry"),
    }  # fmt: skip
    for draft in directory.drafts_waiting(actor):
        yield Expectation(
            labels[draft.state],
            reverse("directory:draft", args=[draft.id]),
            _shown(draft.name),
            draft.state,
            day(draft.since),
        )


def _label_of(state: str) -> str:
    return {
        "invited": _("Answer a questionnaire"),
        "drafting": _("Finish a questionnaire"),
        "asked_back": _("The secretariat asks you to look again"),
    }[state]


def _late(deadline: date) -> bool:
    return deadline < clock.now().date()


def _due(deadline: date) -> str:
    return _("due %(day)s") % {"day": day(deadline)}
