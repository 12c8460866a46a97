"""Published questionnaires as forms, parsed once and kept: a version never changes."""

from __future__ import annotations

from functools import lru_cache

from attrs import evolve

from entraide.kernel.text import Text

from .domain.form import Form
from .domain.xform import read_xform
from .models import QuestionnaireVersion


@lru_cache(maxsize=64)
def form_of(version_id: int) -> Form:
    """The form of a published version, with its title in all languages. `DoesNotExist` for an unknown one."""
    version = QuestionnaireVersion.objects.select_related("questionnaire").get(pk=version_id)
    form = read_xform(version.xform.encode())
    return evolve(form, title=Text.from_json(version.questionnaire.title) or form.title)


def xform_of(version_id: int) -> str:
    """The XForm of a published version, as it was stored."""
    return str(QuestionnaireVersion.objects.values_list("xform", flat=True).get(pk=version_id))
