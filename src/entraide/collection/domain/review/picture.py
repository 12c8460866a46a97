"""A picture of a form: every question on a line, sections as bands, an arc from each answer to what it decides.

Plain SVG with attributes only, so that a page with a strict policy shows it; drawn the other way round for Arabic.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language, direction

from ..dependencies import references
from ..form import Form, Question

STEP: Final = 16
BAND: Final = 26
NAMES: Final = 190
ARCS: Final = 330
COLOURS: Final = {"relevant": "#0b5566", "constraint": "#8a5a00", "calculation": "#4b3f8f"}


@frozen
class Arc:
    """From the question that is read to the one that reads it."""

    source: str
    target: str
    kind: str


def arcs(form: Form) -> tuple[Arc, ...]:
    """Between visible questions; a condition of a group or section is drawn to its first question."""
    shown = {one.path for one in form.questions()}
    found: dict[Arc, None] = {}
    holders = [(one.path, one.relevant, _first(one.questions())) for one in form.sections if one.path]
    for item in form.items():
        first = (
            item.path
            if isinstance(item, Question)
            else _first(one for one in form.questions() if one.path.startswith(item.path + "/"))
        )
        holders.append((item.path, item.relevant, first))
    for base, expression, target in holders:
        for read in sorted(references(expression, base)) if expression is not None and target else ():
            if read in shown and read != target:
                found[Arc(read, target, "relevant")] = None
    for question in form.questions():
        for kind, expression in (("constraint", question.constraint), ("calculation", question.calculation)):
            for read in sorted(references(expression, question.path)) if expression is not None else ():
                if read in shown and read != question.path:
                    found[Arc(read, question.path, kind)] = None
    return tuple(found)


def _first(questions: Iterable[Question]) -> str:
    return next((one.path for one in questions), "")


def picture(form: Form, language: Language, title: str, unreachable: Iterable[str] = ()) -> str:
    """The SVG. `unreachable` are paths that are drawn hollow."""
    rtl = direction(language) == "rtl"
    height, places, parts = _bands(form, language, rtl, frozenset(unreachable))
    width = NAMES + ARCS
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>'
    )
    return head + "".join(_arc(one, places, rtl) for one in arcs(form)) + "".join(parts) + "</svg>"


def _bands(
    form: Form, language: Language, rtl: bool, hollow: frozenset[str]
) -> tuple[int, Mapping[str, int], list[str]]:
    places: dict[str, int] = {}
    parts: list[str] = []
    y = 0
    for section in form.sections:
        y += BAND
        label = f"{section.number}. {section.label.shown_in(language).text}"[:60]
        parts.append(_text(0 if not rtl else NAMES + ARCS, y - 8, label, rtl, bold=True))
        for question in section.questions():
            places[question.path] = y
            parts.append(_dot(question, y, rtl, question.path in hollow))
            y += STEP
    return y + STEP, places, parts


def _x(x: int, rtl: bool) -> int:
    return NAMES + ARCS - x if rtl else x


def _dot(question: Question, y: int, rtl: bool, hollow: bool) -> str:
    fill = "none" if hollow else "#14242a"
    dot = f'<circle cx="{_x(NAMES, rtl)}" cy="{y}" r="3.5" fill="{fill}" stroke="#14242a"/>'
    name = f"{question.number} {question.name}".strip()[:28]
    said = f'<text x="{_x(NAMES - 8, rtl)}" y="{y + 4}" font-size="11" text-anchor="end" direction="ltr">{escape(name)}</text>'
    said = said.replace('"end"', '"start"') if rtl else said
    return f'<a href="#{escape(anchor(question.path))}">{dot}{said}</a>'


def _text(x: int, y: int, text: str, rtl: bool, *, bold: bool) -> str:
    weight = ' font-weight="bold"' if bold else ""
    way = ' direction="rtl"' if rtl else ""
    return f'<text x="{x}" y="{y}" font-size="13"{weight}{way}>{escape(text)}</text>'


def _arc(arc: Arc, places: Mapping[str, int], rtl: bool) -> str:
    start, end = places[arc.source], places[arc.target]
    reach = min(ARCS - 20, 14 + abs(end - start) // 2)
    x, bend = _x(NAMES + 6, rtl), _x(NAMES + 6 + reach, rtl)
    dash = "" if arc.kind == "relevant" else ' stroke-dasharray="4 3"'
    tip = _x(NAMES + 12, rtl)
    head = f'<path d="M{tip} {end - 3}L{x} {end}L{tip} {end + 3}" fill="none" stroke="{COLOURS[arc.kind]}"/>'
    curve = (
        f'<path d="M{x} {start}C{bend} {start} {bend} {end} {x} {end}" fill="none" stroke="{COLOURS[arc.kind]}"{dash}/>'
    )
    return curve + head


def anchor(path: str) -> str:
    """The id of a question on the reviewer's page."""
    return "r" + path.replace("/", "-")
