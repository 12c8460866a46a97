"""Publishing a questionnaire."""

from __future__ import annotations

from entraide.foundation.actions import Act, action, save
from entraide.foundation.files.store import keep
from entraide.kernel.audience import Audience
from entraide.kernel.problems import refuse

from .. import policies
from ..domain.xform import read_xform
from ..domain.xlsform import title_in, to_xform
from ..models import Questionnaire, QuestionnaireVersion


@action("collection.questionnaire.published")
def publish_questionnaire(act: Act, *, code: str, content: bytes) -> QuestionnaireVersion:
    """A version, from an XLSForm. Refused with everything that forbids it (COL-001 …), COL-309 for one that is out."""
    policies.may_manage_rounds(act.actor).enforce()
    xform = to_xform(content).xml
    form = read_xform(xform)
    questionnaire, _fresh = Questionnaire.objects.get_or_create(code=code)
    if questionnaire.versions.filter(version=form.version).exists():
        raise refuse("COL-309", name=code, version=form.version)
    questionnaire.title = (title_in(content) or form.title).to_json()
    save(questionnaire, "title")
    version = QuestionnaireVersion.objects.create(
        questionnaire=questionnaire, version=form.version, xform=xform.decode(), languages=list(form.languages),
        xlsform_id=keep(content, f"{code}-{form.version}.xlsx", audience=Audience.PUBLIC), published_at=act.at,
        published_by=act.actor.person_id,
    )  # fmt: skip
    act.about(version, code=code, version=form.version)
    return version
