"""`{% load sharing %}`: who may read an answer, said beside it; the days of a reply. All out of the page's `row` (ReplyRow)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import template
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entraide.kernel.audience import Audience

from .. import queries
from ..domain.answers import Answers
from ..domain.sharing import OFFERED, effective_audience, of_question, said_by, with_audiences
from ..web import round_wording
from ..web.blocks import Field
from ..web.round_showing import changes_shown

register = template.Library()


def _said(context: Context, field: Field) -> tuple[Audience, str] | None:
    """The audience in effect and whose word it is; None on pages that are about no reply."""
    row = context.get("row")
    if not isinstance(row, queries.ReplyRow):
        return None
    section = row.shares.get(queries.form_of(row.version_id).section_of(field.path))
    whose = said_by(field.question, field.cell, section)
    audience = effective_audience(field.question, field.cell, row.audience, section)
    return audience, round_wording.said_by(whose)


@register.simple_tag(takes_context=True)
def audience_of(context: Context, field: Field) -> SafeString:
    """`Shared with: States parties (default of this questionnaire)`, to be read."""
    said = _said(context, field)
    return SafeString("") if said is None else format_html('<small class="e-quiet">{}</small>', _sentence(*said))


def _sentence(audience: Audience, whose: str) -> str:
    words = {"audience": round_wording.audience(audience), "whose": whose}
    return _("Shared with: %(audience)s (%(whose)s)") % words


@register.simple_tag(takes_context=True)
def sharing_of(context: Context, answers: Answers) -> list[tuple[str, int]]:
    """How many answers of a version are shared with whom, the widest first."""
    row = context["row"]
    counted = Counter(
        cell.audience for cell in with_audiences(queries.form_of(row.version_id), answers, row.audience).values()
    )
    order = sorted((one for one in counted if one is not None), key=lambda one: -one.width)
    return [(round_wording.audience(one), counted[one]) for one in order]


_CONTROL = (
    '<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">{}'
    '<span class="govuk-visually-hidden"> ({})</span></span></summary><div class="govuk-details__text"><div class="govuk-form-group">'
    '<label class="govuk-label" for="{}">{}</label><select class="govuk-select" id="{}" name="{}|audience">{}</select></div></div></details>'
)


@register.simple_tag(takes_context=True)
def shared_with(context: Context, field: Field) -> SafeString:
    """The same with the choice beside it: narrower or wider for this answer alone."""
    said = _said(context, field)
    if said is None:
        return SafeString("")
    place = f"{field.id}-audience"
    return format_html(
        _CONTROL, _sentence(*said), field.number, place, _("Share this answer with"), place, field.path,
        _options(field.cell.audience, of_question(field.question) or context["row"].audience),
    )  # fmt: skip


def _options(chosen: Audience | None, default: Audience) -> SafeString:
    """The first one leaves it to what stands otherwise."""
    usual = _("as this questionnaire says (%(audience)s)") % {"audience": round_wording.audience(default)}
    rows = [("", "" if chosen else " selected", usual)]
    offered = OFFERED if chosen is None or chosen in OFFERED else (chosen, *OFFERED)
    rows += [(one.value, " selected" if one is chosen else "", round_wording.audience(one)) for one in offered]
    return format_html_join("", '<option value="{}"{}>{}</option>', ((value, SafeString(mark), text) for value, mark, text in rows))


@register.inclusion_tag("collection/section_sharing.html", takes_context=True)
def section_sharing(context: Context) -> dict[str, Any]:
    """The State's word on the whole section of the page."""
    row, section = context["row"], context["section"]
    chosen = row.shares.get(section.name)
    return {
        "row": row, "section": section, "may_edit": context["may_edit"], "chosen": chosen.value if chosen else "",
        "said": round_wording.audience(chosen) if chosen else "", "choices": round_wording.audience_choices(),
        "csrf_token": context.get("csrf_token"),
    }  # fmt: skip


@register.inclusion_tag("collection/reply_days.html", takes_context=True)
def reply_days(context: Context) -> dict[str, Any]:
    """Where today stands in the days of a reply, and what was changed in them, with the reasons."""
    row: queries.ReplyRow = context["row"]
    changes = queries.round_changes(context["request"].actor, row.round_id, row.entity)
    told = [one for one in changes if one.kind in ("extended", "admitted", "changed")]
    return {
        "row": row, "window": row.window, "days": row.days, "audience": round_wording.audience(row.audience),
        "changes": changes_shown(told),
    }  # fmt: skip
