"""OpenRosa: the list of forms, a form, its files, and the submission; by a key in the address or in a person's name."""

from __future__ import annotations

from collections.abc import Callable
from time import time
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Problem, Refused, refuse

from ...actions import Sender, keep_files, receive
from ...actions.instance_files import LARGEST
from ...domain.openrosa import wire
from ...models import Project, ProjectForm, QuestionnaireDraft, QuestionnaireVersion
from ...released import md5_in, media_in
from .bodies import posted
from .door import holder_of, person_in, sender_in
from .errors import as_json, as_openrosa

XML = "text/xml; charset=utf-8"
VERSION = "1.0"
Handle = Callable[[HttpRequest, Sender, str], HttpResponse]


def _sender(request: HttpRequest, project_id: int, token: str, *, fresh: bool) -> tuple[Sender, str]:
    """Who sends, and where their addresses begin."""
    if token:
        holder = holder_of(request, token, project_id, fresh=fresh)
        return holder.sender(), f"/v1/key/{quote(token, safe='')}/projects/{project_id}"
    actor, _token = person_in(request)
    with acting_as(actor):
        return sender_in(actor, project_id), f"/v1/projects/{project_id}"


def _dressed(response: HttpResponse) -> HttpResponse:
    response["X-OpenRosa-Version"] = VERSION
    response["X-OpenRosa-Accept-Content-Length"] = str(LARGEST)
    response["Content-Language"] = "en"
    response["Date"] = http_date(time())
    return response


def _openrosa(request: HttpRequest, work: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        if request.META.get("HTTP_X_OPENROSA_VERSION", "") != VERSION:
            raise refuse("COL-409", field="X-OpenRosa-Version", value=VERSION)
        return _dressed(work())
    except NotHere:
        return _dressed(as_openrosa(request, (Problem("COL-400"),)))
    except Refused as refusal:
        return _dressed(as_openrosa(request, refusal.problems))


def submission(request: HttpRequest, project_id: int, token: str = "") -> HttpResponse:
    """HEAD says that one may send and how much; POST takes a submission, its files at once or later with the same XML."""

    def taken() -> HttpResponse:
        if request.method in ("HEAD", "GET"):
            _sender(request, project_id, token, fresh=True)
            return HttpResponse(status=204)
        if request.method != "POST":
            raise refuse("COL-400")
        sender, _base = _sender(request, project_id, token, fresh=False)
        given = posted(request)
        device, agent = request.GET.get("deviceID", "").replace("\x00", ""), request.META.get("HTTP_USER_AGENT", "")
        arrival = receive(sender, given.xml, device=device, agent=agent.replace("\x00", ""))
        if given.files or (arrival.fresh and arrival.released.fields.binaries):
            keep_files(sender.actor, arrival.version_id, given.files)
        return HttpResponse(wire.response(wire.ACCEPTED), status=201, content_type=XML)

    return _openrosa(request, taken)


def form_list(request: HttpRequest, project_id: int, token: str = "") -> HttpResponse:
    """The forms that may be answered now; `?formID=` one of them."""

    def listed() -> HttpResponse:
        sender, base = _sender(request, project_id, token, fresh=True)
        wanted = request.GET.get("formID")
        with acting_as(SYSTEM):
            rows = [_listed(one, base) for one in _open_forms(sender.project_id) if wanted in (None, one.form_id)]
        return HttpResponse(wire.form_list(rows), content_type=XML)

    return _openrosa(request, listed)


def _open_forms(project_id: int) -> list[ProjectForm]:
    project = Project.objects.select_related("round").get(pk=project_id)
    if project.archived or (project.round is not None and project.round.state == "closed"):
        return []
    rows = project.forms.filter(state="open", version__isnull=False)
    return list(rows.select_related("version").defer("version__xform"))


def _listed(form: ProjectForm, base: str) -> wire.ListedForm:
    place = f"{settings.SITE_URL.rstrip('/')}{base}/forms/{quote(form.form_id, safe='')}"
    return wire.ListedForm(
        form.form_id, form.name, form.version.version, md5_in(form.version_id), f"{place}.xml",
        f"{place}/manifest" if media_in(form.version_id) else "",
    )  # fmt: skip


def _form(project_id: int, form_id: str) -> ProjectForm:
    """A published form of this project, looked at as the system: whose it is was asked at the door."""
    rows = ProjectForm.objects.select_related("version").filter(project_id=project_id, form_id=form_id)
    form = rows.exclude(version=None).first()
    if form is None:
        raise NotHere
    return form


def manifest(request: HttpRequest, project_id: int, form_id: str, token: str = "") -> HttpResponse:
    """The files of a form that are there."""

    def listed() -> HttpResponse:
        sender, base = _sender(request, project_id, token, fresh=True)
        with acting_as(SYSTEM):
            form = _form(sender.project_id, form_id)
            place = f"{settings.SITE_URL.rstrip('/')}{base}/forms/{quote(form_id, safe='')}/attachments"
            rows = [
                wire.ListedFile(one.name, one.md5, f"{place}/{quote(one.name, safe='')}")
                for one in form.version.media.all()
            ]
        return HttpResponse(wire.manifest(rows), content_type=XML)

    return _openrosa(request, listed)


def _downloaded(request: HttpRequest, work: Callable[[], HttpResponse]) -> HttpResponse:
    """Forms and files are fetched by programs and by devices: the header of OpenRosa is not asked for."""
    try:
        return _dressed(work())
    except NotHere:
        return as_json(request, (Problem("COL-400"),))
    except Refused as refusal:
        return as_json(request, refusal.problems)


def form_xml(request: HttpRequest, project_id: int, form_id: str, token: str) -> HttpResponse:
    """The XForm, for a device."""

    def given() -> HttpResponse:
        sender, _base = _sender(request, project_id, token, fresh=True)
        with acting_as(SYSTEM):
            return HttpResponse(_form(sender.project_id, form_id).version.xform, content_type="application/xml")

    return _downloaded(request, given)


def form_file(request: HttpRequest, project_id: int, form_id: str, name: str, token: str) -> HttpResponse:
    """A file of a form, for a device."""

    def given() -> HttpResponse:
        sender, _base = _sender(request, project_id, token, fresh=True)
        with acting_as(SYSTEM):
            return attachment_of(_form(sender.project_id, form_id).version, name)

    return _downloaded(request, given)


def attachment_of(shown: QuestionnaireVersion | QuestionnaireDraft, name: str) -> HttpResponse:
    """The bytes of a form's file; NotHere when it is not there (yet)."""
    row = shown.media.filter(name=name).first()
    if row is None:
        raise NotHere
    response = HttpResponse(bytes(row.content), content_type=row.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["ETag"] = f'"{row.md5}"'
    return response
