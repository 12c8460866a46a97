"""What people write about mandates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, get_args

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.kernel.text import Text

from .. import wording
from ..actions import ACTS
from ..domain.addressees import EntityKind
from ..queries import AddresseeRow, MandateRow

KINDS: tuple[str, ...] = get_args(EntityKind)
HEDGES = (
    "as-appropriate", "where-necessary", "on-request", "existing-resources", "extrabudgetary", "in-coordination",
    "domestic-law",
)  # fmt: skip
EVIDENCE = ("report", "document", "reply", "project", "law", "other")
SPARE_ROWS = 2


def _any(labelled: Iterable[tuple[str, str]], nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *labelled]


class Correction(forms.Form):
    """A proposal as a person corrects it. Addressees come in pairs of kind and words; an empty pair is left out."""

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
    summary = forms.CharField(
        label=gettext_lazy("In our own words"), help_text=gettext_lazy("One sentence, in the language of this page."),
        max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip
    mark_optional = True

    def __init__(self, row: MandateRow, data: Any = None) -> None:
        self.row = row
        super().__init__(data, initial=self._initial())
        self.fields["act"].choices = [(one, wording.act_label(one)) for one in ACTS]
        self.fields["strength"].choices = [
            (grade, f"{grade}: {wording.strength_label(grade)}") for grade in range(5, -1, -1)
        ]
        self.fields["hedges"].choices = [
            (tag, wording.hedge_label(tag)) for tag in dict.fromkeys((*HEDGES, *row.hedges))
        ]
        for at, one in enumerate(self._known()):
            self._add_whom(at, one)

    def _initial(self) -> dict[str, Any]:
        row = self.row
        return {
            "act": row.act, "strength": row.strength, "issuer": row.issuer, "deliverable": row.deliverable,
            "hedges": list(row.hedges), "deadline": row.deadline,
            "summary": row.summary.versions.get(page_language(), ""),
        }  # fmt: skip

    def _known(self) -> list[AddresseeRow | None]:
        return [*self.row.addressees, *[None] * SPARE_ROWS]

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
        for at, one in enumerate(self._known()):
            kind, text = self.cleaned_data[f"kind_{at}"], self.cleaned_data[f"text_{at}"]
            if kind:
                kept = one is not None and (one.kind, one.text or one.name) == (kind, text)
                yield {"kind": kind, "name": one.name if one and kept else "", "text": text}

    def corrections(self) -> dict[str, Any]:
        """What differs from the proposal, as `actions.confirm` takes it."""
        given = self.cleaned_data
        plain = ("act", "strength", "issuer", "deliverable", "hedges", "deadline")
        found = {name: given[name] for name in plain if given[name] != self.initial[name]}
        if given["summary"] != self.initial["summary"]:
            found["summary"] = self.row.summary.with_version(page_language(), given["summary"], "courtesy").to_json()
        whom = list(self._whom())
        if whom != [{"kind": one.kind, "name": one.name, "text": one.text or one.name} for one in self.row.addressees]:
            found["addressees"] = whom
        return found


class Rejection(forms.Form):
    """Why a proposal is no mandate."""

    reason = forms.CharField(
        label=gettext_lazy("Why is this no recommendation?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class NewEvidence(forms.Form):
    """Something that shows what became of a mandate."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"))
    language = forms.ChoiceField(
        label=gettext_lazy("Language you write in"), choices=[(code, OWN_NAMES[code]) for code in LANGUAGES]
    )
    text = forms.CharField(
        label=gettext_lazy("What it shows"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    href = forms.URLField(
        label=gettext_lazy("Where it can be read"), max_length=500, required=False, assume_scheme="https"
    )
    mark_optional = True

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": page_language()})
        self.fields["kind"].choices = [(one, wording.evidence_label(one)) for one in EVIDENCE]

    def facts(self) -> dict[str, Any]:
        """As `actions.add_evidence` takes them."""
        given = self.cleaned_data
        text = Text.of(given["language"], **{given["language"]: given["text"]})
        return {"kind": given["kind"], "text": text, "href": given["href"]}
