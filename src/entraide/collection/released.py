"""The forms that devices answer, found once per process: a published version never changes."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from threading import Lock

from attrs import frozen

from .domain.form import Form
from .domain.openrosa.fields import Fields, fields_of
from .domain.openrosa.formxml import Media, media_of
from .forms import form_of
from .models import ProjectForm, QuestionnaireVersion

MOST = 512


@frozen
class Released:
    """A version of a form that may be answered."""

    form_id: int
    version_id: int
    form: Form
    fields: Fields


_known: dict[tuple[int, str, str], Released] = {}
_lock = Lock()


def remembered(project_id: int, form_id: str, version: str) -> Released | None:
    """The version, if this process has met it before: without asking the database."""
    return _known.get((project_id, form_id, version))


def released(project_id: int, form_id: str, version: str) -> Released | None:
    """The version that a submission names; None when the project has none such (which is never remembered)."""
    form = ProjectForm.objects.select_related("project__round").filter(project_id=project_id, form_id=form_id).first()
    row = next((one for one in versions_of(form) if one.version == version), None) if form else None
    if form is None or row is None:
        return None
    found = Released(form.pk, row.pk, form_of(row.pk), fields_in(row.pk))
    with _lock:
        if len(_known) >= MOST:
            _known.clear()
        _known[project_id, form_id, version] = found
    return found


def versions_of(form: ProjectForm) -> list[QuestionnaireVersion]:
    """The published versions of a form without their XML, the newest last; of a round's form the round's alone."""
    rows = QuestionnaireVersion.objects.filter(questionnaire_id=form.questionnaire_id).defer("xform").order_by("pk")
    if form.project.round is not None:
        rows = rows.filter(pk=form.project.round.version_id)
    return list(rows)


def forget() -> None:
    """For stories that take back what they published."""
    _known.clear()
    for kept in (fields_in, media_in, md5_in, version_name):
        kept.cache_clear()


def _xform(version_id: int) -> bytes:
    return str(QuestionnaireVersion.objects.values_list("xform", flat=True).get(pk=version_id)).encode()


@lru_cache(maxsize=128)
def fields_in(version_id: int) -> Fields:
    """The fields of a published version."""
    return fields_of(_xform(version_id))


@lru_cache(maxsize=512)
def media_in(version_id: int) -> tuple[Media, ...]:
    """The files that a published version asks for."""
    return media_of(_xform(version_id))


@lru_cache(maxsize=512)
def md5_in(version_id: int) -> str:
    """What devices compare to see whether a form has changed."""
    return md5(_xform(version_id))


def md5(content: bytes) -> str:
    """MD5 as OpenRosa wants it: a checksum, no protection."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


@lru_cache(maxsize=512)
def version_name(version_id: int) -> str:
    """What a published version calls itself."""
    return str(QuestionnaireVersion.objects.values_list("version", flat=True).get(pk=version_id))
