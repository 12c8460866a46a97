"""The finder: I am here, I need this from there, and it is urgent. And its sheet to hold in one's hand while calling."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.templatetags.ui import shown
from entraide.foundation.ui.wording import page_language
from entraide.kernel import clock
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language
from entraide.reference.domain import entities
from entraide.reference.domain.zones import zones_of

from .. import finding, sentences, speech, wording
from ..domain.finding import Answer, Need
from ..domain.record import Record
from ..domain.vocabulary import FUNCTIONS

ON_THE_SHEET = 3


class States(forms.Select):
    """A list of some two hundred States, made once per language: Django would render each option by a template."""

    codes: tuple[str, ...] = ()

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """The list with one of them chosen."""
        options = _options(self.codes, page_language())
        if value in self.codes:
            chosen = format_html('<option value="{}"', value)
            options = options.replace(chosen, f"{chosen} selected", 1)
        return format_html(
            '<select class="govuk-select" name="{}" id="id_{}"><option value=""></option>{}</select>', name, name,
            mark_safe(options),  # noqa: S308 - escaped where it is made
        )  # fmt: skip


class StateField(forms.CharField):
    """One of some two hundred codes: Django's field of choices would make a list of pairs of them for every page."""

    widget = States
    default_error_messages = forms.ChoiceField.default_error_messages

    def offer(self, codes: tuple[str, ...]) -> None:
        """Which ones."""
        self.widget.codes = codes

    def validate(self, value: str) -> None:
        """It is one of them."""
        super().validate(value)
        if value and value not in self.widget.codes:
            raise forms.ValidationError(self.error_messages["invalid_choice"], "invalid_choice", {"value": value})


@cache
def _askers() -> tuple[str, ...]:
    return tuple(one.code for one in entities.entities() if one.kind != "territory")


@lru_cache(maxsize=64)
def _options(codes: tuple[str, ...], language: Language) -> str:
    named = ((code, entities.name(code, language)) for code in entities.ordered(codes, language))
    return str(format_html_join("", '<option value="{}">{}</option>', named))


