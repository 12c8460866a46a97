"""What a focal point fills in to delegate sections, and to sign."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.foundation.accounts.queries import Holder
from entraide.foundation.ui.widgets import Day
from entraide.kernel.languages import LANGUAGES, OWN_NAMES

from ..actions import Expert


class Delegating(forms.Form):
    """Which sections go to whom: an expert with an account, or somebody who is invited by electronic mail."""

    sections = forms.MultipleChoiceField(label=_("Sections"), widget=forms.CheckboxSelectMultiple, required=False)
    person = forms.TypedChoiceField(label=_("Expert"), coerce=int, empty_value=None, required=False)
    name = forms.CharField(label=_("Name of somebody new"), max_length=200, required=False)
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("A personal link is sent there. It opens these sections and nothing else."),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES], required=False
    )
    ministry = forms.CharField(label=_("Ministry or agency"), max_length=200, required=False)
    note = forms.CharField(
        label=_("Note to the expert"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due = forms.DateField(label=_("Needed by"), widget=Day(), required=False)

    def __init__(
        self, *args: Any, sections: Iterable[tuple[str, str]], experts: Sequence[Holder], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sections"].choices = list(sections)
        self.fields["person"].choices = [("", _("Somebody new")), *((one.id, one.name) for one in experts)]
        self.fields["language"].initial = language
        self.experts = {one.id: one for one in experts}

    def expert(self) -> Expert:
        """Whoever was chosen or written down."""
        given = self.cleaned_data
        known = self.experts.get(given["person"] or 0)
        if known is not None:
            return Expert(known.name, known.email, known.language, known.id, given["ministry"])
        return Expert(given["name"], given["email"], given["language"] or "en", None, given["ministry"])


class Signing(forms.Form):
    """The declaration over the whole reply."""

    name = forms.CharField(label=_("Name"), max_length=200)
    function = forms.CharField(label=_("Function"), max_length=200)
    authority = forms.CharField(
        label=_("Competent authority"), max_length=200, required=False, help_text=_("As it is to stand on the receipt.")
    )
