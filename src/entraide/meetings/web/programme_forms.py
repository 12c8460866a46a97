"""What the secretariat writes about sittings and the agenda."""

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
from entraide.meetings.domain.agenda import printed_label
from entraide.meetings.queries import AgendaRow, MeetingRow, SittingRow

from .texts import LTR, NOTHING, add_text, text_of


@cache
def _zones() -> tuple[str, ...]:
    areas = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")
    return ("UTC", *sorted(zone for zone in available_timezones() if zone.startswith(areas)))


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
        self.fields["agenda_items"].choices = items_of(agenda)

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


def items_of(agenda: Sequence[AgendaRow]) -> list[tuple[str, str]]:
    """Choices: the items of an agenda as the language of the page prints them."""
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
