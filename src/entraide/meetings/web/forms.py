"""What the secretariat writes about bodies and meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.text import Text
from entraide.meetings.domain.vocabulary import ACT_KINDS
from entraide.meetings.queries import BodyRow, MeetingRow

from .texts import LTR, NOTHING, add_text, text_of


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
