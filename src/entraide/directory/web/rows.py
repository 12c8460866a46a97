"""The rows of the long form's pages, each row a small form: functions, ways of reaching, closed days, cultural property."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from attrs import evolve
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .. import wording
from ..domain import phones, zones
from ..domain.record import Cultural, Function, Reach, Record
from ..domain.vocabulary import CULTURAL, FUNCTIONS, PURPOSES

_ANY, _LEFT = {"dir": "auto"}, {"dir": "ltr"}
MOST: Final = 60
KINDS_OF_ROWS: Final[tuple[tuple[str, ...], ...]] = (("phone", "fax"), ("email", "website"), ("post",))


class Lenient(forms.Form):
    """A form in which nothing is required: what cannot be read falls back to what stood there before."""

    use_required_attribute = False

    def __init__(self, data: QueryDict | None = None, prefix: str | None = None) -> None:
        super().__init__(data, prefix=prefix, auto_id="id_%s")

    def said(self, name: str) -> Any:
        """What was given for a field, or what stood there before when it could not be read."""
        readable = {} if not self.is_bound or self.errors is None else self.cleaned_data
        return readable.get(name, self.fields[name].initial if name in self.fields else None)


class Row(Lenient):
    """One row of several. A row of which nothing is said, or that is marked to be removed, is left out."""

    telling: tuple[str, ...] = ()

    def __init__(self, record: Record, one: Any, data: QueryDict | None, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        self.record, self.one = record, one
        self.fill()
        if one is not None:
            self.fields["remove"] = forms.BooleanField(label=_("Remove this row"), required=False)

    def fill(self) -> None:
        """Add the fields."""
        raise NotImplementedError

    def value(self) -> Any:
        """What the row says."""
        raise NotImplementedError

    def says_something(self) -> bool:
        """Whether anything that tells was filled in."""
        return any(self.said(name) for name in self.telling)

    def choice(self, name: str, label: str, choices: list[tuple[str, str]], initial: str) -> None:
        """A list to choose from; what stood there before stays a choice."""
        known = choices if any(code == initial for code, _label in choices) else [*choices, (initial, initial)]
        self.fields[name] = forms.ChoiceField(label=label, choices=known, required=False, initial=initial)


def add_text(form: Lenient, name: str, text: Text, *, rows_of_area: int = 0, longest: int = 4_000) -> None:
    """Six fields for one text, each in its own language and direction."""
    for code in LANGUAGES:
        attrs: dict[str, Any] = {"lang": code, "dir": "rtl" if code == "ar" else "ltr"}
        widget = forms.Textarea({**attrs, "rows": rows_of_area}) if rows_of_area else forms.TextInput(attrs)
        form.fields[f"{name}_{code}"] = forms.CharField(
            label=OWN_NAMES[code],
            max_length=longest,
            required=False,
            initial=text.versions.get(code, ""),
            widget=widget,
        )


def text_of(form: Lenient, name: str, old: Text) -> Text:
    """The text that was given; each version keeps how it came to be."""
    given = {code: said for code in LANGUAGES if (said := (form.said(f"{name}_{code}") or "").strip())}
    return Text(given, {code: old.statuses.get(code, "official") for code in given})


class FunctionRow(Row):
    """What it is competent for, by which instrument and article, how far, since when."""

    telling = ("function", "instrument")

    def fill(self) -> None:
        """Add the fields."""
        one = self.one or Function("")
        functions = [("", ""), *((code, wording.function_label(code)) for code in FUNCTIONS)]
        treaties = [("", ""), *((each.code, each.name(page_language(), short=True)) for each in entities.treaties())]
        self.choice("function", _("Competent for"), functions, one.function)
        self.choice("instrument", _("By which instrument"), treaties, one.instrument)
        self.fields["article"] = forms.CharField(label=_("Article"), max_length=20, required=False, initial=one.article)
        self.fields["exclusive"] = forms.BooleanField(
            label=_("No other authority of the State has this function"), required=False, initial=one.exclusive
        )
        self.fields["since"] = forms.DateField(label=_("Since"), widget=Day, required=False, initial=one.since)
        self.fields["until"] = forms.DateField(label=_("Until"), widget=Day, required=False, initial=one.until)
        add_text(self, "scope", one.scope, longest=300)

    @property
    def scope_fields(self) -> list[Any]:
        """The six fields of the scope."""
        return [self[f"scope_{code}"] for code in LANGUAGES]

    def value(self) -> Function:
        """The function."""
        old = self.one or Function("")
        given = {name: self.said(name) for name in ("function", "instrument", "article", "exclusive", "since", "until")}
        return Function(**{**given, "exclusive": bool(given["exclusive"])}, scope=text_of(self, "scope", old.scope))


class ReachRow(Row):
    """A way of reaching the office."""

    telling = ("value",)
    kinds: tuple[str, ...] = ()
    public_at_first = False

    def fill(self) -> None:
        """Add the fields."""
        one = self.old()
        if len(self.kinds) > 1:
            self.choice("kind", _("Kind"), [(kind, wording.reach_label(kind)) for kind in self.kinds], one.kind)
        self.fill_value(one)
        self.choice("purpose", _("What for"), [(each, wording.purpose_label(each)) for each in PURPOSES], one.purpose)
        self.fields["note"] = forms.CharField(
            label=_("Note"), max_length=200, required=False, initial=one.note, widget=forms.TextInput(_ANY)
        )
        self.fields["public"] = forms.BooleanField(
            label=_("Everybody may see it"), required=False, initial=one.public,
            help_text=_("Otherwise only those who have signed in for a State or an organisation."),
        )  # fmt: skip

    def old(self) -> Reach:
        """What stood there, or an empty row of the sort."""
        return self.one or Reach(self.kinds[0], "", public=self.public_at_first)

    def fill_value(self, one: Reach) -> None:
        """Add the fields of the value."""
        raise NotImplementedError

    def value(self) -> Reach:
        """The way of reaching."""
        kind = self.said("kind") if "kind" in self.fields else self.kinds[0]
        given = {name: self.said(name) or "" for name in ("value", "purpose", "note")}
        return Reach(kind=kind, public=bool(self.said("public")), **given)


class PhoneRow(ReachRow):
    """A telephone or fax, kept in E.164."""

    kinds = ("phone", "fax")

    def fill_value(self, one: Reach) -> None:
        """Number and extension."""
        left = {"dir": "ltr", "inputmode": "tel"}
        self.fields["value"] = forms.CharField(
            label=_("Telephone number"), max_length=60, required=False, initial=phones.shown(one.value), widget=forms.TextInput(left),
            help_text=_("With the code of the country, such as +20 2 27921000."),
        )  # fmt: skip
        self.fields["extension"] = forms.CharField(
            label=_("Extension"), max_length=12, required=False, initial=one.extension, widget=forms.TextInput(left)
        )

    def value(self) -> Reach:
        """The number in E.164; as it was written where it cannot be read (the work list tells of it)."""
        made = super().value()
        read = phones.normal(made.value, zones.iso2(self.record.entity))
        number, extension = read or (made.value, "")
        return evolve(made, value=number, extension=(self.said("extension") or extension).strip())


class LineRow(ReachRow):
    """An address of electronic mail or of the web."""

    kinds = ("email", "website")

    def fill_value(self, one: Reach) -> None:
        """The address."""
        self.fields["value"] = forms.CharField(
            label=_("Address"), max_length=300, required=False, initial=one.value, widget=forms.TextInput(_LEFT),
            help_text=_("An address of the office, not of a person."),
        )  # fmt: skip

    def value(self) -> Reach:
        """The address; one of the web with its scheme."""
        made = super().value()
        bare = made.kind == "website" and made.value and not made.value.startswith(("http://", "https://"))
        return evolve(made, value=f"https://{made.value}" if bare else made.value)


class PostRow(ReachRow):
    """A postal address."""

    kinds = ("post",)
    telling = ("value", "city")
    public_at_first = True

    def fill_value(self, one: Reach) -> None:
        """Its lines, city and country."""
        states = entities.ordered((each.code for each in entities.entities() if each.iso2), page_language())
        self.fields["value"] = forms.CharField(
            label=_("Street, number, postal code"),
            max_length=500,
            required=False,
            initial=one.value,
            widget=forms.Textarea({**_ANY, "rows": 3}),
        )
        self.fields["city"] = forms.CharField(
            label=_("City"), max_length=120, required=False, initial=one.city, widget=forms.TextInput(_ANY)
        )
        country = one.country or (self.record.entity if zones.iso2(self.record.entity) else "")
        self.choice(
            "country", _("Country"), [("", ""), *((code, wording.entity_name(code)) for code in states)], country
        )

    def value(self) -> Reach:
        """The address."""
        made = super().value()
        city = (self.said("city") or "").strip()
        return evolve(made, value=made.value or city, city=city, country=self.said("country") or "")


class ClosedRow(Row):
    """A single day on which the office is closed."""

    telling = ("day",)

    def fill(self) -> None:
        """Add the field."""
        self.fields["day"] = forms.DateField(label=_("Date"), widget=Day, required=False, initial=self.one)

    def value(self) -> date:
        """The day."""
        found: date = self.said("day")
        return found


class CulturalRow(Row):
    """Whom to turn to about cultural property."""

    telling = ("name", "address")

    def fill(self) -> None:
        """Add the fields."""
        one = self.one or Cultural("police_unit", "")
        self.choice("kind", _("What it is"), [(kind, wording.cultural_label(kind)) for kind in CULTURAL], one.kind)
        self.fields["name"] = forms.CharField(
            label=_("Name"), max_length=200, required=False, initial=one.name, widget=forms.TextInput(_ANY)
        )
        self.fields["address"] = forms.CharField(
            label=_("Electronic mail, website or telephone"), max_length=200, required=False, initial=one.address,
            widget=forms.TextInput(_LEFT),
        )  # fmt: skip

    def value(self) -> Cultural:
        """The addressee."""
        return Cultural(self.said("kind"), self.said("name") or "", self.said("address") or "")
