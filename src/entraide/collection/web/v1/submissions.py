"""Submissions: sent, corrected, read, reviewed, spoken of; their files, versions and differences."""

from __future__ import annotations

from itertools import pairwise
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.problems import NotHere, refuse

from ... import actions, policies, queries
from ...domain.openrosa.differing import differences
from ...domain.openrosa.envelope import read_envelope
from ...models import Instance, InstanceFile, InstanceVersion, ProjectForm
from ...released import fields_in
from . import shapes
from .answering import Caller, on_its_own, rest, success
from .bodies import content_of, json_of, stream_of
from .door import sender_in


def _form(caller: Caller, project_id: int, form_id: str) -> ProjectForm:
    form = policies.access_project_form(caller.actor, project_id, form_id)
    if form.version_id is None:
        raise NotHere
    return form


def _instance(caller: Caller, project_id: int, form_id: str, guid: str) -> Instance:
    return policies.access_instance(caller.actor, _form(caller, project_id, form_id), guid)


def _contents(caller: Caller, project_id: int, form_id: str, guid: str) -> Instance:
    """A submission of which this person may read what was answered."""
    return policies.access_contents(caller.actor, _instance(caller, project_id, form_id, guid))


def _current(instance: Instance) -> InstanceVersion | None:
    """What counts of a submission; None where only that it arrived may be known."""
    return InstanceVersion.objects.filter(instance=instance, current=True).first()


def _standing(caller: Caller, project_id: int, form_id: str, guid: str) -> InstanceVersion:
    return policies.current_version(_contents(caller, project_id, form_id, guid))


def _listing(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    rows = policies.instances_of(caller.actor, _form(caller, project_id, form_id)).order_by("-pk")
    return [shapes.submission(row, current) for row, current in with_current(rows)]


def with_current(rows: QuerySet[Instance]) -> list[tuple[Instance, InstanceVersion | None]]:
    """Submissions with what counts of each, the XML left out."""
    listed = list(rows)
    versions = InstanceVersion.objects.filter(current=True, instance__in=[row.pk for row in listed]).defer("xml")
    current = {one.instance_id: one for one in versions}
    return [(row, current.get(row.pk)) for row in listed]


@on_its_own
def _creating(request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    with acting_as(caller.actor):
        _form(caller, project_id, form_id)
        sender = sender_in(caller.actor, project_id)
    made = actions.receive(
        sender, content_of(request), form_id=form_id, device=request.GET.get("deviceID", "").replace("\x00", ""),
        agent=request.META.get("HTTP_USER_AGENT", ""),
    )  # fmt: skip
    if not made.fresh:
        raise refuse("COL-410")
    return _answered(caller, made)


def _answered(caller: Caller, made: actions.Arrival) -> Any:
    if made.released.fields.binaries:
        actions.keep_files(caller.actor, made.version_id, ())
    with acting_as(caller.actor):
        version = InstanceVersion.objects.select_related("instance").get(pk=made.version_id)
        return shapes.submission(version.instance, version)


@on_its_own
def _correcting(request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    """The next version: its `deprecatedID` names the version that it replaces, of this submission and no other."""
    xml = content_of(request)
    replaced = read_envelope(xml).deprecated
    if not replaced:
        raise refuse("COL-427")
    with acting_as(caller.actor):
        instance = _instance(caller, project_id, form_id, guid)
        if not instance.versions.filter(guid=replaced).exists():
            raise refuse("COL-406", id=replaced)
        sender = sender_in(caller.actor, project_id)
        if instance.entity != caller.actor.entity:
            raise refuse("COL-403")
    agent = request.META.get("HTTP_USER_AGENT", "")
    return _answered(caller, actions.receive(sender, xml, form_id=form_id, agent=agent))


def _one(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    instance = _instance(caller, project_id, form_id, guid)
    return shapes.submission(instance, _current(instance))


def _reviewing(request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    instance = _instance(caller, project_id, form_id, guid)
    actions.review_instance(caller.actor, instance, str(json_of(request).get("reviewState") or ""))
    return shapes.submission(instance, _current(instance))


def _xml_of(version: InstanceVersion) -> HttpResponse:
    """Byte for byte as it came; for saving, since a browser could take it for a page."""
    response = HttpResponse(bytes(version.xml), content_type="application/xml")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(version.guid, safe='')}.xml"
    return response


def _xml(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    return _xml_of(_standing(caller, project_id, form_id, guid))


def _remarks(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    return [shapes.remark(one) for one in _instance(caller, project_id, form_id, guid).remarks.all()]


def _remarking(request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    instance, body = _instance(caller, project_id, form_id, guid), json_of(request).get("body")
    return shapes.remark(actions.remark(caller.actor, instance, body if isinstance(body, str) else ""))


def _versions(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    rows = _contents(caller, project_id, form_id, guid).versions.order_by("-pk").defer("xml")
    return [shapes.submission_version(one) for one in rows]


def _named(instance: Instance, guid: str) -> InstanceVersion:
    found = instance.versions.filter(guid=guid).first()
    if found is None:
        raise NotHere
    return found


def _version(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str, version: str) -> Any:
    return shapes.submission_version(_named(_contents(caller, project_id, form_id, guid), version))


def _version_xml(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str, version: str) -> Any:
    return _xml_of(_named(_contents(caller, project_id, form_id, guid), version))


def _diffs(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    rows = list(_contents(caller, project_id, form_id, guid).versions.order_by("pk"))
    return {
        after.guid: differences(fields_in(after.version_id), bytes(before.xml), bytes(after.xml))
        for before, after in pairwise(rows)
    }


def _files(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str) -> Any:
    current = _standing(caller, project_id, form_id, guid)
    return [shapes.submission_file(one) for one in current.files.all()]


def _file(_request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str, name: str) -> Any:
    current = _standing(caller, project_id, form_id, guid)
    row = current.files.filter(name=name, arrived_at__isnull=False).first()
    if row is None:
        raise NotHere
    return file_response(caller.actor, row)


def file_response(actor: Actor, row: InstanceFile) -> StreamingHttpResponse:
    """The bytes of a file, piece by piece, for saving."""
    response = StreamingHttpResponse(
        queries.devices.file_pieces(actor, row.pk), content_type=row.media_type or "application/octet-stream"
    )
    response["Content-Length"] = str(row.size)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.name, safe='')}"
    return response


def _upload(request: HttpRequest, caller: Caller, project_id: int, form_id: str, guid: str, name: str) -> Any:
    """A file that an answer of the current version names."""
    instance = _instance(caller, project_id, form_id, guid)
    if instance.entity != caller.actor.entity:
        raise refuse("COL-403")
    with stream_of(request) as stream:
        given = actions.Given(name, stream, request.META.get("CONTENT_TYPE", ""))
        actions.keep_files(caller.actor, policies.current_version(instance).pk, [given], only_expected=True)
    return success()


submissions = rest(get=_listing, post=_creating)
submission = rest(get=_one, put=_correcting, patch=_reviewing)
xml = rest(get=_xml)
remarks = rest(get=_remarks, post=_remarking)
versions = rest(get=_versions)
version = rest(get=_version)
version_xml = rest(get=_version_xml)
diffs = rest(get=_diffs)
files = rest(get=_files)
file = rest(get=_file, post=_upload)
