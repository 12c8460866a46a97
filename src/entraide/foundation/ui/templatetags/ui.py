"""Tags and filters of the pages: `{% load ui %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from entraide.kernel.languages import OWN_NAMES, as_language, direction
from entraide.kernel.problems import Problem
from entraide.kernel.text import Shown, Text

from .. import wording

register = template.Library()
register.filter("number", wording.number)
register.filter("percent", wording.percent)
register.filter("day", wording.day)
register.filter("moment", wording.moment)
register.filter("clock", wording.clock)


def _as_shown(text: Text | Shown | Mapping[str, Any] | str | None) -> Shown:
    if isinstance(text, Shown):
        return text
    language = wording.page_language()
    if isinstance(text, str):
        return Shown(text, language, "original", False)
    return (text if isinstance(text, Text) else Text.from_json(text)).shown_in(language)


def _mark(shown: Shown) -> str:
    if shown.status == "machine":
        return _("machine translation, not read by a person")
    if shown.fallback:
        return _("not available in your language")
    return _("courtesy translation") if shown.status == "courtesy" else ""


@register.simple_tag
def shown(text: Text | Shown | Mapping[str, Any] | str | None, mark: bool = True) -> SafeString:
    """A text in the reader's language, with its own `lang` and `dir`; marked when it is a fallback or a translation.

    `mark=False` leaves the visible mark out (inside links and headings); `lang` and `dir` always stay. Written here and not in
    a template: a list shows hundreds.
    """
    version = _as_shown(text)
    foreign = version.language != wording.page_language()
    said = (
        format_html('<span lang="{}" dir="{}">{}</span>', version.language, version.direction, version.text)
        if foreign
        else format_html("<span>{}</span>", version.text)
    )
    note = _mark(version) if mark and version.text else ""
    if not note:
        return said
    whose = format_html('<bdi lang="{}">{}</bdi>: ', version.language, OWN_NAMES[version.language]) if foreign else ""
    return format_html('{} <small class="e-mark">{}{}</small>', said, whose, note)


@register.simple_tag
def tag(state: Any, label: str = "") -> SafeString:
    """A state as a coloured tag: `state` chooses the colour, `label` are the words shown."""
    return format_html('<strong class="govuk-tag govuk-tag--{}">{}</strong>', state_colour(state), label or state)


@register.filter
def plain(text: Text | Mapping[str, Any] | str | None) -> str:
    """The same text without markup: for `title`, `aria-label` and e-mail subjects."""
    return _as_shown(text).text


@register.inclusion_tag("ui/problem.html")
def problem(one: Problem) -> dict[str, Any]:
    """One numbered problem: what is wrong, what to do, in the language of the page."""
    return described(one)


@register.filter
def described(one: Problem | Mapping[str, Any]) -> dict[str, Any]:
    """A kernel `Problem`, or its JSON, as the components take it: code, severity, message, do, place, colour."""
    if isinstance(one, Problem):
        language = wording.page_language()
        row = {"code": one.code, "severity": one.severity, "message": one.what(language), "do": one.do(language)}
        row["place"] = one.place
    else:
        row = {"severity": "stop", "place": one.get("paragraph", ""), **one}
    return {**row, "grade": _grade(row["severity"]), "colour": state_colour(row["severity"])}


def _grade(severity: str) -> str:
    grades = {"stop": _("To correct"), "explain": _("To explain"), "note": _("For information")}
    return grades.get(severity, severity)


@register.filter
def state_colour(state: Any) -> str:
    """The colour name of a state's tag, for `govuk-tag--…`."""
    return wording.STATE_COLOURS.get(str(getattr(state, "value", state)), "grey")


@register.filter
def bdi(value: Any) -> SafeString:
    """A name of any script, kept from disturbing the order of the words around it."""
    return format_html("<bdi>{}</bdi>", value)


@register.filter
def ltr(value: Any) -> SafeString:
    """A symbol, a telephone number or an address of electronic mail: always left to right."""
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def dir_of(language: str) -> str:
    """`rtl` for Arabic, else `ltr`."""
    return direction(as_language(language))


@register.filter
def own_name(language: str) -> str:
    """A language's name in itself."""
    return OWN_NAMES[as_language(language)]


@register.filter
def dictget(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """`{{ board|dictget:state }}`: a cell by a key that is itself a variable."""
    return None if mapping is None else mapping.get(key)
