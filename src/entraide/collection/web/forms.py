"""What people fill in around a questionnaire; the questionnaire itself is no Django form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.foundation.ui.widgets import Day
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.text import Text


class Upload(forms.Form):
    """The workbook."""

    workbook = forms.FileField(
        label=_("Workbook (.xlsx, .xlsm or .ods)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.ods"}),
        help_text=_("You will see what changes before anything is kept."),
    )


class Declaration(forms.Form):
    """Who clears the reply."""

    name = forms.CharField(label=_("Name"), max_length=200)
    function = forms.CharField(
        label=_("Function and authority"), max_length=200, help_text=_("As it is to stand on the receipt.")
    )


class Reason(forms.Form):
    """Why a reply is asked back."""

    reason = forms.CharField(
        label=_("What is to be clarified or corrected"),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=5000,
        help_text=_("The State reads this on the page of its reply. Name the questions by their numbers."),
        error_messages={"required": _("A reply is asked back only with a reason.")},
    )


class Publishing(forms.Form):
    """A questionnaire to publish."""

    code = forms.SlugField(
        label=_("Code"), max_length=60, help_text=_("Lower-case letters, digits and hyphens: cultural-property.")
    )
    xlsform = forms.FileField(
        label=_("Questionnaire (XLSForm .xlsx, or XForm .xml)"), widget=forms.FileInput(attrs={"accept": ".xlsx,.xml"})
    )


class Opening(forms.Form):
    """A round to open. The title is asked in all six languages; one is enough."""

    code = forms.SlugField(label=_("Code"), max_length=60, help_text=_("It stands on workbooks: heritage-2026."))
    version = forms.TypedChoiceField(label=_("Questionnaire"), coerce=int)
    deadline = forms.DateField(label=_("Deadline"), widget=Day())
    note_verbale = forms.CharField(
        label=_("Note verbale"), max_length=60, required=False, help_text=_("Its reference: CU 2026/12.")
    )

    def __init__(self, *args: Any, versions: Iterable[tuple[int, str]], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = list(versions)
        for code in sorted(LANGUAGES, key=lambda one: one != language):
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": OWN_NAMES[code]},
                max_length=300,
                required=code == language,
                widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
            )
        self.language = language

    def title(self) -> Text:
        """The title in the languages that were given; the page's language is the original."""
        given = {code: self.cleaned_data[f"title_{code}"] for code in LANGUAGES if self.cleaned_data[f"title_{code}"]}
        return Text.of(self.language, **given)  # type: ignore[arg-type]
