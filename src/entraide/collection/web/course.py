"""How the replies to a round came in: a map, a curve beside the round before, rates by region; and who is reminded next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from entraide.foundation.ui.wording import day, number, page_language
from entraide.kernel.actor import Actor
from entraide.kernel.clock import now
from entraide.reference.domain import entities

from .. import queries
from ..actions.round_letters import lines_of
from ..domain import curve_drawing as drawing
from ..domain.board import Line
from ..domain.curve import STEPS, Curve, Rate, Step, curve, rates, turning_points, whole
from . import round_wording, wording
from .reply_map import SIGNS, key, picture
from .rounds import secretariat


def course(request: HttpRequest, round_id: int) -> HttpResponse:
    """Map, curve and rates; each picture with its table."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    board = queries.full_board(actor, round_id, page_language())
    found = queries.courses(actor, round_id)
    made = curve(found, row.deadline, _until(row))
    before, title_before = _before(actor, row)
    context = {
        "row": row, "map": _map(board), "keys": _keys(board), "whole": whole(found), "board": board,
        "rates": [(_group_name(one.group), one) for one in rates(found, [*(group.code for group in entities.groups()), ""])],
        "curve": _picture(row, made, before, queries.reminded_on(actor, round_id)),
        "strokes": [*((SafeString(drawing.sample(step)), step_label(step)) for step in STEPS)],
        "stroke_before": SafeString(drawing.sample(None)), "title_before": title_before, "points": _points(row, made, before),
        "steps": [step_label(step) for step in STEPS], "share": _share(whole(found)),
    }  # fmt: skip
    return render(request, "collection/course.html", context)


def _until(row: queries.RoundRow) -> Any:
    return row.closed_at.date() if row.closed_at else now().date()


def _before(actor: Actor, row: queries.RoundRow) -> tuple[Curve | None, Any]:
    if row.terms.previous is None:
        return None, None
    earlier = queries.round_row(actor, row.terms.previous)
    return curve(queries.courses(actor, earlier.id), earlier.deadline, _until(earlier)), earlier.title


def step_label(step: Step) -> str:
    """A step of a reply, as the curve counts it."""
    return {
        "invited": pgettext("replies", "asked"),
        "started": pgettext("replies", "begun"),
        "submitted": pgettext("replies", "submitted"),
        "accepted": pgettext("replies", "accepted"),
    }[step]


def _group_name(code: str) -> str:
    return entities.group(code).name(page_language()) if code else _("organizations and others")


def _share(rate: Rate) -> str:
    """Never a share without the numbers that it is made of."""
    return _("%(count)s of %(total)s") % {"count": number(rate.submitted), "total": number(rate.invited)}


def _picture(row: queries.RoundRow, made: Curve, before: Curve | None, reminded: Sequence[Any]) -> SafeString:
    if not made.days:
        return SafeString("")
    ends = {made.days[0], made.days[-1]}
    words = drawing.Words(
        _("Replies over time"), _says(made), _("Deadline"), {one: day(_date(row, one)) for one in sorted(ends)}
    )
    marks = [(one - row.deadline).days for one in reminded]
    return SafeString(drawing.draw(made, before, marks, words, page_language()))


def _says(made: Curve) -> str:
    """The end of each line in a sentence."""
    ends = [f"{step_label(step)}: {number(made.line(step)[-1])}" for step in STEPS]
    return _("At the end: %(counts)s.") % {"counts": "; ".join(ends)}


def _date(row: queries.RoundRow, distance: int) -> Any:
    return row.deadline.fromordinal(row.deadline.toordinal() + distance)


def _points(row: queries.RoundRow, made: Curve, before: Curve | None) -> list[tuple[str, bool, list[int], int | None]]:
    return [
        (day(_date(row, one)), one == 0, [made.at(step, one) for step in STEPS], before.at("submitted", one) if before else None)
        for one in turning_points(made)
    ]  # fmt: skip


def _map(board: Iterable[Line]) -> SafeString:
    lines = {line.entity: line for line in board}
    return picture(
        {code: line.state for code, line in lines.items()},
        lambda code: f"{lines[code].name}: {wording.reply_state(lines[code].state)}",
        lambda code: reverse("collection:reply", args=[lines[code].reply_id]), _("Where replies stand"),
    )  # fmt: skip


def _keys(board: Sequence[Line]) -> list[tuple[SafeString, str, int]]:
    return [(key(state), wording.reply_state(state), sum(line.state == state for line in board)) for state in SIGNS]


def reminders(request: HttpRequest, round_id: int) -> HttpResponse:
    """Who will get which reminder next, and what it will say of what is outstanding."""
    actor = secretariat(request)
    row = queries.round_row(actor, round_id)
    rows = {one.entity: one for one in queries.next_reminders(actor, round_id)}
    form, language = queries.form_of(row.version_id), page_language()
    context = {
        "row": row, "rule": round_wording.reminders(row.terms.reminders),
        "rows": [
            {
                "row": rows[code], "entity": entities.name(code, language),
                "lines": lines_of(rows[code].owed, form, language), "when": _when(rows[code]),
            }
            for code in entities.ordered(rows, language)
        ],
        "done": row.invited - len(rows),
    }  # fmt: skip
    return render(request, "collection/reminders.html", context)


def _when(row: queries.NextReminder) -> str:
    if row.put_off:
        return _("put off until %(day)s") % {"day": day(row.put_off)}
    return round_wording.mark_day(row.mark.day, row.mark.days) if row.mark else "–"
