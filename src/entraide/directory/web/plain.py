"""The pages of the long form that stand alone: names, the week, how requests are accepted, networks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from anyascii import anyascii
from attrs import evolve
from babel.dates import get_day_names
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.wording import LOCALES, page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.reference.domain import entities
from entraide.reference.domain.zones import zones_of

from .. import wording
from ..domain import zones
from ..domain.opening import holiday_states
from ..domain.record import Hours, Record, Span
from ..domain.vocabulary import CHANNELS, FORMATS, KINDS, NETWORKS
from .rows import Lenient, add_text, text_of

_NAMED: Final = ("original_name", "original_language", "transliteration", "acronym", "kind", "territory")
_CLOCK: Final = re.compile(r"([01]?\d|2[0-4])(?:[:h.]?([0-5]\d))?")


class Names(Lenient):
    """What the authority is called and what it is."""

    def __init__(self, record: Record, data: QueryDict | None) -> None:
        super().__init__(data)
        self.old = record
        add_text(self, "name", record.name, longest=300)
        for code in LANGUAGES:
            self.fields[f"name_{code}"].label = _("Official name in %(language)s") % {"language": OWN_NAMES[code]}
        languages = [("", ""), *zones.languages_named(page_language()).items()]
        kinds = [("", ""), *((one, wording.kind_label(one)) for one in KINDS)]
        right, left = forms.TextInput({"dir": "auto"}), forms.TextInput({"dir": "ltr"})
        more = {
            "original_name": forms.CharField(label=_("Name in its own language and script"), max_length=300, widget=right),
            "original_language": forms.ChoiceField(label=_("Which language that is"), choices=languages),
            "transliteration": forms.CharField(label=_("The same in Latin letters"), max_length=300, widget=left),
            "acronym": forms.CharField(label=_("Acronym"), max_length=40),
            "kind": forms.ChoiceField(label=_("What it is"), choices=kinds),
            "territory": forms.CharField(
                label=_("Special region or territory"), max_length=80,
                help_text=_("Only where a part of the State has a system of its own (article 18 (13))."),
            ),
        }  # fmt: skip
        for name, field in more.items():
            field.required, field.initial = False, getattr(record, name)
            self.fields[name] = field
        self._suggest()

    def _suggest(self) -> None:
        """Latin letters by the way of writing; offered, never put in place of what somebody wrote."""
        suggestion = latin(self.old.original_name)
        if suggestion and suggestion != self.old.transliteration and suggestion != self.old.original_name:
            self.fields["suggested"] = forms.BooleanField(
                label=_("Take the suggestion: %(letters)s") % {"letters": suggestion}, required=False
            )
            self.order_fields(
                [
                    *(f"name_{code}" for code in LANGUAGES),
                    "original_name",
                    "original_language",
                    "transliteration",
                    "suggested",
                ]
            )

    def put_into(self, record: Record) -> Record:
        """The record with these names."""
        taken = self.said("suggested")
        given = {name: self.said(name) or "" for name in _NAMED}
        letters = latin(self.old.original_name) if taken else given["transliteration"]
        return evolve(record, name=text_of(self, "name", self.old.name), **{**given, "transliteration": letters})


def latin(name: str) -> str:
    """A name in Latin letters, as a suggestion; "" where it is written in them already."""
    return "" if name.isascii() else " ".join(anyascii(name).split())


class Clock(forms.CharField):
    """A time of day: `9`, `9:30`, `09h30`; kept as `09:30`."""

    default_error_messages = {"clock": gettext_lazy("Write the time as 09:00.")}

    def clean(self, value: Any) -> str:
        """Hours and minutes, or nothing."""
        given = str(super().clean(value)).strip()
        found = _CLOCK.fullmatch(given)
        if given and (found is None or (found[1] == "24" and found[2] not in (None, "00"))):
            raise forms.ValidationError(self.error_messages["clock"], code="clock")
        return f"{int(found[1]):02}:{found[2] or '00'}" if found else ""


class Week(Lenient):
    """When the office is open: zone, holidays, and a week of days with their spans."""

    def __init__(self, record: Record, data: QueryDict | None) -> None:
        super().__init__(data)
        self.old: Hours = record.procedure.hours
        own = zones_of(record.entity) if zones.iso2(record.entity) else ()
        groups = [(wording.entity_name(record.entity), [(each, each) for each in own])] if own else []
        other = [(each, each) for each in zones.zones() if each not in own]
        self.fields["zone"] = forms.ChoiceField(
            label=_("Time zone"), required=False, choices=[("", ""), *groups, (_("Other time zones"), other)],
            initial=self.old.zone or (own[0] if len(own) == 1 else ""),
        )  # fmt: skip
        states = entities.ordered(holiday_states(), page_language())
        self.fields["holidays"] = forms.ChoiceField(
            label=_("Closed on the public holidays of"), required=False, initial=self.old.holidays,
            choices=[("", ""), *((code, wording.entity_name(code)) for code in states)],
        )  # fmt: skip
        self.spans = max(2, *(len(day) for day in self.old.week))
        for day in range(7):
            for span in range(self.spans):
                known = self.old.week[day][span] if span < len(self.old.week[day]) else ("", "")
                for end, part in enumerate(("from", "to")):
                    self.fields[f"{part}_{day}_{span}"] = Clock(
                        label=_("From") if part == "from" else _("Until"), max_length=20, required=False, initial=known[end],
                        widget=forms.TextInput({"dir": "ltr", "class": "govuk-input--width-5"}),
                    )  # fmt: skip

    @property
    def days(self) -> list[tuple[str, list[tuple[Any, Any]]]]:
        """The week as a table shows it: the day's name and its fields by span."""
        names = get_day_names("wide", locale=LOCALES[page_language()])
        return [
            (names[day], [(self[f"from_{day}_{span}"], self[f"to_{day}_{span}"]) for span in range(self.spans)])
            for day in range(7)
        ]

    def clean(self) -> dict[str, Any]:
        """Each span has both ends, and ends after it begins."""
        given: dict[str, Any] = super().clean() or {}
        for day in range(7):
            for span in range(self.spans):
                begin, end = given.get(f"from_{day}_{span}"), given.get(f"to_{day}_{span}")
                if begin is not None and end is not None and (bool(begin) != bool(end) or (begin and begin >= end)):
                    self.add_error(f"to_{day}_{span}", _("Write when it closes, after it opens."))
        return given

    def put_into(self, record: Record) -> Record:
        """The record with these hours; a day that could not be read stays as it was."""
        week = tuple(self._day(day) for day in range(7))
        hours = evolve(
            record.procedure.hours, zone=self.said("zone") or "", holidays=self.said("holidays") or "", week=week
        )
        return evolve(record, procedure=evolve(record.procedure, hours=hours))

    def _day(self, day: int) -> tuple[Span, ...]:
        names = [(f"from_{day}_{span}", f"to_{day}_{span}") for span in range(self.spans)]
        if any(name in self.errors for pair in names for name in pair):
            return self.old.week[day]
        spans = [(self.said(begin), self.said(end)) for begin, end in names]
        return tuple(sorted((begin, end) for begin, end in spans if begin and end))


