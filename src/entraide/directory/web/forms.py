"""What people write into the directory beside the long form (sections.py)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, OWN_NAMES
from entraide.reference.domain import entities

from .. import wording
from ..domain.findings import CODES
from ..domain.proposals import Comer
from ..domain.vocabulary import ACTS, FUNCTIONS
from .rows import Lenient

LANGUAGE_CHOICES = [(code, OWN_NAMES[code]) for code in LANGUAGES]
MOST_BYTES = 10_000_000
PAPERS = ("pdf", "docx", "txt", "png", "jpg", "jpeg", "tif", "tiff")


def state_choices() -> list[tuple[str, str]]:
    """Every State and organisation, in the order of the page's language."""
    codes = entities.ordered((one.code for one in entities.entities()), page_language())
    return [("", ""), *((code, wording.entity_name(code)) for code in codes)]


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


class Begin(forms.Form):
    """Whose authority is to be entered: chosen by the secretariat, one's own for a State."""

    entity = forms.ChoiceField(label=gettext_lazy("State or organisation"))

    def __init__(self, actor: Actor, data: Any = None) -> None:
        super().__init__(data)
        self.actor = actor
        if actor.staff:
            self.fields["entity"].choices = state_choices()
        else:
            del self.fields["entity"]

    def chosen(self) -> str:
        """The State or organisation."""
        return str(self.cleaned_data.get("entity") or self.actor.entity)


class NewAct(forms.Form):
    """The act by which the State named the authority, or that goes with a draft."""

    kind = forms.ChoiceField(label=gettext_lazy("Act"))
    reference = forms.CharField(label=gettext_lazy("Reference"), max_length=80)
    dated = forms.DateField(label=gettext_lazy("Date"), widget=Day)
    name_notified = forms.CharField(
        label=gettext_lazy("What the act calls the authority"), max_length=300, required=False,
        help_text=gettext_lazy("Only where it may differ from the name in this directory."),
    )  # fmt: skip
    paper = forms.FileField(
        label=gettext_lazy("The act itself"), required=False,
        help_text=gettext_lazy("A scan or a file. Read by the State and the secretariat only."),
    )  # fmt: skip
    mark_optional = True

    def __init__(self, data: Any = None, files: Any = None, initial: Any = None, draft: bool = False) -> None:
        super().__init__(data, files, initial=initial)
        self.fields["kind"].choices = [(kind, wording.act_label(kind)) for kind in ACTS]
        if draft:
            self.fields["reference"].required = self.fields["dated"].required = False

    def clean_paper(self) -> tuple[bytes, str] | None:
        """Content and name; a paper of a usual kind, of ten million bytes at the most."""
        given = self.cleaned_data["paper"]
        if given is None:
            return None
        if given.size > MOST_BYTES or given.name.rsplit(".", 1)[-1].lower() not in PAPERS:
            raise forms.ValidationError(_("Choose a PDF, Word or image file of 10 megabytes at most."))
        return given.read(), given.name


class ComerForm(Lenient):
    """A person who is to become contact point; nothing is required of a draft."""

    def __init__(self, known: Comer | None, data: Any, prefix: str) -> None:
        super().__init__(data, prefix=prefix)
        one = known or Comer("", "", language=page_language())
        left = forms.TextInput({"dir": "ltr"})
        self.fields = {
            "name": forms.CharField(label=_("Name"), max_length=200, widget=forms.TextInput({"dir": "auto"})),
            "position": forms.CharField(label=_("Position"), max_length=200, widget=forms.TextInput({"dir": "auto"})),
            "email": forms.CharField(label=_("Electronic mail"), max_length=200, widget=left),
            "phone": forms.CharField(label=_("Telephone"), max_length=40, widget=left),
            "language": forms.ChoiceField(label=_("Language of correspondence"), choices=LANGUAGE_CHOICES),
        }
        for name, field in self.fields.items():
            field.required, field.initial = False, getattr(one, name)

    def value(self) -> Comer:
        """The person."""
        self.is_valid()
        return Comer(**{name: (self.said(name) or "").strip() for name in self.fields})


class Reason(forms.Form):
    """Why something is given back or set aside."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"), max_length=2_000, widget=forms.Textarea({"rows": 4, "dir": "auto"})
    )


class WorkFilter(forms.Form):
    """Which part of the work list is shown."""

    entity = forms.ChoiceField(label=gettext_lazy("State or organisation"), required=False)
    code = forms.ChoiceField(label=gettext_lazy("Finding"), required=False)
    which = forms.ChoiceField(label=gettext_lazy("Which"), required=False)

    def __init__(self, actor: Actor, labels: dict[str, str], data: Any) -> None:
        super().__init__(data)
        if actor.staff:
            self.fields["entity"].choices = [("", _("all")), *state_choices()[1:]]
        else:
            del self.fields["entity"]
        self.fields["code"].choices = [("", _("all")), *((code, labels[code]) for code in CODES)]
        self.fields["which"].choices = [
            ("open", _("open")), ("mine", _("assigned to me")), ("aside", _("set aside")), ("all", _("all")),
        ]  # fmt: skip

    def chosen(self) -> dict[str, str]:
        """What is set; what is not a choice is passed over."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
