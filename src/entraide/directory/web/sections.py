"""The long form of an authority, page by page: each page reads a part of a record and gives the record back, changed.

Nothing is required and nothing typed is lost: what cannot be read is shown again with a word, the rest is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import evolve, frozen
from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from entraide.kernel.text import Text

from ..domain.record import Cultural, Hours, Record
from . import plain, rows
from .rows import text_of

SECTIONS: Final = (
    "names", "functions", "reach", "hours", "requests", "urgent", "information", "requirements", "cultural", "networks",
)  # fmt: skip


@frozen
class Group:
    """Rows of one sort on a page. `name` is the value of the button that adds another."""

    name: str
    title: str
    forms: tuple[forms.Form, ...]


class Page:
    """One page of the long form: a form of its own and groups of rows, any of them absent."""

    def __init__(self, section: str, record: Record, data: QueryDict | None, more: str = "") -> None:
        self.section, self.old, self.data, self.more = section, record, data, more
        made = _PLAIN.get(section)
        self.form = made(record, data) if made else None
        self.groups = tuple(self._groups())

    def _groups(self) -> Iterator[Group]:
        for name, title, known, made in _grouped(self.section, self.old):
            count = self._count(name, len(known))
            filled = (*known, *[None] * (count - len(known)))
            yield Group(
                name, title, tuple(made(self.old, one, self.data, f"{name}-{at}") for at, one in enumerate(filled))
            )

    def _count(self, name: str, known: int) -> int:
        """As many rows as came back; else those that are known and one to fill, or some when another was asked for."""
        given = self.data.get(f"{name}-count", "") if self.data is not None else ""
        if given.isascii() and given.isdecimal():
            return max(min(int(given), rows.MOST), known)
        return known + (3 if self.more == name else 1)

    @property
    def all_forms(self) -> tuple[forms.Form, ...]:
        """Every form of the page, in its order."""
        own = (self.form,) if self.form else ()
        return (*own, *(form for group in self.groups for form in group.forms))

    def is_valid(self) -> bool:
        """Whether all of it could be read."""
        return not any(form.errors for form in self.all_forms)

    def errors(self) -> list[tuple[str, str, str]]:
        """What could not be read: the id of the field, its label, the word about it."""
        return [
            (form[name].auto_id, str(form[name].label), said)
            for form in self.all_forms for name in form.errors if name in form.fields for said in form.errors[name]
        ]  # fmt: skip

    def record(self) -> Record:
        """The record with what could be read of this page."""
        record = self.form.put_into(self.old) if self.form else self.old
        return _REBUILT[self.section](record, self._kept()) if self.section in _REBUILT else record

    def _kept(self) -> Mapping[str, tuple[Any, ...]]:
        return {
            group.name: tuple(form.value() for form in group.forms if not form.said("remove") and form.says_something())
            for group in self.groups
        }  # fmt: skip


class TextForm(rows.Lenient):
    """One text in the six languages, of the procedure."""

    part = ""
    rows_of_area = 6

    def __init__(self, record: Record, data: QueryDict | None) -> None:
        super().__init__(data)
        self.old_text = getattr(record.procedure, self.part)
        rows.add_text(self, "text", self.old_text, rows_of_area=self.rows_of_area)

    def put_into(self, record: Record) -> Record:
        """The record with this text."""
        text: Text = text_of(self, "text", self.old_text)
        return evolve(record, procedure=evolve(record.procedure, **{self.part: text}))


class Urgent(TextForm):
    """What to do when it burns."""

    part = "urgent"

    def __init__(self, record: Record, data: QueryDict | None) -> None:
        super().__init__(record, data)
        self.fields["interpol"] = forms.BooleanField(
            label=_("In urgent cases requests are accepted through INTERPOL"), required=False,
            initial=record.procedure.interpol_urgent,
        )  # fmt: skip

    def put_into(self, record: Record) -> Record:
        """The record with the text and the word on INTERPOL."""
        record = super().put_into(record)
        return evolve(record, procedure=evolve(record.procedure, interpol_urgent=bool(self.said("interpol"))))


class Information(TextForm):
    """What has to be in a request."""

    part = "information"


class Requirements(TextForm):
    """What the law of the State asks of a request."""

    part = "requirements"


def _grouped(section: str, record: Record) -> Iterator[tuple[str, str, tuple[Any, ...], Callable[..., Any]]]:
    if section == "functions":
        yield "function", _("Function"), record.functions, rows.FunctionRow
    elif section == "reach":
        by_kind = {kinds: tuple(one for one in record.reaches if one.kind in kinds) for kinds in rows.KINDS_OF_ROWS}
        yield "phone", _("Telephone or fax"), by_kind["phone", "fax"], rows.PhoneRow
        yield "line", _("Electronic mail or website"), by_kind["email", "website"], rows.LineRow
        yield "post", _("Postal address"), by_kind["post",], rows.PostRow
    elif section == "hours":
        yield "closed", _("Day on which the office is closed"), record.procedure.hours.closed, rows.ClosedRow
    elif section == "cultural":
        yield "cultural", _("Addressee"), record.cultural, rows.CulturalRow


def _with_hours(record: Record, kept: Mapping[str, tuple[Any, ...]]) -> Record:
    hours: Hours = evolve(record.procedure.hours, closed=tuple(sorted(set(kept["closed"]))))
    return evolve(record, procedure=evolve(record.procedure, hours=hours))


def _with_cultural(record: Record, kept: Mapping[str, tuple[Any, ...]]) -> Record:
    found: tuple[Cultural, ...] = kept["cultural"]
    return evolve(record, cultural=found)


_PLAIN: Final[Mapping[str, Callable[..., Any]]] = {
    "names": plain.Names, "hours": plain.Week, "requests": plain.Requests, "urgent": Urgent, "information": Information,
    "requirements": Requirements, "networks": plain.Networks,
}  # fmt: skip
_REBUILT: Final[Mapping[str, Callable[[Record, Mapping[str, tuple[Any, ...]]], Record]]] = {
    "functions": lambda record, kept: evolve(record, functions=kept["function"]),
    "reach": lambda record, kept: evolve(record, reaches=(*kept["phone"], *kept["line"], *kept["post"])),
    "hours": _with_hours,
    "cultural": _with_cultural,
}
