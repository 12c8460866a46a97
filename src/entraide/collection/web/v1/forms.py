"""Forms: those published, their drafts, versions, fields and files."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, unquote

from django.http import HttpRequest, HttpResponse

from entraide.foundation.files.store import MEDIA_TYPES, access_file
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, refuse

from ... import actions, policies
from ...domain.openrosa.fields import Fields, fields_of
from ...domain.openrosa.formxml import Media, media_of
from ...drafting import Source
from ...models import ProjectForm, QuestionnaireDraft, QuestionnaireVersion
from ...released import fields_in, media_in, versions_of
from . import shapes
from .answering import Caller, rest, success
from .bodies import content_of, json_of
from .openrosa import attachment_of

WORKBOOK = MEDIA_TYPES["xlsx"]
LARGEST_FORM = 10_000_000
LARGEST_FILE = 6_000_000


def _form(caller: Caller, project_id: int, form_id: str) -> ProjectForm:
    return policies.access_project_form(caller.actor, project_id, form_id)


def _drafted(caller: Caller, project_id: int, form_id: str) -> QuestionnaireDraft:
    """The draft of a form, which only the secretariat sees."""
    form = _form(caller, project_id, form_id)
    if not caller.actor.staff:
        raise NotHere
    return actions.open_draft(form)


def _yes(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "").lower() == "true"


def _definition(request: HttpRequest) -> Source:
    kind = request.META.get("CONTENT_TYPE", "").split(";")[0].strip().lower()
    content = content_of(request, LARGEST_FORM)
    if kind == "application/vnd.ms-excel":
        raise refuse("COL-429", feature=".xls")
    return actions.read_definition(content, unquote(request.META.get("HTTP_X_XLSFORM_FORMID_FALLBACK", ""))[:200])


def _listing(_request: HttpRequest, caller: Caller, project_id: int) -> Any:
    project = policies.access_project(caller.actor, project_id)
    rows = project.forms.select_related("version").defer("version__xform")
    return [shapes.form(row) for row in rows if row.version_id or caller.actor.staff]


def _creating(request: HttpRequest, caller: Caller, project_id: int) -> Any:
    project = policies.access_project(caller.actor, project_id)
    policies.may_manage_projects(caller.actor).enforce()
    row = actions.create_form(caller.actor, project, _definition(request))
    if _yes(request, "publish"):
        actions.publish_form(caller.actor, row)
    return shapes.form(row)


def _one(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    row = _form(caller, project_id, form_id)
    if row.version_id is None and not caller.actor.staff:
        raise NotHere
    return shapes.form(row)


def _changing(request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    row, given = _form(caller, project_id, form_id), json_of(request)
    actions.change_form(caller.actor, row, str(given.get("state", row.state)))
    return shapes.form(row)


def _published(form: ProjectForm, version: str | None = None) -> QuestionnaireVersion:
    """The version that is handed out, or the one of this name (`___` for an empty one)."""
    if version is None:
        found = form.version
    else:
        wanted = "" if version == "___" else version
        found = next((one for one in versions_of(form) if one.version == wanted), None)
    if found is None:
        raise NotHere
    return found


def _xml(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, version: str | None = None) -> Any:
    found = _published(_form(caller, project_id, form_id), version)
    return HttpResponse(found.xform, content_type="application/xml")


def _xlsx(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, version: str | None = None) -> Any:
    found = _published(_form(caller, project_id, form_id), version)
    return _workbook(found.xlsform_id, form_id)


def _workbook(file_id: int | None, form_id: str) -> HttpResponse:
    if file_id is None:
        raise NotHere
    kept = access_file(SYSTEM, file_id)
    response = HttpResponse(kept.content, content_type=WORKBOOK)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(form_id)}.xlsx"
    return response


def _fields(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, version: str | None = None) -> Any:
    return _listed(fields_in(_published(_form(caller, project_id, form_id), version).pk))


def _listed(fields: Fields) -> list[dict[str, Any]]:
    return [shapes.field(one) for one in fields.all]


def _versions(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    form = _form(caller, project_id, form_id)
    return [shapes.version(form, one) for one in reversed(versions_of(form))]


def _version(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, version: str) -> Any:
    form = _form(caller, project_id, form_id)
    return shapes.version(form, _published(form, version))


def _files(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, version: str | None = None) -> Any:
    found = _published(_form(caller, project_id, form_id), version)
    return _listed_files(found, media_in(found.pk))


def _listed_files(shown: QuestionnaireVersion | QuestionnaireDraft, wanted: tuple[Media, ...]) -> list[dict[str, Any]]:
    kept = {one.name: one for one in shown.media.all()}
    return [shapes.form_file(one, kept.get(one.name)) for one in wanted]


def _file(
    _request: HttpRequest, caller: Caller, project_id: int, form_id: str, name: str, version: str | None = None
) -> Any:
    return attachment_of(_published(_form(caller, project_id, form_id), version), name)


def _draft(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    _drafted(caller, project_id, form_id)
    return shapes.draft(_form(caller, project_id, form_id))


def _drafting(request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    form = _form(caller, project_id, form_id)
    policies.may_manage_projects(caller.actor).enforce()
    empty = not request.META.get("CONTENT_TYPE") or request.META.get("CONTENT_LENGTH") == "0"
    actions.draft_form(caller.actor, form, None if empty else _definition(request))
    return success()


def _discarding(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    actions.discard_form_draft(caller.actor, _form(caller, project_id, form_id))
    return success()


def _publishing(request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    actions.publish_form(caller.actor, _form(caller, project_id, form_id), request.GET.get("version", ""))
    return success()


def _draft_xml(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    return HttpResponse(_drafted(caller, project_id, form_id).xform, content_type="application/xml")


def _draft_xlsx(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    return _workbook(_drafted(caller, project_id, form_id).xlsform_id, form_id)


def _draft_fields(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    return _listed(fields_of(_drafted(caller, project_id, form_id).xform.encode()))


def _draft_files(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    draft_ = _drafted(caller, project_id, form_id)
    return _listed_files(draft_, media_of(draft_.xform.encode()))


def _draft_file(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, name: str) -> Any:
    return attachment_of(_drafted(caller, project_id, form_id), name)


def _upload(request: HttpRequest, caller: Caller, project_id: int, form_id: str, name: str) -> Any:
    form_ = _form(caller, project_id, form_id)
    kept = actions.keep_form_file(caller.actor, form_, name, content_of(request, LARGEST_FILE))
    wanted = {one.name: one for one in media_of(actions.open_draft(form_).xform.encode())}
    return shapes.form_file(wanted[name], kept)


forms = rest(get=_listing, post=_creating)
form = rest(get=_one, patch=_changing)
xml = rest(get=_xml)
xlsx = rest(get=_xlsx)
fields = rest(get=_fields)
versions = rest(get=_versions)
version = rest(get=_version)
files = rest(get=_files)
file = rest(get=_file)
draft = rest(get=_draft, post=_drafting, delete=_discarding)
publish = rest(post=_publishing)
draft_xml = rest(get=_draft_xml)
draft_xlsx = rest(get=_draft_xlsx)
draft_fields = rest(get=_draft_fields)
draft_files = rest(get=_draft_files)
draft_file = rest(get=_draft_file, post=_upload)
