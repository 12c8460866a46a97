"""What composing a report asks for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class Compose(forms.Form):
    """The symbol. Its length and whether it is taken are the action's to say."""

    symbol = forms.CharField(
        label=gettext_lazy("Symbol of the report"),
        help_text=gettext_lazy("As it will be printed on every page."),
        widget=forms.TextInput(attrs={"dir": "ltr"}),
    )
