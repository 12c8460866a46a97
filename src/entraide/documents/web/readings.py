"""The secretariat's pages: a file is uploaded, read, corrected beside the original, and filed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from entraide.documents import actions, policies, queries
from entraide.documents.domain.correcting import values_at
from entraide.documents.domain.locating import lines_of
from entraide.documents.domain.original import words_of
from entraide.documents.domain.tree import plain
from entraide.foundation.files.store import access_file
from entraide.foundation.ui.wording import page_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .forms import AddVersion, Correction, Filing
from .sets import set_url
from .shapes import annexes, chapters, doubts

UNPROCESSABLE = 422
LATEST = 20


def _staff_only(request: HttpRequest) -> None:
    if not policies.may_file(request.actor):
        raise NotHere


def _posted(request: HttpRequest) -> QueryDict | None:
    """What was sent, empty as it may be; None when the form is only being opened."""
    return request.POST if request.method == "POST" else None


def _answer(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """The page of a form, with status 422 when something in it was refused."""
    wrong = context.get("problems") or (request.method == "POST")
    return render(request, template, context, status=UNPROCESSABLE if wrong else 200)


def listing(request: HttpRequest) -> HttpResponse:
    """What was read, and what became of it."""
    _staff_only(request)
    return render(request, "documents/readings.html", {"rows": queries.readings(request.actor)})


def reading(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The original beside the tree; every piece leads to its line of the original."""
    row = queries.reading(request.actor, reading_id)
    tree = queries.reading_tree(request.actor, reading_id)
    original = words_of(access_file(request.actor, row.file).content)
    found = lines_of(original, tree)
    rows = tuple(chapters(tree, found))
    others = queries.same_paper(request.actor, reading_id) if row.state == "read" else ()
    context = {
        "row": row,
        "tree": tree,
        "chapters": rows,
        "doubts": doubts(tree, found),
        "annexes": annexes(tree),
        "speakers": tuple((f"speaker-{turn}", speaker) for turn, speaker in enumerate(tree.speakers)),
        "notes": tuple({"number": note.number, "text": plain(note.runs)} for note in tree.notes),
        "original": tuple(enumerate(original.splitlines(), start=1)) if original else (),
        "open": row.state == "read",
        "corrections": queries.corrections(request.actor, reading_id)[:LATEST],
        "others": others,
        "set_url": set_url([row.id, *(other.id for other in others)]) if others else "",
    }
    return render(request, "documents/reading.html", context)


def _at(reading_id: int, place: str) -> str:
    anchor = "doubts" if place.startswith("problem") else place.replace("new", "last")
    return f"{reverse('documents:reading', args=[reading_id])}#{anchor}"


def correct(request: HttpRequest, reading_id: int, place: str) -> HttpResponse:
    """One place of the tree, to be corrected."""
    found = policies.access_reading(request.actor, reading_id)
    tree = queries.reading_tree(request.actor, reading_id)
    values = values_at(tree, place)
    form = Correction(values, tree.language, _posted(request))
    step = request.POST.get("step", "set")[:12]
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = {} if place.startswith("problem") else form.cleaned_data
        try:
            actions.correct_reading(request.actor, found, place=place, values=said, step=step)
        except Refused as refusal:
            problems = refusal.problems
        else:
            return redirect(_at(reading_id, _remaining(place, step)))
    row = queries.reading(request.actor, reading_id)
    context = {"row": row, "form": form, "place": place, "problems": problems, "steps": steps_at(place)}
    return _answer(request, "documents/correct.html", context)


def _remaining(place: str, step: str) -> str:
    """Where the person goes on: what was joined, moved or taken out is found at the paragraph it was in."""
    return place if step in ("set", "split") else "-".join(place.split("-")[:2])


def steps_at(place: str) -> tuple[tuple[str, str], ...]:
    """What can be done with the shape of a piece, in words; whether it has a meaning there is the action's to say."""
    if not place.startswith("para-"):
        return ()
    point = place.count("-") > 1
    rows = [
        ("split", _("Split in two at the line break")),
        ("join", _("Join with what stands before")),
        ("in", _("Move one level down") if point else _("Make it a point of the paragraph before")),
        *([("out", _("Move one level up"))] if point else []),
        *([] if point else [("heading", _("Make it a heading")), ("note", _("Make it a footnote"))]),
        ("delete", _("Take it out")),
    ]
    return tuple(rows)


@require_POST
def undo(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Take the last correction back."""
    found = policies.access_reading(request.actor, reading_id)
    try:
        place = actions.undo_correction(request.actor, found)
    except Refused as refusal:
        messages.error(request, " ".join(problem.what(page_language()) for problem in refusal.problems))
        return redirect("documents:reading", reading_id)
    messages.success(request, _("The last correction has been undone."))
    return redirect(_at(reading_id, place))


@require_POST
def again(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Start over from the original file."""
    actions.read_again(request.actor, policies.access_reading(request.actor, reading_id))
    messages.success(request, _("The file has been read again; the corrections are gone."))
    return redirect("documents:reading", reading_id)


@require_POST
def set_aside(request: HttpRequest, reading_id: int) -> HttpResponse:
    """Nothing will come of this reading."""
    actions.set_aside(request.actor, policies.access_reading(request.actor, reading_id))
    messages.success(request, _("The reading has been set aside."))
    return redirect("documents:readings")


def file(request: HttpRequest, reading_id: int) -> HttpResponse:
    """File the report as a new document."""
    found = policies.access_reading(request.actor, reading_id)
    form = Filing(queries.reading_tree(request.actor, reading_id), _posted(request))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            document = actions.file_reading(request.actor, found, **form.details())
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The report has been filed."))
            return redirect("documents:detail", document.pk)
    row = queries.reading(request.actor, reading_id)
    return _answer(request, "documents/file.html", {"row": row, "form": form, "problems": problems})


def version(request: HttpRequest, reading_id: int) -> HttpResponse:
    """File the paper as one more language of a document."""
    found = policies.access_reading(request.actor, reading_id)
    row = queries.reading(request.actor, reading_id)
    lacking = [one for one in queries.documents(request.actor) if row.language not in one.languages]
    form = AddVersion(tuple(lacking), _posted(request))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        document = policies.access_document(request.actor, int(form.cleaned_data["document"]))
        try:
            actions.file_reading_as_version(request.actor, found, document, status=form.cleaned_data["status"])
        except Refused as refusal:
            problems = refusal.problems
        else:
            messages.success(request, _("The language version has been added."))
            return redirect("documents:detail_in", document.pk, row.language)
    return _answer(request, "documents/version.html", {"row": row, "form": form, "problems": problems})
