"""The forms of a project: drafted, given their files, published, as questionnaires of their own.

What a round asks is published with its questionnaire and is not changed here.
"""

from __future__ import annotations

import re

from attrs import evolve

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import NotHere, refuse

from .. import policies
from ..domain.openrosa.formxml import media_of, with_id
from ..drafting import Source, prepared, put_media, save_draft
from ..models import FormMedia, Project, ProjectForm, Questionnaire, QuestionnaireDraft, QuestionnaireVersion
from ..released import versions_of
from .questionnaires import add_media, discard_draft, publish_draft

STATES = ("open", "closing", "closed")
_UNNAMED = ("", "form", "data")
"""What pyxform calls a form whose workbook says no id."""


def read_definition(content: bytes, fallback: str = "") -> Source:
    """What is to become a form; `fallback` is its id where a workbook says none.

    Refused with every problem that forbids its publication: what could not be published is not drafted either.
    """
    source = prepared(content)
    if not source.form.id or (source.content is not None and fallback and source.form.id in _UNNAMED):
        if not fallback:
            raise refuse("COL-407", field="form ID xml attribute")
        xform = with_id(source.xform.encode(), fallback).decode()
        return evolve(source, form=evolve(source.form, id=fallback), xform=xform)
    return source


@action("collection.form.created")
def create_form(act: Act, project: Project, source: Source) -> ProjectForm:
    """A form with a draft and nothing published. Refused: COL-403, 415 for an id in use, 436 in a round's project."""
    _may_change(act, project)
    form_id = source.form.id
    if len(form_id) > 200:
        raise refuse("COL-416", field="form id", value=form_id[:80])
    if project.forms.filter(form_id=form_id).exists():
        raise refuse("COL-415", form=form_id)
    questionnaire = Questionnaire.objects.create(code=_code(project, form_id), title=source.title.to_json())
    row = ProjectForm.objects.create(
        project=project, form_id=form_id, name=_name(source), questionnaire=questionnaire, created_at=act.at
    )
    save_draft(act, questionnaire, source)
    act.about(row, project=project.pk)
    return row


def _name(source: Source) -> str:
    return source.title.shown_in(source.form.default_language).text[:300]


def _code(project: Project, form_id: str) -> str:
    """A code that no other questionnaire has: two projects may both have a form `visits`."""
    plain = re.sub(r"[^a-z0-9]+", "-", form_id.lower()).strip("-")[:40]
    code = f"p{project.pk}-{plain}".strip("-")
    taken = Questionnaire.objects.filter(code__startswith=code).count()
    return f"{code}-{taken + 1}" if taken else code


def open_draft(form: ProjectForm) -> QuestionnaireDraft:
    """The draft of a form; NotHere for none."""
    found: QuestionnaireDraft | None = form.questionnaire.drafts.filter(state="open").first()
    if found is None:
        raise NotHere
    return found


@action("collection.form.drafted")
def draft_form(act: Act, form: ProjectForm, source: Source | None = None) -> QuestionnaireDraft:
    """Another draft, from a definition or from what is published; its files come from the draft or version before.

    Refused: COL-403, 436; 416 for another form's id, 428 with nothing to draft from.
    """
    _may_change(act, form.project)
    if source is None:
        if form.version is None:
            raise refuse("COL-428")
        source = evolve(prepared(form.version.xform.encode()), xlsform_id=form.version.xlsform_id)
    if source.form.id != form.form_id:
        raise refuse("COL-416", field="form id", value=source.form.id[:80])
    before = form.questionnaire.drafts.select_for_update().filter(state="open").first()
    if before is not None:
        discard_draft(act.actor, before)
    made = save_draft(act, form.questionnaire, source)
    put_media(made, _media_before(form, before, source))
    form.updated_at = act.at
    save(form, "updated_at")
    act.about(form, project=form.project_id, draft=made.pk)
    return made


def _media_before(form: ProjectForm, before: QuestionnaireDraft | None, source: Source) -> dict[str, bytes]:
    wanted = {one.name for one in media_of(source.xform.encode())}
    rows = FormMedia.objects.filter(version=form.version) if form.version_id else FormMedia.objects.none()
    found = {row.name: bytes(row.content) for row in rows}
    found |= {row.name: bytes(row.content) for row in (before.media.all() if before else ())}
    return {name: content for name, content in found.items() if name in wanted}


@action("collection.form.discarded")
def discard_form_draft(act: Act, form: ProjectForm) -> None:
    """Put the draft away. Refused: COL-403, 436; COL-428 when nothing is published."""
    _may_change(act, form.project)
    if form.version_id is None:
        raise refuse("COL-428")
    draft = open_draft(form)
    discard_draft(act.actor, draft)
    act.about(form, project=form.project_id, draft=draft.pk)


@action("collection.form.published")
def publish_form(act: Act, form: ProjectForm, version: str = "") -> QuestionnaireVersion:
    """The draft becomes the version that is handed out, under `version` if one is given.

    Refused: COL-403, 436, 414 for a version that is out, and what forbids publication; NotHere without a draft.
    """
    _may_change(act, form.project)
    draft = open_draft(form)
    if len(version) > 40:
        raise refuse("COL-416", field="version", value=version[:60])
    if any(one.version == (version or draft.version) for one in versions_of(form)):
        raise refuse("COL-414", form=form.form_id, version=version or draft.version)
    made = publish_draft(act.actor, form.questionnaire, version)
    form.version, form.updated_at = made, act.at
    save(form, "version", "updated_at")
    act.about(form, version=made.pk, project=form.project_id)
    return made


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
def keep_form_file(act: Act, form: ProjectForm, name: str, content: bytes) -> FormMedia:
    """A file that the draft asks for. Refused: COL-403, 436, 063, 064, 066; NotHere for a name that it does not ask for."""
    _may_change(act, form.project)
    draft = open_draft(form)
    if name not in {one.name for one in media_of(draft.xform.encode())}:
        raise NotHere
    add_media(act.actor, draft, {name: content})
    row: FormMedia = draft.media.get(name=name)
    act.about(form, file=row.pk, project=form.project_id)
    return row


def _may_change(act: Act, project: Project) -> None:
    policies.may_manage_projects(act.actor).enforce()
    if project.round_id is not None:
        raise refuse("COL-436")
