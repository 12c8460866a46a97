"""Projects and their app users."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Max
from django.http import HttpRequest

from entraide.kernel.problems import NotHere, refuse

from ... import actions, policies
from ...models import Instance, Project, Reply
from . import shapes
from .answering import Caller, rest, success
from .bodies import json_of

APP_USER_ROLE = 2


def _text(given: dict[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise refuse("COL-416", field=name, value=str(value)[:40])
    return value


def _listing(request: HttpRequest, caller: Caller) -> Any:
    rows = policies.projects_of(caller.actor).annotate(how_many=Count("forms", distinct=True))
    return [shapes.project(row, _counted(row, caller)) for row in rows]


def _counted(row: Project, caller: Caller) -> dict[str, Any]:
    arrived = Instance.objects.filter(form__project=row)
    if not caller.actor.staff:
        arrived = arrived.filter(entity=caller.actor.entity)
    last = arrived.aggregate(last=Max("created_at"))["last"]
    return {
        "forms": row.forms.count(), "appUsers": policies.keys_of(caller.actor, row).filter(revoked_at=None).count(),
        "lastSubmission": shapes.moment(last),
    }  # fmt: skip


def _creating(request: HttpRequest, caller: Caller) -> Any:
    given = json_of(request)
    name = _text(given, "name") or ""
    return shapes.project(
        actions.create_project(caller.actor, name=name, description=_text(given, "description") or "")
    )


def _one(_request: HttpRequest, caller: Caller, project_id: int) -> Any:
    row = policies.access_project(caller.actor, project_id)
    return shapes.project(row, _counted(row, caller))


def _changing(request: HttpRequest, caller: Caller, project_id: int) -> Any:
    row, given = policies.access_project(caller.actor, project_id), json_of(request)
    archived = given.get("archived")
    actions.change_project(
        caller.actor, row, name=_text(given, "name"), description=_text(given, "description"),
        archived=archived if isinstance(archived, bool) else None,
    )  # fmt: skip
    return shapes.project(row)


def _app_users(_request: HttpRequest, caller: Caller, project_id: int) -> Any:
    project = policies.access_project(caller.actor, project_id)
    return [shapes.app_user(row) for row in policies.keys_of(caller.actor, project)]


def _new_app_user(request: HttpRequest, caller: Caller, project_id: int) -> Any:
    """In a round the key is for a State's reply: one's own, or for the secretariat that of `entity` in the body."""
    project, given = policies.access_project(caller.actor, project_id), json_of(request)
    entity = caller.actor.entity or (_text(given, "entity") or "").upper()
    reply = Reply.objects.filter(round_id=project.round_id, entity=entity).first() if project.round_id else None
    made = actions.make_key(caller.actor, project, name=_text(given, "displayName") or "", reply=reply)
    return shapes.app_user(made.row, made.token)


def _revoke(_request: HttpRequest, caller: Caller, project_id: int, key_id: int) -> Any:
    actions.revoke_key(caller.actor, policies.access_key(caller.actor, project_id, key_id))
    return success()


def _assigning(
    _request: HttpRequest, caller: Caller, project_id: int, form_id: str, role_id: int, actor_id: int
) -> Any:
    """A key sends to every form of its project: to assign it to one of them changes nothing and is no mistake."""
    policies.access_project_form(caller.actor, project_id, form_id)
    key = policies.access_key(caller.actor, project_id, actor_id)
    if role_id != APP_USER_ROLE or key.revoked_at is not None:
        raise NotHere
    return success()


def _assigned(_request: HttpRequest, caller: Caller, project_id: int, form_id: str) -> Any:
    form = policies.access_project_form(caller.actor, project_id, form_id)
    keys = policies.keys_of(caller.actor, form.project).filter(revoked_at=None)
    return [{"actorId": row.pk, "roleId": APP_USER_ROLE} for row in keys]


projects = rest(get=_listing, post=_creating)
project = rest(get=_one, patch=_changing)
app_users = rest(get=_app_users, post=_new_app_user)
app_user = rest(delete=_revoke)
assignments = rest(get=_assigned)
assignment = rest(post=_assigning)
