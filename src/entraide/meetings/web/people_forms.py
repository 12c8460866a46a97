"""What the secretariat writes about officers, delegations and statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.wording import page_language
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.meetings.domain.vocabulary import CAPACITIES, ROLES
from entraide.meetings.queries import AgendaRow, SittingRow
from entraide.reference.domain import entities

from .programme_forms import items_of
from .wording import capacity_label, entity_name, role_label


def _everybody() -> list[tuple[str, str]]:
    codes = entities.ordered((one.code for one in entities.entities()), page_language())
    return [("", ""), *((code, entity_name(code)) for code in codes)]


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
        self.fields["agenda_items"].choices = items_of(agenda)

    def facts(self) -> dict[str, Any]:
        """As the action takes them, but for the sitting."""
        said, language = self.cleaned_data, page_language()
        other = said["other_group"].strip()
        return {
            "speakers": self.named(), "group": said["group"], "agenda_items": said["agenda_items"],
            "on_behalf_of": Text().with_version(language, other, "official") if other else Text(),
        }  # fmt: skip
