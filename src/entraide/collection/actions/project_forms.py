"""The forms of a project: drafted, given their files, published. What a round asks is published with the questionnaire itself."""

from __future__ import annotations

import re

from attrs import frozen

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import keep
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..domain.openrosa.formxml import media_of, told_by, with_id, with_version
from ..domain.xform import read_xform
from ..domain.xlsform import title_in, to_xform
from ..models import FormFile, Project, ProjectForm, Questionnaire, QuestionnaireVersion
from ..released import md5, versions_of

STATES = ("open", "closing", "closed")


@frozen
class Definition:
    """A form as it was handed in: the XForm, and the workbook it was made of, if it was one."""

    xform: bytes
    xlsform: bytes = b""


def read_definition(content: bytes, *, workbook: bool, fallback: str = "") -> Definition:
    """What is to become a form. `fallback` is its id when the workbook says none.

    Refused with every problem that forbids its publication: what could not be published is not drafted either.
    """
    xform = to_xform(content).xml if workbook else content
    if workbook and fallback and told_by(xform).form_id in ("", "form", "data"):
        xform = with_id(xform, fallback)
    read_xform(xform)
    return Definition(xform, content if workbook else b"")


@action("collection.form.created")
def create_form(act: Act, project: Project, definition: Definition) -> ProjectForm:
    """A form with a draft and nothing published. Refused: COL-403, 415 for an id in use, 436 in a round's project."""
    _may_change(act, project)
    told = told_by(definition.xform)
    if project.forms.filter(form_id=told.form_id).exists():
        raise refuse("COL-415", form=told.form_id)
    row = ProjectForm.objects.create(
        project=project, form_id=told.form_id[:200], name=told.title[:300], created_at=act.at
    )
    _draft(act, row, definition)
    act.about(row, project=project.pk)
    return row


@action("collection.form.drafted")
def draft_form(act: Act, form: ProjectForm, definition: Definition | None = None) -> None:
    """Another draft, from a definition or from what is published. Refused: COL-403, 436; 416 for another form's id."""
    _may_change(act, form.project)
    if definition is None:
        if form.version is None:
            raise refuse("COL-428")
        definition = Definition(form.version.xform.encode())
        form.draft_xlsform = form.version.xlsform
    told = told_by(definition.xform)
    if told.form_id != form.form_id:
        raise refuse("COL-416", field="form id", value=told.form_id[:80])
    _draft(act, form, definition)
    act.about(form, project=form.project_id)


def _draft(act: Act, form: ProjectForm, definition: Definition) -> None:
    form.draft_xform, form.draft_at, form.updated_at = definition.xform.decode(), act.at, act.at
    if definition.xlsform:
        form.draft_xlsform_id = keep(definition.xlsform, f"{form.form_id}.xlsx"[-255:], audience=Audience.SECRETARIAT)
    save(form, "draft_xform", "draft_xlsform", "draft_at", "updated_at")
    wanted = {one.name: one.kind for one in media_of(definition.xform)}
    before = {one.name: one for one in form.files.filter(version=form.version_id)} if form.version_id else {}
    drafts = form.files.filter(version=None)
    drafts.exclude(name__in=wanted).delete()
    there = set(drafts.values_list("name", flat=True))
    FormFile.objects.bulk_create(
        FormFile(
            form=form, name=name, kind=kind, file=before[name].file if name in before else None,
            md5=before[name].md5 if name in before else "", updated_at=act.at if name in before else None,
        )
        for name, kind in wanted.items()
        if name not in there
    )  # fmt: skip


@action("collection.form.discarded")
def discard_draft(act: Act, form: ProjectForm) -> None:
    """Throw the draft away. Refused: COL-403, 436; COL-428 when nothing is published or drafted."""
    _may_change(act, form.project)
    if form.version_id is None or not form.draft_xform:
        raise refuse("COL-428")
    _forget_draft(act, form)
    act.about(form, project=form.project_id)


def _forget_draft(act: Act, form: ProjectForm) -> None:
    form.draft_xform, form.draft_xlsform, form.draft_at, form.updated_at = "", None, None, act.at
    save(form, "draft_xform", "draft_xlsform", "draft_at", "updated_at")


@action("collection.form.published")
def publish_form(act: Act, form: ProjectForm, version: str | None = None) -> QuestionnaireVersion:
    """The draft becomes the version that is handed out. `version` is written into it first.

    Refused: COL-403, 436, 428 without a draft, 414 for a version that is out, and what forbids publication (COL-001 …).
    """
    _may_change(act, form.project)
    if not form.draft_xform:
        raise refuse("COL-428")
    xform = form.draft_xform.encode()
    if version is not None:
        xform = with_version(xform, version[:40])
    read = read_xform(xform)
    if len(read.version) > 40:
        raise refuse("COL-416", field="version", value=read.version[:60])
    if any(one.version == read.version for one in versions_of(form)):
        raise refuse("COL-414", form=form.form_id, version=read.version)
    if form.questionnaire is None:
        form.questionnaire = Questionnaire.objects.create(code=_code(form), title=read.title.to_json())
    workbook = form.draft_xlsform
    title = title_in(bytes(workbook.content)) if workbook else None
    form.questionnaire.title = (title or read.title).to_json()
    save(form.questionnaire, "title")
    made = QuestionnaireVersion.objects.create(
        questionnaire=form.questionnaire, version=read.version, xform=xform.decode(), languages=list(read.languages),
        xlsform=workbook, published_at=act.at, published_by=act.actor.person_id, previous=form.version,
    )  # fmt: skip
    form.files.filter(version=None).update(version=made)
    form.version = made
    form.name = told_by(xform).title[:300]
    save(form, "questionnaire", "version", "name")
    _forget_draft(act, form)
    act.about(form, version=made.pk, project=form.project_id)
    return made


def _code(form: ProjectForm) -> str:
    """A code that no other questionnaire has: two projects may both have a form `visits`."""
    plain = re.sub(r"[^a-z0-9]+", "-", form.form_id.lower()).strip("-")[:40]
    return f"p{form.project_id}-{form.pk}-{plain}".strip("-")


@action("collection.form.changed")
def change_form(act: Act, form: ProjectForm, state: str) -> None:
    """open, closing or closed. Refused: COL-403, 416."""
    policies.may_manage_projects(act.actor).enforce()
    if state not in STATES:
        raise refuse("COL-416", field="state", value=state[:40])
    form.state, form.updated_at = state, act.at
    save(form, "state", "updated_at")
    act.about(form, state=state, project=form.project_id)


@action("collection.form.filed")
def keep_form_file(act: Act, form: ProjectForm, name: str, content: bytes) -> FormFile:
    """A file that the draft asks for. Refused: COL-403, 436; NotHere for a name that it does not ask for."""
    _may_change(act, form.project)
    row: FormFile | None = form.files.filter(version=None, name=name).first()
    if row is None:
        raise NotHere
    with acting_as(SYSTEM):
        row.file_id = keep(content, name, audience=Audience.SECRETARIAT)
    row.md5, row.updated_at = md5(content), act.at
    save(row, "file", "md5", "updated_at")
    act.about(form, file=row.pk, project=form.project_id)
    return row


def _may_change(act: Act, project: Project) -> None:
    policies.may_manage_projects(act.actor).enforce()
    if project.round_id is not None:
        raise refuse("COL-436")
