"""What people fill in around a questionnaire; the questionnaire itself is no Django form."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


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
