"""Parts of a record and their differences, in words of the page's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from babel.dates import get_day_names
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import LOCALES, day, page_language
from entraide.kernel.languages import OWN_NAMES, as_language
from entraide.kernel.text import Text

from .. import wording
from ..domain import phones, zones
from ..domain.differences import Difference
from ..domain.record import Function, Hours, Reach


@frozen
class Said:
    """A difference in words; `language` is that of a text in one language, else empty. `number` is its place in the list."""

    label: str
    before: str
    after: str
    language: str
    number: int


def said(differences: Iterable[Difference]) -> tuple[Said, ...]:
    """Differences in words."""
    return tuple(
        Said(label(one), words(one.part, one.before), words(one.part, one.after), _language(one.part), number)
        for number, one in enumerate(differences)
    )


def _language(part: str) -> str:
    last = part.rsplit(".", 1)[-1]
    return last if last in OWN_NAMES else ""


def label(one: Difference) -> str:
    """What a part is called."""
    language = _language(one.part)
    stem = one.part.rsplit(".", 1)[0] if language else one.part
    called = _labels().get(stem.removesuffix("_order"), stem)
    return f"{called} ({OWN_NAMES[as_language(language)]})" if language else called


def _labels() -> Mapping[str, str]:
    return {
        "entity": _("State or organisation"), "territory": _("Special region or territory"), "name": _("Official name"),
        "original_name": _("Name in its own language and script"), "original_language": _("Which language that is"),
        "transliteration": _("The same in Latin letters"), "acronym": _("Acronym"), "kind": _("What it is"),
        "functions": _("Function"), "languages": _("Languages accepted for requests"), "networks": _("Networks"),
        "cultural": _("Cultural property"), "reaches": _("Ways of reaching the office"), "procedure.hours": _("Opening hours"),
        "procedure.channels": _("Channels"), "procedure.formats": _("Forms of a request"),
        "procedure.translation_certified": _("The translation has to be certified"),
        "procedure.information": _("Information needed"), "procedure.requirements": _("Legal requirements"),
        "procedure.urgent": _("Urgent procedure"),
        "procedure.interpol_urgent": _("In urgent cases requests are accepted through INTERPOL"),
        "procedure.legal_basis": _("The convention is taken as legal basis for extradition (article 16 (5) (a))"),
        "invented": _("Invented"),
    }  # fmt: skip


def words(part: str, value: Any) -> str:
    """A part's value in words; "" for nothing."""
    if value is None or value == "":
        return ""
    if part in _WORDS:
        return str(_WORDS[part](value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value)


def function_words(value: Mapping[str, Any]) -> str:
    """`Extradition (Organized Crime Convention, article 16), exclusive, since 1 May 2020: scope`."""
    one = Function.from_json(value)
    parts = [wording.function_label(one.function) + (f" ({basis})" if (basis := wording.basis(one)) else "")]
    parts += [_("exclusive")] if one.exclusive else []
    parts += [_("since %(day)s") % {"day": day(one.since)}] if one.since else []
    parts += [_("until %(day)s") % {"day": day(one.until)}] if one.until else []
    return wording.listed([*parts, *_scope(one.scope)])


def _scope(scope: Text) -> list[str]:
    return [scope.shown_in(page_language()).text] if scope else []


def reach_words(value: Mapping[str, Any]) -> str:
    """`Telephone, at any hour, when it is urgent: +20 2 27921000, extension 12`."""
    one = Reach.from_json(value)
    what = (
        one.value
        if one.kind == "post"
        else isolated(phones.shown(one.value) if one.kind in ("phone", "fax") else one.value)
    )
    more = [
        one.extension and _("extension %(number)s") % {"number": one.extension},
        one.city if one.city != one.value else "",
        one.note,
    ]
    more += [_("Everybody may see it") if one.public else ""]
    return f"{wording.reach_label(one.kind)}, {wording.purpose_label(one.purpose)}: " + wording.listed(
        [what, *filter(None, more)]
    )


def isolated(text: str) -> str:
    """A number, an address or a time: left to right whatever stands around it."""
    return f"\u2066{text}\u2069"


def hours_words(value: Mapping[str, Any]) -> str:
    """The week, zone, holidays and closed days, a line each."""
    hours = Hours.from_json(value)
    lines = [f"{name}: {isolated(spans)}" for name, spans in week(hours) if spans]
    lines += [isolated(hours.zone)] if hours.zone else []
    if hours.holidays:
        lines.append(_("Closed on the public holidays of") + " " + wording.entity_name(hours.holidays))
    if hours.closed:
        lines.append(_("Closed on") + " " + wording.listed(day(each) for each in hours.closed))
    return "\n".join(lines)


def week(hours: Hours) -> list[tuple[str, str]]:
    """Each day of the week with its spans; "" where it is closed."""
    names = get_day_names("wide", locale=LOCALES[page_language()])
    return [(names[at], ", ".join(f"{begin}–{end}" for begin, end in spans)) for at, spans in enumerate(hours.week)]


_WORDS = {
    "functions": function_words,
    "reaches": reach_words,
    "procedure.hours": hours_words,
    "kind": wording.kind_label,
    "entity": wording.entity_name,
    "original_language": lambda code: zones.language_named(code, page_language()),
    "languages": lambda codes: wording.listed(zones.language_named(code, page_language()) for code in codes),
    "networks": lambda codes: wording.listed(map(wording.network_label, codes)),
    "cultural": lambda row: ": ".join(
        filter(None, [wording.cultural_label(row["kind"]), row["name"], row.get("address", "")])
    ),
    "procedure.channels": lambda codes: wording.listed(map(wording.channel_label, codes)),
    "procedure.formats": lambda codes: wording.listed(map(wording.format_label, codes)),
}
