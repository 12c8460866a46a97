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
from entraide.documents.domain.original import words_of
from entraide.documents.domain.tree import plain
from entraide.foundation.files.store import access_file
from entraide.kernel.languages import as_language
from entraide.kernel.problems import NotHere, Problem, Refused

from .forms import AddVersion, Correction, Filing, Upload
from .shapes import annexes, chapters, doubts

UNPROCESSABLE = 422


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


def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and read it; what cannot be read is refused on this page and not kept."""
    _staff_only(request)
    form = Upload(_posted(request), request.FILES)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        sent, said = form.cleaned_data["file"], form.cleaned_data["language"]
        language = as_language(said) if said else None
        try:
            reading = actions.receive_file(request.actor, content=sent.read(), name=sent.name, language=language)
        except Refused as refusal:
            problems = refusal.problems
        else:
            return redirect("documents:reading", reading.pk)
    return _answer(request, "documents/upload.html", {"form": form, "problems": problems})


def reading(request: HttpRequest, reading_id: int) -> HttpResponse:
    """The original beside the tree."""
    row = queries.reading(request.actor, reading_id)
    tree = queries.reading_tree(request.actor, reading_id)
    context = {
        "row": row,
        "tree": tree,
        "chapters": tuple(chapters(tree)),
        "doubts": doubts(tree),
        "annexes": annexes(tree),
        "speakers": tuple((f"speaker-{turn}", speaker) for turn, speaker in enumerate(tree.speakers)),
        "notes": tuple({"number": note.number, "text": plain(note.runs)} for note in tree.notes),
        "original": words_of(access_file(request.actor, row.file).content),
        "open": row.state == "read",
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
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        said = {} if place.startswith("problem") else form.cleaned_data
        try:
            actions.correct_reading(request.actor, found, place=place, values=said)
        except Refused as refusal:
            problems = refusal.problems
        else:
            return redirect(_at(reading_id, place))
    row = queries.reading(request.actor, reading_id)
    return _answer(request, "documents/correct.html", {"row": row, "form": form, "place": place, "problems": problems})


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
