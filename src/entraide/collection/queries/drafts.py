"""Questionnaires being drafted, the files of forms, and how questions came from one version to the next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache

from attrs import evolve, frozen

from entraide.kernel.actor import Actor
from entraide.kernel.problems import Problem
from entraide.kernel.text import Text

from .. import policies
from ..domain.migration import Change, first_identities
from ..domain.reading import reviewed
from ..domain.xform import Reading, check_xform
from ..forms import form_of, xform_of
from ..models import FormMedia, QuestionnaireDraft, QuestionnaireVersion


@frozen
class DraftRow:
    """A draft. `previous_id` is the version it would follow; `file_id` the XLSForm as uploaded."""

    id: int
    code: str
    version: str
    state: str
    title: Text
    languages: tuple[str, ...]
    made_at: datetime
    file_id: int | None
    previous_id: int | None
    previous: str
    published_id: int | None
    changes: tuple[Change, ...]


@frozen
class MediaRow:
    """A file that a form shows beside a label."""

    name: str
    media_type: str
    size: int
    md5: str
    sha256: str


def drafts(actor: Actor, code: str = "") -> tuple[DraftRow, ...]:
    """The open ones and those that may be restored, the newest first; nothing for others than the secretariat."""
    if not policies.may_read_questionnaires(actor):
        return ()
    found = QuestionnaireDraft.objects.select_related("questionnaire", "previous").defer("xform").exclude(state="published")
    found = found.filter(questionnaire__code=code) if code else found
    return tuple(_row(row) for row in found[:200])


def draft_row(actor: Actor, draft_id: int) -> DraftRow:
    """One of them; NotHere for others than the secretariat."""
    return _row(policies.access_draft(actor, draft_id))


def draft_form(actor: Actor, draft_id: int) -> Reading:
    """Its form and everything that is to be said of it."""
    draft = policies.access_draft(actor, draft_id)
    reading = _read(draft.pk, draft.xform)
    title = Text.from_json(draft.title)
    form = evolve(reading.form, title=title or reading.form.title) if reading.form else None
    return Reading(form, tuple(one for one in reading.problems if one.place != "title" or title.missing()))


@lru_cache(maxsize=16)
def _read(_draft: int, xform: str) -> Reading:
    return reviewed(check_xform(xform.encode()))


def media_of_draft(actor: Actor, draft_id: int) -> tuple[MediaRow, ...]:
    """The files of a draft."""
    return _media(policies.access_draft(actor, draft_id).media.defer("content"))


def media_of_version(actor: Actor, version_id: int) -> tuple[MediaRow, ...]:
    """The files of a published form, for those who may read it; nothing for others."""
    if not policies.may_read_form(actor, version_id):
        return ()
    return _media(FormMedia.objects.filter(version_id=version_id).defer("content"))


def version_problems(version_id: int) -> tuple[Problem, ...]:
    """What a reviewer is told of a version that is out."""
    reading = reviewed(check_xform(xform_of(version_id).encode()))
    return tuple(one for one in reading.problems if one.place != "title")


def identities_of(version_id: int) -> Mapping[str, str]:
    """Path → identity of every question of a version, hidden calculations included."""
    kept: dict[str, str] = QuestionnaireVersion.objects.values_list("identities", flat=True).get(pk=version_id)
    return kept or first_identities(form_of(version_id))


def changes_of(version_id: int) -> tuple[int | None, tuple[Change, ...]]:
    """The version before, and how its questions became those of this one."""
    previous, rows = QuestionnaireVersion.objects.values_list("previous_id", "changes").get(pk=version_id)
    return previous, tuple(Change.from_json(row) for row in rows)


def _media(rows: Iterable[FormMedia]) -> tuple[MediaRow, ...]:
    return tuple(MediaRow(row.name, row.media_type, row.size, row.md5, row.sha256) for row in rows)


def _row(row: QuestionnaireDraft) -> DraftRow:
    return DraftRow(
        row.pk, row.questionnaire.code, row.version, row.state, Text.from_json(row.title), tuple(row.languages),
        row.made_at, row.xlsform_id, row.previous_id, row.previous.version if row.previous else "", row.published_id,
        tuple(Change.from_json(one) for one in row.changes),
    )  # fmt: skip
