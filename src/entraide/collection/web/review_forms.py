"""What people fill in around clarifications, letters and withdrawals."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.foundation.ui.widgets import Day

from .. import actions

Choices = list[tuple[str, str] | tuple[str, list[tuple[str, str]]]]


class Asking(forms.Form):
    """A question about a place: one that the page names, or one to choose."""

    place = forms.ChoiceField(label=_("About"), required=False)
    kind = forms.ChoiceField(label=_("Between whom"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Question"), max_length=50_000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )
    due = forms.DateField(label=_("Answer expected by"), required=False, widget=Day())

    def __init__(self, *args: Any, kinds: list[tuple[str, str]], places: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds
        if places:
            self.fields["place"].choices = places
        else:
            del self.fields["place"]


class Speaking(forms.Form):
    """What is said in a thread."""

    text = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    due = forms.DateField(label=_("Answer expected by"), required=False, widget=Day())


class Accepting(forms.Form):
    """A word with which a version is accepted."""

    remarks = forms.CharField(
        label=_("Remarks for the State"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class _WithLetter(forms.Form):
    """A letter: its file, its reference, its date."""

    letter = forms.FileField(
        label=_("Letter"),
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.png,.jpg,.jpeg,.tif,.tiff,.eml,.msg"}),
        help_text=_("PDF, Word (.docx), a scanned image or an e-mail; at most 20 MB."),
    )
    reference = forms.CharField(label=_("Reference of the letter"), max_length=60)
    dated = forms.DateField(label=_("Date of the letter"), widget=Day())

    def letter_given(self) -> actions.Letter:
        """As actions take it."""
        file, data = self.cleaned_data["letter"], self.cleaned_data
        return actions.Letter(file.read(), file.name or "letter", data["reference"], data["dated"])


class Entering(_WithLetter):
    """What was entered, sent with the letter and whoever signed it."""

    name = forms.CharField(label=_("Signed by"), max_length=200)
    function = forms.CharField(label=_("Function and authority"), max_length=200)


class Reasoned(forms.Form):
    """Why a reply is withdrawn or reinstated."""

    reason = forms.CharField(
        label=_("Reason"), max_length=5000, widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The State and the secretariat read this."),
    )  # fmt: skip


class ReasonedByLetter(_WithLetter, Reasoned):
    """The same, on the written request of the State."""

    field_order = ("reason", "letter", "reference", "dated")
