"""Entry on behalf of a State: the secretariat's own draft, section by section or from a workbook, sent with the letter."""

from __future__ import annotations

from attrs import frozen
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, Problem, Refused

from .. import actions, policies, queries
from ..domain.answers import Answers
from ..domain.form import Form, Section
from ..domain.progress import progress_of
from . import wording
from .answering import extra_rows, moved_on, row_named
from .blocks import Page, html_id
from .forms import Upload
from .posted import cells_in, started
from .review_forms import Entering
from .rounds import secretariat
from .showing import entity_name, page_of


@frozen
class Entry:
    """What the secretariat has entered of one reply."""

    row: queries.ReplyRow
    form: Form
    answers: Answers

    def page(self, extra: dict[str, int] | None = None) -> Page:
        """Everything that pages show of it."""
        return page_of(self.form, self.answers, extra=extra)

    def section(self, name: str) -> Section:
        """A section by its name. NotHere for a name unknown."""
        found = next((section for section in self.form.sections if section.name == name), None)
        if found is None:
            raise NotHere
        return found


def _entry(actor: Actor, reply_id: int) -> Entry:
    row = queries.reply_row(actor, reply_id)
    policies.may_enter(actor, policies.access_reply(actor, reply_id)).enforce()
    return Entry(row, queries.form_of(row.version_id), queries.entry(actor, reply_id))


@never_cache
def entry(request: HttpRequest, reply_id: int) -> HttpResponse:
    """The sections of the entry, the workbook that came with the letter, and sending it with the letter."""
    actor = secretariat(request)
    found = _entry(actor, reply_id)
    form = Entering(request.POST or None, request.FILES or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.submit_entry(
                actor, policies.access_reply(actor, reply_id), letter=form.letter_given(), declared_name=data["name"],
                declared_function=data["function"], language=page_language(),
            )  # fmt: skip
            messages.success(request, _("The reply is entered; its State has been told."))
            return redirect("collection:version", reply_id, made.number)
        except Refused as refusal:
            problems = refusal.problems
    return _entry_page(request, found, form, problems)


def _entry_page(request: HttpRequest, found: Entry, form: Entering, problems: tuple[Problem, ...]) -> HttpResponse:
    page = found.page()
    progress = progress_of(found.form, page.judgement)
    tasks = [
        {
            "number": section.number,
            "label": section.label.shown_in(page_language()).text,
            "url": reverse("collection:entry_section", args=[found.row.id, section.name]),
            "hint": _("%(answered)s of %(asked)s questions answered")
            % {"answered": progress.section(section.name).answered, "asked": progress.section(section.name).asked},
            "state": progress.section(section.name).state,
            "state_label": wording.section_state(progress.section(section.name).state),
        }
        for section in found.form.sections
    ]
    context = {
        "row": found.row, "entity": entity_name(found.row.entity), "tasks": tasks, "form": form, "upload": Upload(),
        "problems": problems, "entered": len(found.answers),
        "sent": queries.sent(secretariat(request), found.row.id),
    }  # fmt: skip
    return render(request, "collection/review/entry.html", context, status=422 if request.method == "POST" else 200)


@never_cache
def section(request: HttpRequest, reply_id: int, name: str) -> HttpResponse:
    """One section of it."""
    actor = secretariat(request)
    found = _entry(actor, reply_id)
    asked = found.section(name)
    if request.method == "POST":
        return _save(request, actor, found, asked)
    extra = extra_rows(found.form, request.GET)
    context = {
        "row": found.row, "entity": entity_name(found.row.entity), "part": asked, "blocks": found.page(extra).blocks(asked),
    }  # fmt: skip
    return render(request, "collection/review/entry_section.html", context)


def _save(request: HttpRequest, actor: Actor, found: Entry, asked: Section) -> HttpResponse:
    reply = policies.access_reply(actor, found.row.id)
    cells, notes = cells_in(found.form, found.answers, request.POST, page_language())
    was = started(request.POST)
    # What this page left alone stays as somebody else of the secretariat may have written it meanwhile.
    actions.save_entry(actor, reply, {path: cell for path, cell in cells.items() if was.get(path) != cell.fingerprint})
    for note in notes:
        messages.info(request, f"{note.place} {note.what(page_language())} {note.do(page_language())}")
    here = reverse("collection:entry_section", args=[found.row.id, asked.name])
    if repeat := request.POST.get("add", ""):
        return redirect(f"{here}?add={repeat}#{html_id(repeat)}")
    if row := request.POST.get("remove", ""):
        repeat, position = row_named(row)
        if moved_on(found.answers, row, request.POST):
            raise Refused(Problem("COL-030", {"sections": asked.number or asked.name}))
        actions.remove_entry_row(actor, reply, repeat, position)
        return redirect(f"{here}#{html_id(repeat)}")
    messages.success(request, _("Saved."))
    after = found.form.sections[found.form.sections.index(asked) + 1 :]
    if after and request.POST.get("next") != "hub":
        return redirect("collection:entry_section", found.row.id, after[0].name)
    return redirect("collection:entry", found.row.id)


@require_POST
def workbook(request: HttpRequest, reply_id: int) -> HttpResponse:
    """From the workbook that came with the letter."""
    actor = secretariat(request)
    reply = policies.access_reply(actor, reply_id)
    file = request.FILES.get("workbook")
    if file is None or not file.size:
        raise Refused(Problem("COL-321"))
    taken = actions.take_entry(actor, reply, file.read())
    sentence = ngettext("%(count)s answer was taken.", "%(count)s answers were taken.", taken.count)
    messages.success(request, sentence % {"count": taken.count})
    for one in taken.problems[:20]:
        messages.warning(request, f"{one.place} {one.what(page_language())} {one.do(page_language())}")
    return redirect("collection:entry", reply_id)


@require_POST
def begin(request: HttpRequest, reply_id: int, number: int) -> HttpResponse:
    """Start from a version that was sent."""
    actor = secretariat(request)
    sent = queries.sent_answers(actor, reply_id, number)
    actions.begin_entry(actor, policies.access_reply(actor, reply_id), policies.access_submission(actor, sent.id))
    return redirect("collection:entry", reply_id)
