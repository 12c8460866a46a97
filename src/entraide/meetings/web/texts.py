"""Fields for a text in six languages, and the text that comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language, direction
from entraide.kernel.text import Text

NOTHING = Text()
LTR = {"dir": "ltr"}


def languages() -> tuple[Language, ...]:
    """That of the page first."""
    return (page_language(), *(code for code in LANGUAGES if code != page_language()))


def add_text(form: forms.Form, name: str, label: str, said: Text = NOTHING, long: bool = False) -> None:
    """Six fields, `name_ar` to `name_zh`."""
    for code in languages():
        attrs: dict[str, Any] = {"lang": code, "dir": direction(code)}
        widget = forms.Textarea({"rows": 4, **attrs}) if long else forms.TextInput(attrs)
        form.fields[f"{name}_{code}"] = forms.CharField(
            label=_("%(what)s in %(language)s") % {"what": label, "language": OWN_NAMES[code]}, required=False,
            max_length=5000 if long else 500, initial=said.versions.get(code, ""), widget=widget,
        )  # fmt: skip


def text_of(cleaned: Mapping[str, Any], name: str, before: Text = NOTHING) -> Text:
    """What was written. A version that did not change keeps how it came to be; a new one is official."""
    text = Text()
    for code in LANGUAGES:
        said = str(cleaned.get(f"{name}_{code}", "")).strip()
        if said:
            same = before.versions.get(code) == said
            text = text.with_version(code, said, before.statuses.get(code, "official") if same else "official")
    return text
