from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from entraide.documents.domain.correcting import several
from entraide.documents.domain.prefill import found_in
from entraide.documents.domain.tree import Tree
from entraide.documents.queries import DocumentRow, ReadingRow
from entraide.foundation.ui.widgets import Day
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language, as_language, direction
from entraide.kernel.text import Text

STATUSES = [
    ("original", _("The original")),
    ("official", _("Official, equally authentic")),
    ("courtesy", _("Courtesy translation")),
    ("machine", _("Machine translation")),
]
AUDIENCES = [
    (Audience.PUBLIC.value, _("Everybody")),
    (Audience.MEMBERS.value, _("Member States")),
    (Audience.PARTIES.value, _("States parties")),
    (Audience.SECRETARIAT.value, _("The secretariat only")),
]
SEVERAL = _("Separate several with semicolons.")
LABELS: Mapping[str, Any] = {
    "title": _("Title"),
    "symbols": _("Symbols"),
    "body": _("Body"),
    "session": _("Session"),
    "item": _("Agenda item"),
    "date": _("Date"),
    "place": _("Place"),
    "original_language": _("Original language"),
    "number": _("Number or letter"),
    "heading": _("Heading"),
    "text": _("Text"),
    "name": _("Name as printed"),
    "code": _("State or organisation"),
    "agenda_items": _("Agenda items"),
}
HELP: Mapping[str, Any] = {
    "symbols": SEVERAL,
    "agenda_items": SEVERAL,
    "text": _("Write the call of a footnote as [^1]."),
    "code": _("Its three-letter code or its name. Leave empty to look for the name as printed."),
    "number": _("As printed, without punctuation."),
}
CODES = {"symbols", "code", "date", "number", "agenda_items", "original_language"}


class SeveralFiles(forms.FileInput):
    """A file input that takes several files, with or without a script."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """All of them."""
        return list(files.getlist(name)) if files else []


class FilesField(forms.FileField):
    """One or more files."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each as a file field checks it."""
        rows = data if isinstance(data, list | tuple) else [data] if data else []
        return [super(FilesField, self).clean(one, initial) for one in rows]


class Uploads(forms.Form):
    """Papers to read, several at once: one paper in its languages, or several papers."""

    file = FilesField(
        label=_("Files"), required=False, allow_empty_file=True,
        help_text=_("Plain text, Word (.docx), PDF with text, or Akoma Ntoso (.xml). Choose several to file one paper in several languages."),
        widget=SeveralFiles(attrs={"accept": ".txt,.docx,.pdf,.xml"}),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[("", _("Find out")), *((c, OWN_NAMES[c]) for c in LANGUAGES)]
    )


class Statuses(forms.Form):
    """How each language of a set came to be."""

    def __init__(self, languages: Mapping[Language, str], data: Any = None) -> None:
        super().__init__(data)
        for code, suggested in languages.items():
            self.fields[f"status_{code}"] = forms.ChoiceField(
                label=_("%(language)s is") % {"language": OWN_NAMES[code]}, choices=STATUSES, initial=suggested
            )

    def said(self) -> dict[Language, Any]:
        """By language."""
        return {as_language(name.removeprefix("status_")): value for name, value in self.cleaned_data.items()}


class Issue(forms.Form):
    """Under which symbol a paper is issued again, when and why."""

    symbol = forms.CharField(label=_("Symbol of this issue"), max_length=80, widget=forms.TextInput({"dir": "ltr"}))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("In a sentence. Every reader sees it.")
    )
    dated = forms.DateField(label=_("Date of this issue"), required=False, widget=Day())

    mark_optional = True


