"""What the secretariat writes about bodies and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.meetings.domain.agenda import printed_label
from entraide.meetings.domain.vocabulary import ACT_KINDS, CAPACITIES, ROLES
from entraide.meetings.queries import AgendaRow, BodyRow, MeetingRow, SittingRow
from entraide.reference.domain import entities

from .texts import NOTHING, add_text, text_of
from .wording import capacity_label, entity_name, role_label

LTR = {"dir": "ltr"}


@cache
def _zones() -> tuple[str, ...]:
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.startswith(areas)))


def _everybody() -> list[tuple[str, str]]:
    codes = entities.ordered((one.code for one in entities.entities()), page_language())
    return [("", ""), *((code, entity_name(code)) for code in codes)]


class BodyForm(forms.Form):
    """A body: its code only when it is new, since symbols begin with it."""

    code = forms.CharField(
        label=gettext_lazy("Stem of the body’s symbols"), help_text=gettext_lazy("For example CTOC/COP/WG.2."),
        max_length=60, widget=forms.TextInput(LTR),
    )  # fmt: skip
    parent = forms.ChoiceField(label=gettext_lazy("Body above it"), required=False)
    act_kind = forms.ChoiceField(label=gettext_lazy("Created by"), required=False)
    act_label = forms.CharField(
        label=gettext_lazy("Number or symbol of that act"), help_text=gettext_lazy("For example 2/6."), max_length=80,
        required=False, widget=forms.TextInput(LTR),
    )  # fmt: skip
    mark_optional = True

    def __init__(self, bodies: Sequence[BodyRow], row: BodyRow | None = None, data: Any = None) -> None:
        self.row = row
        known = {"parent": row.parent or "", "act_kind": row.act_kind, "act_label": row.act_label} if row else {}
        super().__init__(data, initial=known)
        others = [(one.id, one.code) for one in bodies if row is None or one.id != row.id]
        self.fields["parent"].choices = [("", _("none")), *others]
        words = {
            "": _("not said"),
            "decision": _("a decision"),
            "resolution": _("a resolution"),
            "document": _("a document"),
        }
        self.fields["act_kind"].choices = [(kind, words[kind]) for kind in ACT_KINDS]
        add_text(self, "name", _("Name"), row.name if row else NOTHING)
        add_text(self, "mandate", _("Mandate"), row.mandate if row else NOTHING, long=True)
        if row is not None:
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """A name in some language."""
        if not self.name():
            self.add_error(f"name_{page_language()}", _("Write the name in at least one language."))
        return self.cleaned_data

    def name(self) -> Text:
        """Its name."""
        return text_of(self.cleaned_data, "name", self.row.name if self.row else NOTHING)

    def mandate(self) -> Text:
        """What it is to do."""
        return text_of(self.cleaned_data, "mandate", self.row.mandate if self.row else NOTHING)


class MeetingForm(forms.Form):
    """A meeting: of which body only when it is new."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    starts_on = forms.DateField(label=gettext_lazy("First day of the meeting"), widget=Day())
    ends_on = forms.DateField(label=gettext_lazy("Last day of the meeting"), widget=Day())
    sittings = forms.IntegerField(
        label=gettext_lazy("Sittings"),
        min_value=0,
        max_value=200,
        initial=0,
        help_text=gettext_lazy("0 when not said."),
    )
    mark_optional = True

    def __init__(
        self, bodies: Sequence[BodyRow], row: MeetingRow | None = None, data: Any = None, body: str = ""
    ) -> None:
        self.row = row
        known = {"body": body}
        if row is not None:
            known = {name: getattr(row, name) for name in ("starts_on", "ends_on", "sittings")}
        super().__init__(data, initial=known)
        self.fields["body"].choices = [(one.id, f"{one.code} {one.name.shown_in(page_language())}") for one in bodies]
        for name, label in (("title", _("Title")), ("session", _("Session")), ("place", _("Place"))):
            add_text(self, name, label, getattr(row, name) if row else NOTHING)
        if row is not None:
            del self.fields["body"]

    def facts(self) -> dict[str, Any]:
        """As the actions take them, but for the body."""
        texts = {
            name: text_of(self.cleaned_data, name, getattr(self.row, name) if self.row else NOTHING)
            for name in ("title", "session", "place")
        }
        return {**{name: self.cleaned_data[name] for name in ("starts_on", "ends_on", "sittings")}, **texts}