def _several(label: str, choices: list[tuple[str, str]], chosen: Sequence[str]) -> forms.MultipleChoiceField:
    """Boxes to tick; what stood there before stays a choice."""
    known = dict(choices)
    more = [(code, code) for code in chosen if code not in known]
    return forms.MultipleChoiceField(
        label=label,
        choices=[*choices, *more],
        initial=list(chosen),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class Requests(Lenient):
    """How requests are accepted: in which languages, by which channels, in which form."""

    def __init__(self, record: Record, data: QueryDict | None) -> None:
        super().__init__(data)
        self.old = record
        procedure, named = record.procedure, zones.languages_named(page_language())
        near = dict.fromkeys((*record.languages, *zones.languages_of(record.entity), *LANGUAGES))
        basis = {None: "", True: "yes", False: "no"}[procedure.legal_basis]
        others = [("", ""), *((code, name) for code, name in named.items() if code not in near)]
        channels = [(each, wording.channel_label(each)) for each in CHANNELS]
        formats = [(each, wording.format_label(each)) for each in FORMATS]
        words = [("", _("not said")), ("yes", _("yes")), ("no", _("no"))]
        self.fields = {
            "languages": _several(_("Languages accepted for requests"), [(code, named.get(code, code)) for code in near], record.languages),
            "another": forms.ChoiceField(label=_("Another language"), choices=others, initial=""),
            "certified": forms.BooleanField(
                label=_("The translation has to be certified"), initial=procedure.translation_certified
            ),
            "channels": _several(_("Channels"), channels, procedure.channels),
            "formats": _several(_("Forms of a request"), formats, procedure.formats),
            "basis": forms.ChoiceField(
                label=_("The convention is taken as legal basis for extradition (article 16 (5) (a))"), choices=words,
                initial=basis, widget=forms.RadioSelect,
            ),
        }  # fmt: skip
        for field in self.fields.values():
            field.required = False

    def put_into(self, record: Record) -> Record:
        """The record with these."""
        languages = tuple(dict.fromkeys((*self.said("languages"), *filter(None, [self.said("another")]))))
        procedure = evolve(
            record.procedure, channels=tuple(self.said("channels")), formats=tuple(self.said("formats")),
            translation_certified=bool(self.said("certified")), legal_basis={"yes": True, "no": False}.get(self.said("basis")),
        )  # fmt: skip
        return evolve(record, languages=languages, procedure=procedure)


class Networks(Lenient):
    """The networks it belongs to."""

    def __init__(self, record: Record, data: QueryDict | None) -> None:
        super().__init__(data)
        choices = [(each, wording.network_label(each)) for each in NETWORKS]
        self.fields["networks"] = _several(_("Networks it belongs to"), choices, record.networks)

    def put_into(self, record: Record) -> Record:
        """The record with these networks."""
        return evolve(record, networks=tuple(self.said("networks")))
