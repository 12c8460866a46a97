"""Publishing a questionnaire: at once, or by way of a draft that is looked at first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from entraide.foundation.actions import Act, action, save
from entraide.kernel.problems import Refused, refuse, stops

from .. import policies
from ..domain.migration import Change, check_changes
from ..drafting import media_of, prepared, published, put_media, save_draft
from ..forms import form_of
from ..models import FormMedia, Questionnaire, QuestionnaireDraft, QuestionnaireVersion


@action("collection.questionnaire.published")
def publish_questionnaire(act: Act, *, code: str, content: bytes) -> QuestionnaireVersion:
    """A version, from an XLSForm or an XForm, with the map as it is proposed.

    Refused with everything that forbids it (COL-001 …), COL-309 for a version that is out. An open draft stays open.
    """
    policies.may_manage_rounds(act.actor).enforce()
    source = prepared(content)
    questionnaire, _fresh = Questionnaire.objects.get_or_create(code=code)
    version = published(act, questionnaire, source)
    act.about(version, code=code, version=version.version)
    return version


@action("collection.questionnaire.drafted")
def draft_questionnaire(
    act: Act, *, code: str, content: bytes, media: Mapping[str, bytes] | None = None
) -> QuestionnaireDraft:
    """Open a draft from an XLSForm or an XForm. One that was open is discarded, and its files go over to the new one.

    Refused with what keeps it from being read as a form at all. Problems of the grades below `stop` wait on its page.
    """
    policies.may_manage_rounds(act.actor).enforce()
    source = prepared(content)
    questionnaire, _fresh = Questionnaire.objects.get_or_create(code=code)
    before = questionnaire.drafts.select_for_update().filter(state="open").first()
    if before is not None:
        before.state = "discarded"
        save(before, "state")
    draft = save_draft(act, questionnaire, source)
    for row in before.media.all() if before is not None else ():
        FormMedia.objects.create(
            draft=draft, name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256, md5=row.md5,
            content=row.content,
        )  # fmt: skip
    put_media(draft, media or {})
    act.about(draft, code=code, version=draft.version)
    return draft


@action("collection.questionnaire.illustrated")
def add_media(act: Act, draft: QuestionnaireDraft, media: Mapping[str, bytes]) -> None:
    """Add files that the form shows, or put others in their place. Refused: COL-059, 063, 064."""
    policies.may_manage_rounds(act.actor).enforce()
    _hold(draft)
    put_media(draft, media)
    act.about(draft, files=len(media))


@action("collection.questionnaire.mapped")
def map_questions(act: Act, draft: QuestionnaireDraft, changes: Iterable[Change]) -> None:
    """Correct what became of the questions of the version before. Refused: COL-059, COL-061 for a map with a hole."""
    policies.may_manage_rounds(act.actor).enforce()
    _hold(draft)
    if draft.previous_id is None:
        raise refuse("COL-061", path="–")
    changes = tuple(changes)
    check_changes(form_of(draft.previous_id), prepared(draft.xform.encode()).form, changes)
    draft.changes = [change.to_json() for change in changes]
    save(draft, "changes")
    act.about(draft, changes=len(changes))


@action("collection.questionnaire.draft_discarded")
def discard_draft(act: Act, draft: QuestionnaireDraft) -> None:
    """Put a draft aside; `restore_draft` takes it up again. Refused: COL-059."""
    policies.may_manage_rounds(act.actor).enforce()
    _hold(draft)
    draft.state = "discarded"
    save(draft, "state")
    act.about(draft, state=draft.state)


@action("collection.questionnaire.draft_restored")
def restore_draft(act: Act, draft: QuestionnaireDraft) -> None:
    """Take up a draft that was discarded. Refused: COL-059 for one that was published, COL-060 while another is open."""
    policies.may_manage_rounds(act.actor).enforce()
    others = QuestionnaireDraft.objects.select_for_update().filter(questionnaire_id=draft.questionnaire_id)
    states = {row.pk: row.state for row in others}
    if states.get(draft.pk) != "discarded":
        raise refuse("COL-059")
    if "open" in states.values():
        raise refuse("COL-060")
    draft.state = "open"
    save(draft, "state")
    act.about(draft, state=draft.state)


@action("collection.questionnaire.draft_published")
def publish_draft(act: Act, questionnaire: Questionnaire, version: str = "") -> QuestionnaireVersion:
    """Publish the open draft, under another version if one is given. Refused: COL-059 for none, 062, 309, and its stops."""
    policies.may_manage_rounds(act.actor).enforce()
    draft = questionnaire.drafts.select_for_update().filter(state="open").first()
    if draft is None:
        raise refuse("COL-059")
    source = prepared(draft.xform.encode(), title=draft.title, xlsform_id=draft.xlsform_id, version=version)
    if stops(source.problems):
        raise Refused(*stops(source.problems))
    changes = tuple(Change.from_json(row) for row in draft.changes) if draft.previous_id else None
    made = published(act, questionnaire, source, changes=changes, previous_id=draft.previous_id)
    for row in media_of(draft):
        FormMedia.objects.create(
            version=made, name=row.name, media_type=row.media_type, size=row.size, sha256=row.sha256, md5=row.md5,
            content=row.content,
        )  # fmt: skip
    draft.state, draft.published = "published", made
    save(draft, "state", "published")
    act.about(made, code=questionnaire.code, version=made.version, draft=draft.pk)
    return made


def _hold(draft: QuestionnaireDraft) -> None:
    """Only an open draft is changed, by one person at a time."""
    fresh = QuestionnaireDraft.objects.select_for_update().filter(pk=draft.pk).first()
    if fresh is None or fresh.state != "open":
        raise refuse("COL-059")