class IssueText(Issue):
    """The same with the readings that are its text, one a language."""

    def __init__(self, readings: tuple[ReadingRow, ...], data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["readings"] = forms.TypedMultipleChoiceField(
            label=_("Readings that are its text, one a language"), coerce=int, widget=forms.CheckboxSelectMultiple,
            choices=[(row.id, f"{OWN_NAMES[row.language]}: {row.file_name}") for row in readings],
        )  # fmt: skip
        self.fields["original"] = forms.ChoiceField(
            label=_("Which language is the original"), required=False,
            choices=[("", _("Not said")), *((c, OWN_NAMES[c]) for c in LANGUAGES)],
        )  # fmt: skip
        self.order_fields(["readings", "original", "symbol", "reason", "dated"])


class LaterLanguage(forms.Form):
    """Which reading is one more language of an issue."""

    reading = forms.TypedChoiceField(label=_("Reading"), coerce=int)
    status = forms.ChoiceField(label=_("This language version is"), choices=STATUSES, initial="official")

    def __init__(self, readings: tuple[ReadingRow, ...], data: Any = None) -> None:
        super().__init__(data)
        self.fields["reading"].choices = [(row.id, f"{OWN_NAMES[row.language]}: {row.file_name}") for row in readings]


class Correction(forms.Form):
    """What stands at one place of a reading."""

    def __init__(self, values: Mapping[str, str], language: Language, data: Any = None) -> None:
        super().__init__(data, initial=dict(values))
        spoken = {"lang": language, "dir": direction(language)}
        for name, value in values.items():
            long = name == "text" or len(value) > 120
            attrs = {"dir": "ltr"} if name in CODES else spoken
            widget = forms.Textarea({"rows": 10 if name == "text" else 3, **attrs}) if long else forms.TextInput(attrs)
            self.fields[name] = forms.CharField(
                label=LABELS[name], help_text=HELP.get(name, ""), required=False, widget=widget, max_length=50_000
            )


class Filing(forms.Form):
    """What a report does not always say of itself, with what was found in it filled in."""

    symbols = forms.CharField(label=_("Symbols of the report"), help_text=SEVERAL, max_length=300)
    title = forms.CharField(label=_("Title"), max_length=500)
    body_code = forms.CharField(
        label=_("Stem of the body’s symbols"), help_text=_("For example CTOC/COP/WG.2."), max_length=60
    )
    body_name = forms.CharField(label=_("Name of the body"), max_length=300)
    session = forms.CharField(label=_("Session"), required=False, max_length=200)
    place = forms.CharField(label=_("Place"), required=False, max_length=200)
    starts_on = forms.DateField(label=_("First day of the meeting"), widget=Day())
    ends_on = forms.DateField(label=_("Last day of the meeting"), widget=Day())
    sittings = forms.IntegerField(label=_("Sittings"), min_value=0, max_value=200, help_text=_("0 when not said."))
    dated = forms.DateField(label=_("Date of the report"), required=False, widget=Day())
    status = forms.ChoiceField(label=_("This language version is"), choices=STATUSES, initial="official")
    audience = forms.ChoiceField(label=_("Who may read it"), choices=AUDIENCES, initial=Audience.PUBLIC.value)
    invented = forms.BooleanField(label=_("This is an invented example"), required=False)

    mark_optional = True

    def __init__(self, tree: Tree, data: Any = None, ask_status: bool = True) -> None:
        super().__init__(data, initial=found_in(tree))
        if not ask_status:
            del self.fields["status"]
        self.language: Language = tree.language
        for name in ("symbols", "body_code"):
            self.fields[name].widget.attrs["dir"] = "ltr"
        for name in ("title", "body_name", "session", "place"):
            self.fields[name].widget.attrs.update({"lang": tree.language, "dir": direction(tree.language)})

    def details(self) -> dict[str, Any]:
        """As `actions.file_reading` takes them; texts are in the language of the report."""
        said = {"status": "official", **self.cleaned_data}
        for name in ("title", "body_name", "session", "place"):
            said[name] = Text().with_version(self.language, said[name], said["status"]) if said[name] else Text()
        return {**said, "symbols": several(said["symbols"]), "audience": Audience(said["audience"])}


class AddVersion(forms.Form):
    """Of which document the paper that was read is another language."""

    document = forms.ChoiceField(label=_("Document"))
    status = forms.ChoiceField(label=_("This language version is"), choices=STATUSES, initial="official")

    def __init__(self, documents: tuple[DocumentRow, ...], data: Any = None) -> None:
        super().__init__(data)
        self.fields["document"].choices = [
            (row.id, f"{row.label} {row.title.shown_in('en')}".strip()) for row in documents
        ]
