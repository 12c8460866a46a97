"""Widgets that Django lacks or that need another shape here."""

from typing import Any

from django import forms


class Day(forms.DateInput):
    """A date by the browser's own calendar. The value travels as ISO 8601 whatever the language of the page."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
