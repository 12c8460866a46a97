"""What people write into the directory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from attrs import evolve
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .. import wording
from ..domain.record import Function, Reach, Record
from ..domain.vocabulary import ACTS, FUNCTIONS, KINDS
from ..queries import AuthorityRow

SPARE_ROWS = 2
DETAILS = ("mailbox", "phone", "website", "city", "language")
LANGUAGE_CHOICES = [(code, OWN_NAMES[code]) for code in LANGUAGES]


class Search(forms.Form):
    """Which part of the directory is shown."""

    words = forms.CharField(label=gettext_lazy("State, authority or city"), required=False, max_length=100)
    function = forms.ChoiceField(label=gettext_lazy("Competent for"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        known = [(code, wording.function_label(code)) for code in FUNCTIONS]
        self.fields["function"].choices = [("", _("anything")), *known]

    def chosen(self) -> dict[str, str]:
        """What is set; what is not a choice is passed over."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class Entry(forms.Form):
    """An authority with its names, functions and addresses. Empty rows of functions are left out."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    mailbox = forms.EmailField(
        label=gettext_lazy("Role mailbox"), required=False,
        help_text=gettext_lazy("An address of the office, not of a person. Shown to States and organisations only."),
    )  # fmt: skip
    language = forms.ChoiceField(label=gettext_lazy("Language of correspondence"), choices=LANGUAGE_CHOICES)
    phone = forms.CharField(label=gettext_lazy("Telephone of the office"), max_length=40, required=False)
    website = forms.URLField(label=gettext_lazy("Website"), required=False, assume_scheme="https")
    city = forms.CharField(label=gettext_lazy("City"), max_length=120, required=False)
    mark_optional = True

    def __init__(self, actor: Actor, row: AuthorityRow | None = None, data: Any = None) -> None:
        self.actor, self.row = actor, row
        super().__init__(data, initial=self._initial())
        self.fields["kind"].choices = [(kind, wording.kind_label(kind)) for kind in KINDS]
        self._add_names()
        for at, one in enumerate(self._known()):
            self._add_function(at, one)
        if row is None and actor.staff:
            codes = entities.ordered((one.code for one in entities.entities()), page_language())
            choices = [(code, wording.entity_name(code)) for code in codes]
            self.fields["entity"] = forms.ChoiceField(label=_("State or organisation"), choices=[("", ""), *choices])
        self.order_fields(
            ["entity", *(f"name_{code}" for code in LANGUAGES), "kind", *self._function_fields(), *DETAILS]
        )

    def _initial(self) -> dict[str, Any]:
        row = self.row
        if row is None:
            return {"language": page_language()}
        return {
            "kind": row.record.kind, "mailbox": row.record.mailbox, "phone": row.record.first("phone"),
            "website": row.record.first("website"), "city": row.record.city,
            "language": next((code for code in row.record.languages if code in LANGUAGES), "en"),
        }  # fmt: skip

    def _add_names(self) -> None:
        for code in LANGUAGES:
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Official name in %(language)s") % {"language": OWN_NAMES[code]}, max_length=300, required=False,
                initial=self.row.name.versions.get(code, "") if self.row else "",
                widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
            )  # fmt: skip

    def _known(self) -> list[Function | None]:
        return [*(self.row.functions if self.row else ()), *[None] * SPARE_ROWS]

    def _function_fields(self) -> list[str]:
        return [f"{part}_{at}" for at in range(len(self._known())) for part in ("function", "instrument", "article")]

    def _add_function(self, at: int, one: Function | None) -> None:
        number = {"number": at + 1}
        functions = [("", _("none")), *((code, wording.function_label(code)) for code in FUNCTIONS)]
        treaties = [
            ("", _("none")),
            *((one.code, one.name(page_language(), short=True)) for one in entities.treaties()),
        ]
        self.fields[f"function_{at}"] = forms.ChoiceField(
            label=_("Competence %(number)s") % number,
            choices=functions,
            required=False,
            initial=one.function if one else "",
        )
        self.fields[f"instrument_{at}"] = forms.ChoiceField(
            label=_("Competence %(number)s: by which instrument") % number, choices=treaties, required=False,
            initial=one.instrument if one else "",
        )  # fmt: skip
        self.fields[f"article_{at}"] = forms.CharField(
            label=_("Competence %(number)s: by which article") % number, max_length=20, required=False,
            initial=one.article if one else "",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A name in some language, and something it is competent for."""
        given: dict[str, Any] = super().clean() or {}
        if not any(given.get(f"name_{code}") for code in LANGUAGES):
            self.add_error(f"name_{page_language()}", _("Write the name in at least one language."))
        if not any(given.get(f"function_{at}") for at in range(len(self._known()))):
            self.add_error("function_0", _("Say what the authority is competent for."))
        return given

    def _functions(self) -> Iterator[Function]:
        for at in range(len(self._known())):
            parts = (self.cleaned_data[f"{part}_{at}"] for part in ("function", "instrument", "article"))
            function = Function(*parts)
            if function.function:
                yield function

    def record(self) -> Record:
        """The record as `actions.record_authority` and `correct_authority` take it; names keep how they came to be."""
        given = self.cleaned_data
        old = self.row.record if self.row else Record(self.entity(), Text(), "")
        names = {code: given[f"name_{code}"] for code in LANGUAGES if given[f"name_{code}"]}
        statuses = {code: old.name.statuses.get(code, "official") for code in names}
        return evolve(
            old, name=Text(names, statuses), kind=given["kind"], functions=tuple(self._functions()),
            languages=tuple(dict.fromkeys((given["language"], *old.languages))), reaches=tuple(self._reaches(old)),
        )  # fmt: skip

    def _reaches(self, old: Record) -> Iterator[Reach]:
        """What the form asks for takes the place of the first of its kind; the others stay."""
        given = self.cleaned_data
        asked = {"email": given["mailbox"], "phone": given["phone"], "website": given["website"], "post": given["city"]}
        for kind, value in asked.items():
            same = [one for one in old.reaches if one.kind == kind]
            first = same[0] if same else Reach(kind, value, public=kind in ("website", "post"))
            if value:
                yield evolve(first, city=value) if kind == "post" else evolve(first, value=value)
            yield from same[1:]
        yield from (one for one in old.reaches if one.kind not in asked)

    def entity(self) -> str:
        """Whose authority it is: chosen by the secretariat, one's own for a focal point."""
        return str(self.cleaned_data.get("entity") or self.actor.entity)


class NewContactPoint(forms.Form):
    """The person to write to."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    position = forms.CharField(label=gettext_lazy("Position"), max_length=200, required=False)
    email = forms.EmailField(label=gettext_lazy("Electronic mail"))
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language of correspondence"), choices=LANGUAGE_CHOICES)
    replaces = forms.BooleanField(
        label=gettext_lazy("Delete those named before"), required=False, initial=True,
        help_text=gettext_lazy("They are personal data and are not kept."),
    )  # fmt: skip
    mark_optional = True


class NewDesignation(forms.Form):
    """The act by which the State named the authority."""

    kind = forms.ChoiceField(label=gettext_lazy("Act"))
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=80)
    dated = forms.DateField(label=gettext_lazy("Date"), widget=Day)

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["kind"].choices = [(kind, wording.act_label(kind)) for kind in ACTS]
