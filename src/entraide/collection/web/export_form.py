"""The choices of an export as a form: works without scripts, and can be filled with the choices of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from entraide.foundation.ui.widgets import Day
from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language
from entraide.reference.domain import entities

from ..domain.export.columns import aspect_labels
from ..domain.export.facts import STATES
from ..domain.export.filters import WHICH, Chosen
from ..domain.export.schema import Schema
from ..domain.export.wanted import ASPECTS, FORMATS, HANDED, Wanted
from ..domain.export.words import word
from ..exporting.wording import format_label, which_label

OF_THE_STATE = ("all", "standing", "draft")
OF_THE_SECRETARIAT = ("standing", "accepted", "all")


class Taking(forms.Form):
    """What is taken out, and how it is written. `staff`: the filters of the secretariat stand in it."""

    which = forms.ChoiceField(label=gettext_lazy("Which versions"), widget=forms.RadioSelect)
    entities = forms.MultipleChoiceField(
        label=gettext_lazy("States and organizations"), required=False, widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text=gettext_lazy("None chosen: all of them."),
    )  # fmt: skip
    group = forms.ChoiceField(label=gettext_lazy("Regional group"), required=False)
    states = forms.MultipleChoiceField(
        label=gettext_lazy("State of the reply"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."),
    )  # fmt: skip
    since = forms.DateField(label=gettext_lazy("Sent from"), required=False, widget=Day)
    until = forms.DateField(label=gettext_lazy("Sent until"), required=False, widget=Day)
    earlier = forms.BooleanField(label=gettext_lazy("With the rounds before on the same subject"), required=False)
    format = forms.ChoiceField(label=gettext_lazy("Format"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=gettext_lazy("Language of labels"))
    headings = forms.ChoiceField(label=gettext_lazy("Headings of columns"), widget=forms.RadioSelect)
    values = forms.ChoiceField(label=gettext_lazy("Choices"), widget=forms.RadioSelect)
    several = forms.ChoiceField(label=gettext_lazy("Where several choices may be taken"), widget=forms.RadioSelect)
    beside = forms.MultipleChoiceField(
        label=gettext_lazy("Beside each value"), required=False, widget=forms.CheckboxSelectMultiple
    )
    missing = forms.ChoiceField(label=gettext_lazy("Why there is no figure"), widget=forms.RadioSelect)
    tables = forms.MultipleChoiceField(
        label=gettext_lazy("Tables"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."),
    )  # fmt: skip
    audience = forms.ChoiceField(
        label=gettext_lazy("For whom the file is"),
        help_text=gettext_lazy("Answers with a narrower sharing level are left out."),
    )
    mark = forms.BooleanField(label=gettext_lazy("CSV with a mark for Excel (byte order mark)"), required=False)

    def __init__(self, data: Any, *, schema: Schema, asked: list[str], staff: bool, initial: Mapping[str, Any]) -> None:
        super().__init__(data, initial=dict(initial))
        language = page_language()
        self._offer(schema, language, staff)
        if staff:
            self._choices("entities", [(code, entities.name(code, language)) for code in entities.ordered(asked, language)])
            groups = [(one.code, one.name(language)) for one in entities.groups()]
            self._choices("group", [("", _("All")), *groups])
        else:
            del self.fields["entities"], self.fields["group"]

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def _offer(self, schema: Schema, language: Language, staff: bool) -> None:
        self._choices("which", [(one, which_label(one)) for one in (OF_THE_SECRETARIAT if staff else OF_THE_STATE)])
        self._choices("states", [(one, word(one, language)) for one in STATES if not staff or one != "draft"])
        self._choices("format", [(one, format_label(one)) for one in FORMATS])
        self._choices("language", [(one, OWN_NAMES[one]) for one in LANGUAGES])
        self._choices("headings", [("labels", _("The words of the questions")), ("names", _("Short names, the same in all languages"))])
        self._choices("values", [("labels", _("As words")), ("codes", _("As codes"))])
        self._choices("several", [("one", _("All in one column")), ("each", _("A column of 0 and 1 for each choice"))])
        self._choices("beside", [(one, word(one, language)) for one in ASPECTS])
        self._choices("missing", [("column", _("In a column of its own")), ("cell", _("In the cell of the figure"))])
        tables = [(one.name, one.label.shown_in(language).text or one.name) for one in schema.tables[1:]]
        self._choices("tables", [(schema.tables[0].name, _("The main table")), *tables])
        levels = aspect_labels("audience", language)
        whole = word("everything" if staff else "own", language)
        self._choices("audience", [(one.value, levels[one.value] if one is not HANDED[0] else whole) for one in HANDED])

    def wanted(self) -> Wanted:
        """How the file is written."""
        return Wanted.from_json({name: self.cleaned_data[name] for name in Wanted().to_json()})

    def chosen(self) -> Chosen:
        """Which replies are in it."""
        given = self.cleaned_data
        plain = {name: given.get(name) for name in ("which", "entities", "group", "states", "earlier") if given.get(name)}
        days = {name: given[name].isoformat() for name in ("since", "until") if given[name]}
        assert given["which"] in WHICH
        return Chosen.from_json({**plain, **days})


FILTERS = ("which", "entities", "group", "states", "since", "until", "earlier")
MAIN = ("format", "language", "headings", "values", "audience")
"""What everybody chooses; the rest stands folded."""


def beginning(language: Language, staff: bool) -> dict[str, Any]:
    """The choices that a person begins with: those of most people, in the language of the page."""
    which = "standing" if staff else "all"
    return {**Wanted(language=language).to_json(), **Chosen(which="standing").to_json(), "which": which}
