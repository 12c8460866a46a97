"""What the secretariat fills in around a round: its terms, a change of them, whom to ask, what one State is granted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.directory.domain.vocabulary import FUNCTIONS
from entraide.directory.wording import function_label
from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from ..domain.reminding import FARTHEST, reminder_days
from ..domain.terms import MOST_GRACE, Terms
from . import round_wording

_DAYS = re.compile(r"\d{1,3}", re.ASCII)


class DayList(forms.CharField):
    """Whole numbers of days, parted by commas or spaces, in any digits."""

    def clean(self, value: Any) -> list[int]:
        """The numbers, each once. What is no list of days is said."""
        parts = [part for part in re.split(r"[\s,;،、，]+", super().clean(value) or "") if part]
        plain = ["".join(str(int(sign)) if sign.isdecimal() else sign for sign in part) for part in parts]
        if any(not _DAYS.fullmatch(part) or int(part) > FARTHEST for part in plain):
            raise forms.ValidationError(
                _("Write whole numbers of days up to %(limit)s, parted by commas."), params={"limit": FARTHEST}
            )
        return sorted({int(part) for part in plain})


class TermsForm(forms.Form):
    """The terms of a round. The title is asked in all six languages; one is enough."""

    opens_on = forms.DateField(
        label=gettext_lazy("Opens on"), widget=Day(), required=False,
        help_text=gettext_lazy("Left empty, it is open at once. People can be invited before; they answer from that day on."),
    )  # fmt: skip
    deadline = forms.DateField(label=gettext_lazy("Deadline"), widget=Day())
    grace_days = forms.IntegerField(
        label=gettext_lazy("Days of grace"), min_value=0, max_value=MOST_GRACE, required=False,
        help_text=gettext_lazy("After the deadline; replies sent in these days are not marked late."),
    )  # fmt: skip
    note_verbale = forms.CharField(
        label=gettext_lazy("Note verbale"), max_length=60, required=False, help_text=gettext_lazy("Its reference: CU 2026/12.")
    )
    note_verbale_on = forms.DateField(label=gettext_lazy("Date of the note verbale"), widget=Day(), required=False)
    previous = forms.TypedChoiceField(
        label=gettext_lazy("Round before"), coerce=int, empty_value=None, required=False,
        help_text=gettext_lazy("On the same subject; its answers stand beside the fields, its curve beside the new one."),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=gettext_lazy("Default sharing level"), required=False,
        help_text=gettext_lazy("Of answers for which neither the question nor the State says another. Respondents see it."),
    )  # fmt: skip
    reminders_before = DayList(
        label=gettext_lazy("Reminders: days before the deadline"), required=False, max_length=80,
        help_text=gettext_lazy("Such as 30, 14, 7, 1. Only those are reminded who have something outstanding; empty: nobody."),
    )  # fmt: skip
    reminders_after = DayList(
        label=gettext_lazy("Reminders: days after the deadline"), required=False, max_length=80
    )

    def __init__(self, *args: Any, rounds: Iterable[tuple[int, str]] = (), language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.language = language
        self.fields["audience"].choices = round_wording.audience_choices()
        self.fields["audience"].initial = Audience.SECRETARIAT.value
        self.fields["previous"].choices = [("", _("none")), *rounds]
        self.fields["reminders_before"].initial = _listed([-one for one in reminder_days() if one <= 0])
        self.fields["reminders_after"].initial = _listed([one for one in reminder_days() if one > 0])
        for code in sorted(LANGUAGES, key=lambda one: one != language):
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": OWN_NAMES[code]}, max_length=300,
                required=code == language, widget=forms.TextInput(attrs={"lang": code, "dir": "rtl" if code == "ar" else "ltr"}),
            )  # fmt: skip

    def title(self) -> Text:
        """The title in the languages that were given; the page's language is the original."""
        given = {code: self.cleaned_data[f"title_{code}"] for code in LANGUAGES if self.cleaned_data[f"title_{code}"]}
        return Text.of(self.language, **given)  # type: ignore[arg-type]

    def terms(self) -> Terms:
        """What was filled in."""
        data = self.cleaned_data
        return Terms(
            self.title(), data["deadline"], data["note_verbale"], data["note_verbale_on"], data.get("opens_on"),
            data["grace_days"] or 0, data["previous"], data["audience"] or Audience.SECRETARIAT,
            [*(-one for one in data["reminders_before"]), *data["reminders_after"]],
        )  # fmt: skip


