"""Devices and programs: the secretariat runs projects; a State's people see and send their own within a round's project."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet

from entraide.kernel.actor import Actor, Role
from entraide.kernel.problems import NotHere
from entraide.kernel.verdict import YES, Verdict, no

from ..models import AppKey, Instance, InstanceVersion, Project, ProjectForm, Reply, Stray
from .people import answers_for, speaks_for


def may_manage_projects(actor: Actor) -> Verdict:
    """Projects, their forms and reviews are the secretariat's."""
    return YES if actor.staff else no("COL-403")


def may_make_key(actor: Actor, project: Project, reply: Reply | None) -> Verdict:
    """In a round, the secretariat or the State's focal point for that State's reply; elsewhere the secretariat."""
    if project.round_id is None:
        return may_manage_projects(actor)
    if reply is None or reply.round_id != project.round_id:
        return no("COL-435")
    own = answers_for(actor, reply.entity) and actor.has(Role.FOCAL_POINT)
    return YES if actor.staff or own else no("COL-403")


def may_send(actor: Actor, project: Project) -> Verdict:
    """The secretariat to its own collections, a State's focal point to a round: a reply sent so is a whole one."""
    if project.round_id is None:
        return YES if actor.staff else no("COL-403")
    return YES if speaks_for(actor, actor.entity) else no("COL-403")


def may_read_contents(actor: Actor, project: Project) -> Verdict:
    """What was answered. In a round it is the State's own until its focal point submits; the secretariat reads its collections."""
    return no("COL-403") if actor.staff and project.round_id is not None else YES


def may_take(actor: Actor, instance: Instance) -> Verdict:
    """The focal point alone takes what a device sent into the draft."""
    own = answers_for(actor, instance.entity) and actor.has(Role.FOCAL_POINT)
    return YES if own and instance.reply_id else no("COL-304")


def projects_of(actor: Actor) -> QuerySet[Project]:
    """The projects that a person may see."""
    rows: QuerySet[Project] = Project.objects.select_related("round__version__questionnaire")
    if actor.staff:
        return rows
    if not answers_for(actor, actor.entity):
        return rows.none()
    return rows.filter(round__replies__entity=actor.entity)


def access_project(actor: Actor, project_id: int) -> Project:
    """A project; NotHere for who was not asked in its round."""
    project = projects_of(actor).filter(pk=project_id).first()
    if project is None:
        raise NotHere
    return project


def access_project_form(actor: Actor, project_id: int, form_id: str) -> ProjectForm:
    """A form of a project, by the id in its XML."""
    project = access_project(actor, project_id)
    form = project.forms.select_related("version", "questionnaire").filter(form_id=form_id).first()
    if form is None:
        raise NotHere
    form.project = project
    return form


def instances_of(actor: Actor, form: ProjectForm) -> QuerySet[Instance]:
    """What arrived for a form, as far as the person may see it: a State only what it sent itself."""
    return _own(actor, form.instances.all())


_Rows = TypeVar("_Rows", Instance, Stray)


def _own(actor: Actor, rows: QuerySet[_Rows]) -> QuerySet[_Rows]:
    """The secretariat all, the focal point what their State sent, an expert what they sent themselves."""
    if actor.staff:
        return rows
    own = rows.filter(entity=actor.entity).exclude(entity="")
    return own if speaks_for(actor, actor.entity) else own.filter(person=actor.person_id)


def arrived_in(actor: Actor, project: Project) -> QuerySet[Instance]:
    """What arrived in a project."""
    return _own(actor, Instance.objects.filter(form__project=project))


def access_instance(actor: Actor, form: ProjectForm, guid: str) -> Instance:
    """A submission by the id of its first version. Where two States chose the same id, the secretariat gets the first."""
    found = instances_of(actor, form).filter(guid=guid).order_by("pk").first()
    if found is None:
        raise NotHere
    found.form = form
    return found


def access_arrival(actor: Actor, instance_id: int) -> Instance:
    """A submission by our own number, for pages."""
    rows = Instance.objects.select_related("form__project__round", "reply__round__version").filter(pk=instance_id)
    found = _own(actor, rows).first()
    if found is None:
        raise NotHere
    return found


def access_contents(actor: Actor, instance: Instance) -> Instance:
    """The same submission, for whoever may read what was answered. Refused: COL-403."""
    may_read_contents(actor, instance.form.project).enforce()
    return instance


def current_version(instance: Instance) -> InstanceVersion:
    """What counts of a submission now."""
    return InstanceVersion.objects.get(instance=instance, current=True)


def access_key(actor: Actor, project_id: int, key_id: int) -> AppKey:
    """A key of a project: the secretariat's all, a State's people their own."""
    project = access_project(actor, project_id)
    key = keys_of(actor, project).filter(pk=key_id).first()
    if key is None:
        raise NotHere
    return key


def keys_of(actor: Actor, project: Project) -> QuerySet[AppKey]:
    """The keys of a project as far as the person may see them."""
    rows: QuerySet[AppKey] = project.keys.all()
    return rows if actor.staff else rows.filter(entity=actor.entity).exclude(entity="")


def strays_of(actor: Actor, project: Project) -> QuerySet[Stray]:
    """What was refused to devices and kept."""
    return _own(actor, project.strays.all())
