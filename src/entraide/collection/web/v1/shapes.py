"""Rows as ODK Central writes them in JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from django.conf import settings

from entraide.foundation.accounts.models import Person
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor

from ...actions import open_draft
from ...domain.openrosa.fields import Field
from ...domain.openrosa.formxml import Media
from ...models import (
    AccessToken,
    AppKey,
    FormMedia,
    Instance,
    InstanceFile,
    InstanceVersion,
    Project,
    ProjectForm,
    QuestionnaireVersion,
    Remark,
)
from ...released import md5, md5_in

Json = dict[str, Any]


def moment(when: datetime | None) -> str | None:
    """ISO 8601 in UTC with milliseconds."""
    return when.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if when else None


def site() -> str:
    """Where this site is, as it was told; never what a request says of its host."""
    return str(settings.SITE_URL).rstrip("/")


def user(actor: Actor, email: str = "") -> Json:
    """The person that a program works for."""
    return {
        "id": actor.person_id, "type": "user", "displayName": actor.name, "email": email, "createdAt": None, "updatedAt": None,
        "verbs": [],
    }  # fmt: skip


def session(row: AccessToken, token: str = "") -> Json:
    """A session; its token only where it was made."""
    csrf = hashlib.sha256(f"csrf {row.digest}".encode()).hexdigest()
    given = {"token": token, "csrf": csrf} if token else {}
    return {"createdAt": moment(row.created_at), "expiresAt": moment(row.expires_at), **given}


def project(row: Project, counted: Mapping[str, Any] | None = None) -> Json:
    """A project; `counted` are the figures of extended metadata."""
    return {
        "id": row.pk, "name": row.name, "description": row.description or None, "archived": row.archived or None,
        "keyId": None, "createdAt": moment(row.created_at), "updatedAt": moment(row.updated_at), "deletedAt": None,
        **(counted or {}),
    }  # fmt: skip


def app_user(row: AppKey, token: str | None = None) -> Json:
    """An app user. Its token is told once; later its first letters, and null when it was revoked."""
    shown = token or (None if row.revoked_at else f"{row.start}…")
    return {
        "id": row.pk, "projectId": row.project_id, "type": "field_key", "displayName": row.name, "token": shown,
        "createdAt": moment(row.created_at), "updatedAt": moment(row.revoked_at), "deletedAt": None, "entity": row.entity,
    }  # fmt: skip


def form(row: ProjectForm) -> Json:
    """A form by the version that is handed out, or by its draft when nothing is."""
    if row.version_id is None:
        return draft(row)
    return {
        **_form(row), "version": row.version.version, "hash": md5_in(row.version_id),
        "publishedAt": moment(row.version.published_at),
    }  # fmt: skip


def draft(row: ProjectForm) -> Json:
    """A form by its draft; NotHere without one."""
    drafted = open_draft(row)
    return {**_form(row), "version": drafted.version, "hash": md5(drafted.xform.encode()), "publishedAt": None}


def version(form_row: ProjectForm, row: QuestionnaireVersion) -> Json:
    """A form by one of its published versions."""
    return {
        **_form(form_row), "version": row.version, "hash": md5_in(row.pk), "publishedAt": moment(row.published_at),
    }  # fmt: skip


def _form(row: ProjectForm) -> Json:
    return {
        "projectId": row.project_id, "xmlFormId": row.form_id, "name": row.name or None, "state": row.state,
        "enketoId": None, "enketoOnceId": None, "keyId": None, "createdAt": moment(row.created_at),
        "updatedAt": moment(row.updated_at), "entityRelated": False, "publicLinks": 0,
    }  # fmt: skip


def field(row: Field) -> Json:
    """A field of a form."""
    return {
        "path": row.path, "name": row.name, "type": row.type, "binary": True if row.binary else None,
        "selectMultiple": True if row.multiple else None,
    }  # fmt: skip


def form_file(row: Media, kept: FormMedia | None) -> Json:
    """A file that a form asks for, and whether it is there."""
    return {
        "name": row.name, "type": row.kind, "hash": kept.md5 if kept else None, "exists": kept is not None,
        "blobExists": kept is not None, "datasetExists": False,
        "updatedAt": moment(_since(kept)) if kept else None,
    }  # fmt: skip


def _since(kept: FormMedia) -> datetime | None:
    return kept.version.published_at if kept.version is not None else kept.draft.made_at if kept.draft else None


def submission(row: Instance, current: InstanceVersion | None) -> Json:
    """A submission. `entity`, `valid` and `findings` are ours: for which State, and what the judge marked."""
    return {
        "instanceId": row.guid, "instanceName": (current.name or None) if current else None, "submitterId": submitter(row),
        "deviceId": row.device or None, "userAgent": (current.agent or None) if current else None, "reviewState": row.review_state or None,
        "createdAt": moment(row.created_at), "updatedAt": moment(row.updated_at),
        "currentVersion": submission_version(current) if current else None, "entity": row.entity, "valid": row.valid,
        "findings": row.findings,
    }  # fmt: skip


def submission_version(row: InstanceVersion) -> Json:
    """One version of a submission."""
    return {
        "instanceId": row.guid, "instanceName": row.name or None, "submitterId": submitter(row),
        "deviceId": row.device or None, "userAgent": row.agent or None, "createdAt": moment(row.created_at),
        "current": row.current,
    }  # fmt: skip


def submitter(row: Instance | InstanceVersion) -> int:
    """The number of the person; a key's behind a million millions, where no person's is."""
    return row.person if row.person is not None else 10**12 + (row.key_id or 0)


def submission_file(row: InstanceFile) -> Json:
    """A file of a submission."""
    return {"name": row.name, "exists": row.arrived_at is not None}


def remark(row: Remark) -> Json:
    """A comment."""
    return {"body": row.body, "actorId": row.person, "createdAt": moment(row.created_at)}


def names_of(rows: Iterable[Instance]) -> Mapping[int, str]:
    """The names of those who sent: persons and devices, by `submitter`."""
    rows = list(rows)
    persons = {row.person for row in rows if row.person is not None}
    keys = {row.key_id for row in rows if row.person is None and row.key_id}
    with acting_as(SYSTEM):
        named = dict(Person.objects.filter(pk__in=persons).values_list("pk", "name"))
        held = {10**12 + pk: name for pk, name in AppKey.objects.filter(pk__in=keys).values_list("pk", "name")}
    return {**named, **held}
