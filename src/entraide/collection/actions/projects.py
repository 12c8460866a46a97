"""Projects, the keys of devices, and programs at work in a person's name."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from attrs import frozen

from entraide.foundation.accounts.models import Person
from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.openrosa.formxml import told_by
from ..models import AccessToken, AppKey, Project, ProjectForm, Reply, Round

SESSION_HOURS = 24
TOKEN_DAYS = 180
LONGEST_NAME = 100


def sealed(token: str) -> str:
    """What is kept of a key or token: who reads the table cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()


@action("collection.project.created")
def create_project(act: Act, *, name: str, description: str = "") -> Project:
    """A collection of the secretariat's own. Refused: COL-403; COL-407 without a name."""
    policies.may_manage_projects(act.actor).enforce()
    if not name.strip():
        raise refuse("COL-407", field="name")
    row = Project.objects.create(
        name=name.strip()[:200], description=description[:5000], created_at=act.at, created_by=act.actor.person_id
    )
    act.about(row)
    return row


@action("collection.project.changed")
def change_project(
    act: Act, project: Project, *, name: str | None = None, description: str | None = None, archived: bool | None = None
) -> None:
    """Another name, description, or no more submissions. Refused: COL-403; COL-407 without a name."""
    policies.may_manage_projects(act.actor).enforce()
    if name is not None and not name.strip():
        raise refuse("COL-407", field="name")
    project.name = project.name if name is None else name.strip()[:200]
    project.description = project.description if description is None else description[:5000]
    project.archived = project.archived if archived is None else archived
    project.updated_at = act.at
    save(project, "name", "description", "archived", "updated_at")
    act.about(project, archived=project.archived)


@action("collection.round.connected")
def connect_round(act: Act, round: Round) -> Project:
    """The project through which devices send to a round: made when it is first needed, by whoever was asked in it."""
    policies.access_round(act.actor, round.pk)
    with acting_as(SYSTEM):
        version = round.version
        project, _fresh = Project.objects.get_or_create(
            round=round, defaults={"name": round.code, "created_at": act.at, "created_by": act.actor.person_id}
        )
        form = _form_of(version.xform)
        ProjectForm.objects.get_or_create(
            project=project, form_id=form,
            defaults={
                "name": version.questionnaire.code, "questionnaire": version.questionnaire, "version": version,
                "created_at": act.at,
            },
        )  # fmt: skip
    act.about(project, round=round.pk)
    return project


def _form_of(xform: str) -> str:
    return told_by(xform.encode()).form_id


@frozen
class NewKey:
    """A key as it was made. `token` is shown once and kept by nobody but its owner."""

    row: AppKey
    token: str


@action("collection.appkey.made")
def make_key(act: Act, project: Project, *, name: str, reply: Reply | None = None) -> NewKey:
    """A key for a device. Refused: COL-403; COL-435 in a round without the reply that it is for; COL-407 without a name."""
    policies.may_make_key(act.actor, project, reply).enforce()
    if not name.strip():
        raise refuse("COL-407", field="displayName")
    token = secrets.token_urlsafe(48)
    row = AppKey.objects.create(
        project=project, reply=reply, entity=reply.entity if reply else "", name=name.strip()[:LONGEST_NAME],
        digest=sealed(token), start=token[:6], created_at=act.at, created_by=act.actor.person_id,
    )  # fmt: skip
    act.about(row, project=project.pk)
    return NewKey(row, token)


@action("collection.appkey.revoked")
def revoke_key(act: Act, key: AppKey) -> None:
    """The key opens nothing from now on. Refused: COL-403."""
    policies.may_make_key(act.actor, key.project, key.reply).enforce()
    if key.revoked_at is None:
        key.revoked_at = act.at
        save(key, "revoked_at")
    act.about(key, project=key.project_id)


@frozen
class NewToken:
    """A token as it was made, shown once."""

    row: AccessToken
    token: str


@action("collection.token.made")
def make_token(act: Act, *, entity: str, name: str = "", days: int = 0) -> NewToken:
    """A program may act in this person's name for a day (or `days`), for the entity they stand for now. Refused: COL-401."""
    if act.actor.person_id is None or not act.actor.roles:
        raise refuse("COL-401")
    token = secrets.token_urlsafe(48)
    row = AccessToken.objects.create(
        person=Person(pk=act.actor.person_id), entity=entity, name=name.strip()[:LONGEST_NAME], digest=sealed(token),
        created_at=act.at,
        expires_at=act.at + (timedelta(days=min(days, TOKEN_DAYS)) if days else timedelta(hours=SESSION_HOURS)),
    )  # fmt: skip
    act.about(row, days=days)
    return NewToken(row, token)


@action("collection.token.ended")
def end_token(act: Act, token: AccessToken) -> None:
    """It opens nothing from now on. Refused: COL-403 for another's."""
    if token.person_id != act.actor.person_id:
        raise refuse("COL-403")
    if token.ended_at is None:
        token.ended_at = act.at
        save(token, "ended_at")
    act.about(token)