class Asking(forms.Form):
    """What is needed, from where, by whom."""

    asking = StateField(label=gettext_lazy("I am in"), required=False)
    function = forms.ChoiceField(label=gettext_lazy("I need"))
    asked = StateField(label=gettext_lazy("From"))
    territory = forms.ChoiceField(label=gettext_lazy("Special territory"), required=False)
    zone = forms.ChoiceField(label=gettext_lazy("My clock"), required=False)
    at = forms.CharField(
        label=gettext_lazy("At another time than now"), required=False, max_length=40,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("I can write in"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(code, OWN_NAMES[code]) for code in LANGUAGES],
    )  # fmt: skip
    urgent = forms.BooleanField(label=gettext_lazy("It is urgent"), required=False)

    def __init__(self, actor: Actor, data: Any) -> None:
        given = _preset(actor, data)
        super().__init__(given)
        self.fields["asking"].offer(_askers())
        self.fields["asked"].offer(finding.states_asked())
        self.fields["function"].choices = [(code, wording.function_label(code)) for code in FUNCTIONS]
        self._clocks(given)
        self._territories(given)

    def _clocks(self, given: Any) -> None:
        """The zone is asked for only where a State has several."""
        zones = _zones(given.get("asking", ""))
        self.fields["zone"].choices = [("", ""), *((zone, speech.city(zone)) for zone in zones)]
        if len(zones) < 2:
            self.fields["zone"].widget = forms.HiddenInput()

    def _territories(self, given: Any) -> None:
        names = finding.territories_of(given.get("asked", "")) if given.get("asked") else ()
        self.fields["territory"].choices = [("", _("none")), *((name, name) for name in names)]
        if not names:
            self.fields["territory"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        """A State asks another one, at a moment."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("asking") and given.get("asking") == given.get("asked"):
            self.add_error("asked", _("Choose another State than your own."))
        try:
            given["moment"] = finding.moment(given.get("at", ""), self.own_zone, clock.now())
        except (ValueError, OverflowError):
            self.add_error("at", _("Write the time as 2026-11-30T23:40."))
        return given

    @property
    def own_zone(self) -> str:
        """The asker's clock: the one chosen, else that of the capital."""
        return str(self.cleaned_data.get("zone") or finding.clock_of(self.cleaned_data.get("asking", "")))

    def need(self) -> Need:
        """What is asked of the finder."""
        given = self.cleaned_data
        return Need(
            given["asked"], given["function"], given["moment"], given["asking"], tuple(given["languages"]), given["urgent"],
            given["territory"],
        )  # fmt: skip


def _zones(code: str) -> tuple[str, ...]:
    try:
        return zones_of(code)
    except KeyError:
        return ()


def _preset(actor: Actor, data: Any) -> Any:
    """Who opens the page finds their own State and language filled in; a choice that fits no longer is left out."""
    given = data.copy()
    if "asking" not in given and actor.entity:
        given["asking"] = actor.entity
    if "function" not in given:
        given["function"] = "mutual_legal_assistance"
    if "asked" not in given:
        spoken = (actor.language, page_language()) if actor.known else (page_language(),)
        given.setlist("languages", list(dict.fromkeys(spoken)))
    if given.get("zone") and given["zone"] not in _zones(given.get("asking", "")):
        given["zone"] = ""
    if given.get("territory") and given["territory"] not in finding.territories_of(given.get("asked", "")):
        given["territory"] = ""
    return given


def find(request: HttpRequest) -> HttpResponse:
    """The page with its form and, once a State is asked, the answers in their order."""
    form = Asking(request.actor, request.GET)
    context: dict[str, Any] = {"form": form, "asked": bool(request.GET.get("asked"))}
    if context["asked"] and form.is_valid():
        context |= _answered(request, form)
    return render(request, "directory/find.html", context)


def sheet(request: HttpRequest) -> HttpResponse:
    """One page to print: whom to call, on which number, in which language, and what to say."""
    form = Asking(request.actor, request.GET)
    if not form.is_valid():
        return render(request, "directory/find.html", {"form": form, "asked": bool(request.GET)})
    context = _answered(request, form)
    context["answers"] = context["answers"][:ON_THE_SHEET]
    return render(request, "directory/call_sheet.html", context)


def _answered(request: HttpRequest, form: Asking) -> dict[str, Any]:
    found = finding.find(request.actor, form.need(), form.own_zone)
    need = found.need
    return {
        "found": found, "answers": _shown(found), "query": request.GET.urlencode(),
        "state": wording.entity_name(need.asked), "here": wording.entity_name(need.asking) if need.asking else "",
        "matter": wording.function_label(need.function), "treaties": sentences.treaty_lines(found),
        "clocks": [(speech.city(zone), speech.moment(need.at, zone)) for zone in (found.zone, found.place) if zone],
    }  # fmt: skip


def _shown(found: finding.Found) -> list[dict[str, Any]]:
    rows, above = [], None
    for answer in found.answers:
        rows.append(_row(answer, above, found))
        above = answer
    return rows


def _parts(parts: Iterable[sentences.Part]) -> SafeString:
    """What is said of an answer, made as text at once: two dozen answers have a thousand lines, too many for templates."""
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", (
        (part.head, format_html_join("", '<p class="govuk-body{}">{}{}{}</p>', map(_line, part.lines))) for part in parts
    )))  # fmt: skip


def _line(line: sentences.Line) -> tuple[str, str, str, str]:
    return (" e-quiet" if line.quiet else "", line.says, " " if line.text else "", shown(line.text) if line.text else "")


def _in_english(record: Record) -> str:
    """For who reads none of the languages of a name, what stands beside it; "" where the name is in theirs."""
    name = record.name.shown_in(page_language())
    return record.name.versions.get("en", "") if name.fallback and name.language != "en" else ""


def _row(answer: Answer, above: Answer | None, found: finding.Found) -> dict[str, Any]:
    one = answer.candidate
    order = ("urgent", "requests", "office") if found.need.urgent else ("requests", "office", "urgent")
    reaches = sorted(
        (reach for reach in one.record.reaches if reach.kind in ("phone", "email", "fax", "website")) if one else (),
        key=lambda reach: (order.index(reach.purpose) if reach.purpose in order else 9, reach.kind != "phone"),
    )
    return {
        "answer": answer, "id": one.id if one else 0, "record": one.record if one else None,
        "name": one.record.name if one and one.record.name else one.record.original_name if one else sentences.title(answer),
        "also": _in_english(one.record) if one else "",
        "kind": wording.kind_label(one.record.kind) if one else "", "standing": one.standing if one else "",
        "standing_label": wording.standing_label(one.standing) if one else "",
        "parts": _parts(sentences.parts(answer, found)), "reaches": reaches[:4],
        "below": sentences.why_below(above, answer) if above and one else "",
    }  # fmt: skip
