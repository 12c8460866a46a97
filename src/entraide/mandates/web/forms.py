"""What people write about mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from .. import wording
from ..actions import ACTS
from ..domain.addressees import EntityKind
from ..domain.vocabulary import strength_of
from ..models import Mandate
from ..queries import AddresseeRow, MandateRow
from .labels import SaidTurn, meeting_label, recurrence_label, topic_choices

KINDS: tuple[str, ...] = get_args(EntityKind)
HEDGES = (
    "as-appropriate", "where-necessary", "on-request", "existing-resources", "extrabudgetary", "in-coordination",
    "domestic-law",
)  # fmt: skip
RECURRENCES = ("annual", "biennial", "quarterly", "regular", "session")
PLAIN = (
    "act", "strength", "issuer", "deliverable", "hedges", "deadline", "due_on", "due_meeting", "recurrence", "reporting",
    "topics",
)  # fmt: skip
"""The columns that a correction gives as they are."""
SPARE_ROWS = 2
MOST_ROWS = 40


def _any(labelled: Iterable[tuple[str, str]], nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *labelled]


class Correction(forms.Form):
    """A mandate as a person corrects it. Addressees come in pairs of kind and words; an empty pair is left out.

    `edition` says from which edition the form was made, so that nobody saves over what somebody else did meanwhile.
    """

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)
    act = forms.ChoiceField(label=gettext_lazy("Act"))
    strength = forms.TypedChoiceField(label=gettext_lazy("Strength"), coerce=int)
    issuer = forms.CharField(label=gettext_lazy("Who asks"), max_length=300, required=False)
    deliverable = forms.CharField(
        label=gettext_lazy("What is asked"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    hedges = forms.MultipleChoiceField(
        label=gettext_lazy("Conditions"), widget=forms.CheckboxSelectMultiple, required=False
    )
    deadline = forms.CharField(label=gettext_lazy("By when"), max_length=120, required=False)
    due_on = forms.DateField(label=gettext_lazy("Due on"), required=False, widget=Day())
    due_meeting = forms.TypedChoiceField(
        label=gettext_lazy("Due for the meeting"), coerce=int, empty_value=None, required=False
    )
    recurrence = forms.ChoiceField(label=gettext_lazy("How often"), required=False)
    reporting = forms.BooleanField(label=gettext_lazy("Asks to report back"), required=False)
    topics = forms.MultipleChoiceField(
        label=gettext_lazy("Topics"), widget=forms.CheckboxSelectMultiple, required=False
    )
    summary = forms.CharField(
        label=gettext_lazy("In our own words"), help_text=gettext_lazy("One sentence, in the language of this page."),
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    mark_optional = True

    def __init__(self, row: MandateRow, mandate: Mandate, data: Any = None) -> None:
        self.row, self.mandate = row, mandate
        super().__init__(data, initial=self._initial())
        self.fields["act"].choices = [(one, wording.act_label(one)) for one in ACTS]
        self.fields["strength"].choices = [
            (grade, f"{grade}: {wording.strength_label(grade)}") for grade in range(5, -1, -1)
        ]
        self.fields["hedges"].choices = [
            (tag, wording.hedge_label(tag)) for tag in dict.fromkeys((*HEDGES, *row.hedges))
        ]
        often = dict.fromkeys((*RECURRENCES, mandate.recurrence))
        self.fields["recurrence"].choices = _any(((one, recurrence_label(one)) for one in often if one), _("not said"))
        held = meetings.meetings(mandate.body_id) if mandate.body_id else ()
        sessions = dict.fromkeys((*(one.id for one in held), mandate.due_meeting_id))
        self.fields["due_meeting"].choices = _any(((one, meeting_label(one)) for one in sessions if one), _("none"))
        self.fields["topics"].choices = topic_choices(mandate.topics)
        for at in range(self._places()):
            self._add_whom(at, row.addressees[at] if at < len(row.addressees) else None)

    def _initial(self) -> dict[str, Any]:
        row, mandate = self.row, self.mandate
        return {
            "act": row.act, "strength": row.strength, "issuer": row.issuer, "deliverable": row.deliverable,
            "hedges": list(row.hedges), "deadline": row.deadline, "edition": row.edition, "due_on": mandate.due_on,
            "due_meeting": mandate.due_meeting_id, "recurrence": mandate.recurrence, "reporting": mandate.reporting,
            "topics": list(mandate.topics), "summary": row.summary.versions.get(page_language(), ""),
        }  # fmt: skip

    def _places(self) -> int:
        """How many pairs: those there are and some to spare, and never fewer than were sent."""
        sent = sum(str(name).startswith("kind_") for name in self.data)
        return max(len(self.row.addressees) + SPARE_ROWS, min(sent, MOST_ROWS))

    def _add_whom(self, at: int, one: AddresseeRow | None) -> None:
        number = {"number": at + 1}
        kinds = _any(((kind, wording.kind_label(kind)) for kind in KINDS), _("nobody"))
        self.fields[f"kind_{at}"] = forms.ChoiceField(
            label=_("Addressee %(number)s: kind") % number,
            choices=kinds,
            required=False,
            initial=one.kind if one else "",
        )
        self.fields[f"text_{at}"] = forms.CharField(
            label=_("Addressee %(number)s: words") % number, max_length=500, required=False,
            initial=(one.text or one.name) if one else "",
        )  # fmt: skip

    def _whom(self) -> Iterator[dict[str, str]]:
        """Those who are asked; one whose kind and words stay keeps the name and the words they had."""
        known = {(one.kind, one.text or one.name): one for one in self.row.addressees}
        for at in range(self._places()):
            kind, text = self.cleaned_data[f"kind_{at}"], self.cleaned_data[f"text_{at}"]
            if kind:
                one = known.get((kind, text))
                yield {"kind": kind, "name": one.name if one else "", "text": one.text if one else text}

    def corrections(self) -> dict[str, Any]:
        """What differs from what stands, as `actions.confirm` takes it."""
        given, stands = self.cleaned_data, self.initial
        found = {name: given[name] for name in PLAIN if given[name] != stands[name]}
        if given["summary"] != stands["summary"]:
            found["summary"] = self._summary(given["summary"]).to_json()
        whom = list(self._whom())
        if whom != [{"kind": one.kind, "name": one.name, "text": one.text} for one in self.row.addressees]:
            found["addressees"] = whom
        return found

    def _summary(self, words: str) -> Text:
        """An emptied summary loses the version of this language alone."""
        if words:
            return self.row.summary.with_version(page_language(), words, "courtesy")
        kept = {code: text for code, text in self.row.summary.versions.items() if code != page_language()}
        return Text(kept, {code: self.row.summary.statuses[code] for code in kept})

    def anew(self, theirs: Iterable[SaidTurn]) -> Correction:
        """The form once more, after somebody else came first: what was typed stays, what was not touched is theirs."""
        data = self.data.copy()
        data["edition"] = str(self.row.edition)
        seen: dict[str, Any] = {}
        for turn in theirs:
            for line in turn.turn.lines:
                seen.setdefault(line.field, line.before)
        for name in set(PLAIN) & set(seen):
            if self._sent(name) == seen[name]:
                self._take(data, name)
        if "addressees" in seen and self._pairs() == [
            (one["kind"], one["text"] or one["name"]) for one in seen["addressees"]
        ]:
            self._take_addressees(data)
        return Correction(self.row, self.mandate, data)

    def _sent(self, name: str) -> Any:
        """What was typed, as history tells it."""
        value = self.cleaned_data[name]
        return value.isoformat() if isinstance(value, date) else value

    def _take(self, data: Any, name: str) -> None:
        value = self.initial[name]
        if name in ("hedges", "topics"):
            data.setlist(name, value)
        elif name == "reporting":
            data.pop(name, None)
            data.update({name: "on"} if value else {})
        else:
            data[name] = "" if value is None else value.isoformat() if isinstance(value, date) else str(value)

    def _pairs(self) -> list[tuple[str, str]]:
        places = range(self._places())
        pairs = [(self.cleaned_data[f"kind_{at}"], self.cleaned_data[f"text_{at}"]) for at in places]
        return [pair for pair in pairs if pair[0]]

    def _take_addressees(self, data: Any) -> None:
        for name in [name for name in data if name.startswith(("kind_", "text_"))]:
            del data[name]
        for at, one in enumerate(self.row.addressees):
            data[f"kind_{at}"], data[f"text_{at}"] = one.kind, one.text or one.name


def quick_corrections(row: MandateRow, act: str, kind: str) -> dict[str, Any]:
    """What a quick correction changes: the act with its strength, the kind of the first who is asked."""
    found: dict[str, Any] = {}
    if act and (act != row.act or row.acts_possible):
        found["act"] = act
        if act in ACTS:
            found["strength"] = strength_of(act)  # type: ignore[arg-type]
    asked = [{"kind": one.kind, "name": one.name, "text": one.text} for one in row.addressees]
    if kind in KINDS and kind != (asked[0]["kind"] if asked else ""):
        first = {"kind": kind, "name": "", "text": asked[0]["text"] if asked else ""}
        found["addressees"] = [first, *asked[1:]]
    return found


class NewMandate(forms.Form):
    """A recommendation that the reader missed."""

    act = forms.ChoiceField(label=gettext_lazy("Act"))
    kind = forms.ChoiceField(label=gettext_lazy("Who is asked: kind"), required=False)
    text = forms.CharField(label=gettext_lazy("Who is asked: words"), max_length=500, required=False)
    deliverable = forms.CharField(label=gettext_lazy("What is asked"), widget=forms.Textarea(attrs={"rows": 3}))
    issuer = forms.CharField(label=gettext_lazy("Who asks"), max_length=300, required=False)
    deadline = forms.CharField(label=gettext_lazy("By when"), max_length=120, required=False)
    due_on = forms.DateField(label=gettext_lazy("Due on"), required=False, widget=Day())
    mark_optional = True

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["act"].choices = [(one, wording.act_label(one)) for one in ACTS]
        kinds = ((kind, wording.kind_label(kind)) for kind in KINDS)
        self.fields["kind"].choices = _any(kinds, _("nobody"))

    def facts(self) -> dict[str, Any]:
        """As `actions.add_mandate` takes them."""
        given = self.cleaned_data
        whom = [{"kind": given["kind"], "name": "", "text": given["text"]}] if given["kind"] else []
        facts = {name: given[name] for name in ("deliverable", "issuer", "deadline", "due_on")}
        return {"deed": given["act"], "strength": strength_of(given["act"]), "addressees": whom, **facts}


class Rejection(forms.Form):
    """Why a proposal is no mandate."""

    reason = forms.CharField(
        label=gettext_lazy("Why is this no recommendation?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
