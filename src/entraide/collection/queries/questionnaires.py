"""The questionnaires that were published."""

from __future__ import annotations

from datetime import datetime

from attrs import frozen

from entraide.kernel.actor import Actor
from entraide.kernel.text import Text

from .. import policies
from ..models import QuestionnaireVersion


@frozen
class QuestionnaireRow:
    """One version of one questionnaire. `file_id` is the XLSForm it was written in."""

    version_id: int
    code: str
    version: str
    title: Text
    languages: tuple[str, ...]
    published_at: datetime
    file_id: int | None


def questionnaire_versions(actor: Actor) -> tuple[QuestionnaireRow, ...]:
    """The newest first; nothing for others than the secretariat."""
    if not policies.may_read_questionnaires(actor):
        return ()
    rows = QuestionnaireVersion.objects.select_related("questionnaire").order_by("-published_at", "-id")
    return tuple(_row(row) for row in rows.defer("xform"))


def version_by_code(actor: Actor, code: str, version: str = "") -> QuestionnaireRow | None:
    """The newest version of a questionnaire, or the one named."""
    found = (row for row in questionnaire_versions(actor) if row.code == code and version in ("", row.version))
    return next(found, None)


def _row(row: QuestionnaireVersion) -> QuestionnaireRow:
    title = Text.from_json(row.questionnaire.title)
    languages = tuple(row.languages)
    return QuestionnaireRow(
        row.pk, row.questionnaire.code, row.version, title, languages, row.published_at, row.xlsform_id
    )