class Opening(TermsForm):
    """A round to open."""

    code = forms.SlugField(
        label=gettext_lazy("Code"), max_length=60, help_text=gettext_lazy("It stands on workbooks: heritage-2026.")
    )
    version = forms.TypedChoiceField(label=gettext_lazy("Questionnaire"), coerce=int)
    field_order = ("code", "version")

    def __init__(self, *args: Any, versions: Iterable[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = list(versions)
        titles = [name for name in self.fields if name.startswith("title_")]
        self.order_fields(["code", "version", *titles])


class Changing(TermsForm):
    """Other terms for a round, with a reason."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Those who were asked read it on the page of their reply."),
    )  # fmt: skip

    def __init__(self, *args: Any, prepared: bool, original: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.original = original
        if not prepared:
            del self.fields["opens_on"]

    def title(self) -> Text:
        """The title as it was, with the words that were given; how each version came to be stays as it was."""
        given = {code: self.cleaned_data[f"title_{code}"] for code in LANGUAGES if self.cleaned_data[f"title_{code}"]}
        return Text(given, {code: self.original.statuses.get(code, "official") for code in given})


def initial_of(terms: Terms) -> dict[str, Any]:
    """Terms in force as a form shows them."""
    return {
        "opens_on": terms.opens_on, "deadline": terms.deadline, "grace_days": terms.grace_days,
        "note_verbale": terms.note_verbale, "note_verbale_on": terms.note_verbale_on, "previous": terms.previous,
        "audience": terms.audience.value, "reminders_before": _listed([-one for one in terms.reminders if one <= 0]),
        "reminders_after": _listed([one for one in terms.reminders if one > 0]),
        **{f"title_{code}": words for code, words in terms.title.versions.items()},
    }  # fmt: skip


def _listed(days: Iterable[int]) -> str:
    return ", ".join(str(one) for one in sorted(days, reverse=True))


class Whom(forms.Form):
    """Who is to be asked, out of the directory."""

    function = forms.ChoiceField(label=gettext_lazy("Function in the directory"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Who"), required=False)
    treaty = forms.ChoiceField(label=gettext_lazy("Parties to"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Regional group"), required=False)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        language = page_language()
        self.fields["function"].choices = [("", _("anything")), *((code, function_label(code)) for code in FUNCTIONS)]
        self.fields["kind"].choices = [("", _("States and organizations")), ("state", _("States")), ("organisation", _("organizations"))]
        self.fields["treaty"].choices = [("", _("any")), *((one.code, one.name(language, short=True)) for one in entities.treaties())]
        self.fields["group"].choices = [("", _("all")), *((one.code, one.name(language)) for one in entities.groups())]

    def chosen(self) -> dict[str, str]:
        """What is set; what is not a choice is passed over."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in ("kind", "treaty", "group")}

    def codes(self) -> list[str]:
        """The States and organisations that fit."""
        wanted = self.chosen()
        return [
            one.code
            for one in entities.entities()
            if one.kind != "territory"
            and wanted["kind"] in ("", one.kind)
            and (not wanted["treaty"] or wanted["treaty"] in one.party_to)
            and wanted["group"] in ("", one.group)
        ]


class Admission(forms.Form):
    """One State may still send its reply."""

    until = forms.DateField(label=gettext_lazy("May be sent until"), widget=Day())
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, required=False)


class Snooze(forms.Form):
    """No reminders to one State for some time."""

    until = forms.DateField(
        label=gettext_lazy("No reminders before"), widget=Day(), required=False,
        help_text=gettext_lazy("Left empty, reminders are sent again."),
    )  # fmt: skip
    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, required=False)


class Undoing(forms.Form):
    """An invitation taken back."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=1000, required=False)


class BoardFilter(forms.Form):
    """Which part of the board is shown, in which order."""

    q = forms.CharField(label=gettext_lazy("Name or code"), required=False, max_length=80)
    state = forms.ChoiceField(label=gettext_lazy("State of the reply"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Regional group"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    owing = forms.ChoiceField(label=gettext_lazy("Outstanding"), required=False)
    sort = forms.ChoiceField(label=gettext_lazy("Order"), required=False)

    def __init__(self, data: Any, states: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        language = page_language()
        self.fields["state"].choices = [("", _("all")), *states]
        self.fields["group"].choices = [("", _("all")), *((one.code, one.name(language)) for one in entities.groups())]
        self.fields["language"].choices = [("", _("all")), *((code, OWN_NAMES[code]) for code in LANGUAGES)]
        self.fields["owing"].choices = round_wording.owing_choices()
        self.fields["sort"].choices = round_wording.sorting_choices()

    def chosen(self) -> dict[str, str]:
        """What is set; what is not a choice is passed over."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
