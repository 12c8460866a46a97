"""All rules together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ..answers import Answers
from ..form import Form, Question
from ..judge import Judgement
from .found import Found
from .look import Look, as_number, looked_at
from .parts import amounts, downstream, needs, sums
from .series import against_last, alike, series_in, year_on_year


def findings(
    form: Form,
    answers: Answers,
    judgement: Judgement,
    today: date,
    last: Answers | None = None,
    *,
    signing: bool = False,
) -> tuple[Found, ...]:
    """What is remarkable, in reading order. `signing`: also the figures that were left blank."""
    look = looked_at(form, answers, judgement, today, last)
    series = series_in(look)
    found: list[Found] = [
        *year_on_year(look, series), *against_last(look), *alike(look, series), *sums(look), *downstream(look),
        *needs(look), *amounts(look), *years(look),
    ]  # fmt: skip
    if signing:
        found += blanks(look)
    order = {question.path: place for place, question in enumerate(form.questions())}
    return tuple(sorted(found, key=lambda one: (order.get(look.question(one.path).path, -1), one.path)))


def unexplained(found: Iterable[Found]) -> tuple[Found, ...]:
    """Those that still ask for a comment: they keep a reply from being sent, never from being saved."""
    return tuple(one for one in found if one.severity == "explain")


def years(look: Look) -> Iterator[Found]:
    """COL-377: a year to come, or one outside the period: `from` and `until`, else the form's `first_year` to `last_year`."""
    period = {one.name: one for one in look.form.questions() if one.kind == "year" and not one.repeat}
    for question in look.form.questions():
        if question.kind != "year":
            continue
        own = question.name in ("first_year", "last_year")
        for path in look.places.get(question.path, ()):
            year = as_number(look.values.get(path))
            first = None if own else _bound(look, question, path, "from", period.get("first_year"))
            last = None if own else _bound(look, question, path, "until", period.get("last_year"))
            least, most = first or 0, min(last or 9999, look.today.year)
            if year is not None and not least <= year <= most:
                yield look.found("year", "COL-377", path, year=str(year), first=str(first or "…"), last=str(most))


def _bound(look: Look, question: Question, path: str, name: str, default: Question | None) -> int | None:
    told = question.attributes.get(name, "") or (default.path if default is not None else "")
    if "/" in told:
        told = next((look.values.get(one, "") for one in look.meant(told, path)), "")
    return int(told) if told.isascii() and told.isdecimal() else None


def blanks(look: Look) -> Iterator[Found]:
    """COL-378: a figure without a value and without a reason. Blank is not zero."""
    for question in look.form.questions():
        if question.kind in ("figure", "amount") and question.answerable:
            for path in look.places.get(question.path, ()):
                if look.blank(path):
                    yield look.found("blank", "COL-378", path)