class SittingForm(forms.Form):
    """A sitting by the clock of the place."""

    number = forms.IntegerField(label=gettext_lazy("Number of the sitting"), min_value=1, max_value=500)
    day = forms.DateField(label=gettext_lazy("Day"), widget=Day())
    starts = forms.TimeField(label=gettext_lazy("From"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    ends = forms.TimeField(label=gettext_lazy("To"), widget=forms.TimeInput({"type": "time"}, "%H:%M"))
    zone = forms.ChoiceField(label=gettext_lazy("By the clock of"), choices=[(zone, zone) for zone in _zones()])
    room = forms.CharField(label=gettext_lazy("Room"), max_length=120, required=False)
    agenda_items = forms.MultipleChoiceField(
        label=gettext_lazy("Agenda items taken up"), required=False, widget=forms.CheckboxSelectMultiple
    )
    mark_optional = True

    def __init__(
        self, agenda: Sequence[AgendaRow], others: Sequence[SittingRow], meeting: MeetingRow,
        row: SittingRow | None = None, data: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=_sitting(row) if row else _next_sitting(others, meeting))
        self.fields["agenda_items"].choices = _items(agenda)

    def facts(self) -> dict[str, Any]:
        """As the actions take them."""
        said = self.cleaned_data
        moments = {f"{edge}_at": datetime.combine(said["day"], said[edge]) for edge in ("starts", "ends")}
        return {**moments, **{name: said[name] for name in ("number", "zone", "room", "agenda_items")}}


def _sitting(row: SittingRow) -> dict[str, Any]:
    return {
        "number": row.number, "day": row.local_start.date(), "starts": row.local_start.time(),
        "ends": row.local_end.time(), "zone": row.zone, "room": row.room, "agenda_items": list(row.agenda_items),
    }  # fmt: skip


def _next_sitting(others: Sequence[SittingRow], meeting: MeetingRow) -> dict[str, Any]:
    """The morning of the first day, or where the last sitting left off."""
    last = max(others, key=lambda row: row.number, default=None)
    if last is None:
        return {
            "number": 1, "day": meeting.starts_on, "starts": "10:00", "ends": "13:00", "zone": settings.TIME_ZONE,
        }  # fmt: skip
    return {"number": last.number + 1, "day": last.local_start.date(), "zone": last.zone, "room": last.room}


def _items(agenda: Sequence[AgendaRow]) -> list[tuple[str, str]]:
    language = page_language()
    return [
        (item.label, f"{printed_label(item.label, language)} {item.title.shown_in(language)}".strip())
        for item in agenda
    ]


class ItemForm(forms.Form):
    """An item of the agenda."""

    label = forms.CharField(
        label=gettext_lazy("Label"),
        help_text=gettext_lazy("For example 1 b."),
        max_length=20,
        widget=forms.TextInput(LTR),
    )
    mark_optional = True

    def __init__(self, row: AgendaRow | None = None, data: Any = None) -> None:
        self.row = row
        super().__init__(data, initial={"label": row.label} if row else {})
        add_text(self, "title", _("Title"), row.title if row else NOTHING)

    def facts(self) -> dict[str, Any]:
        """As the actions take them."""
        before = self.row.title if self.row else NOTHING
        return {"label": self.cleaned_data["label"], "title": text_of(self.cleaned_data, "title", before)}


class OfficerForm(forms.Form):
    """Who led the meeting."""

    role = forms.ChoiceField(label=gettext_lazy("Office"))
    name = forms.CharField(
        label=gettext_lazy("Name as the report prints it"),
        help_text=gettext_lazy("It is shown to everybody."),
        max_length=200,
    )
    entity = forms.ChoiceField(label=gettext_lazy("State or organisation"), required=False)
    mark_optional = True

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["role"].choices = [(role, role_label(role)) for role in ROLES]
        self.fields["entity"].choices = _everybody()


class NamesForm(forms.Form):
    """A printed list of names, resolved to States and organisations."""

    names = forms.CharField(
        label=gettext_lazy("Who"), widget=forms.Textarea({"rows": 5}), max_length=10_000, required=False,
        help_text=gettext_lazy("One name, or a list with commas as a report prints it. No names of persons."),
    )  # fmt: skip
    mark_optional = True

    def named(self) -> list[tuple[str, str]]:
        """(code, name as written); "" for the code of a name that nobody knows."""
        language = page_language()
        lines = [line for line in self.cleaned_data["names"].splitlines() if line.strip()]
        written = [name for line in lines for name in entities.split_names(line, language)]
        found = [(entities.find(name, language), name[:200]) for name in written]
        return [(entity.code if entity else "", name) for entity, name in found]


class AttendanceForm(NamesForm):
    """Delegations of one capacity."""

    capacity = forms.ChoiceField(label=gettext_lazy("As"))
    delegates = forms.IntegerField(
        label=gettext_lazy("Number of delegates"), help_text=gettext_lazy("Only when one delegation is named."),
        min_value=0, max_value=5000, required=False,
    )  # fmt: skip
    audience = forms.ChoiceField(label=gettext_lazy("Who may know"))
    field_order = ("capacity", "names", "delegates", "audience")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["names"].required = True
        self.fields["capacity"].choices = [(kind, capacity_label(kind)) for kind in CAPACITIES]
        self.fields["audience"].choices = [
            (Audience.PUBLIC.value, _("Everybody")), (Audience.MEMBERS.value, _("Member States")),
            (Audience.SECRETARIAT.value, _("The secretariat only")),
        ]  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """As the action takes them."""
        said = self.cleaned_data
        audience = Audience(said["audience"])
        return {
            "capacity": said["capacity"],
            "present": self.named(),
            "delegates": said["delegates"],
            "audience": audience,
        }


class StatementForm(NamesForm):
    """Statements made at one sitting under the same items."""

    group = forms.ChoiceField(label=gettext_lazy("On behalf of a regional group"), required=False)
    other_group = forms.CharField(label=gettext_lazy("On behalf of another group"), max_length=200, required=False)
    sitting = forms.ChoiceField(label=gettext_lazy("At the sitting"), required=False)
    agenda_items = forms.MultipleChoiceField(
        label=gettext_lazy("Under the agenda items"), required=False, widget=forms.CheckboxSelectMultiple
    )
    field_order = ("names", "group", "other_group", "sitting", "agenda_items")

    def __init__(self, agenda: Sequence[AgendaRow], sittings: Sequence[SittingRow], data: Any = None) -> None:
        super().__init__(data)
        groups = [(one.code, one.name(page_language())) for one in entities.groups()]
        self.fields["group"].choices = [("", _("none")), *groups]
        self.fields["sitting"].choices = [("", _("not said")), *((row.id, row.number) for row in sittings)]
        self.fields["agenda_items"].choices = _items(agenda)

    def facts(self) -> dict[str, Any]:
        """As the action takes them, but for the sitting."""
        said, language = self.cleaned_data, page_language()
        other = said["other_group"].strip()
        return {
            "speakers": self.named(), "group": said["group"], "agenda_items": said["agenda_items"],
            "on_behalf_of": Text().with_version(language, other, "official") if other else Text(),
        }  # fmt: skip
