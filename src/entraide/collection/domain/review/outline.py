"""Every question in reading order with its logic in words, and what its answer leads to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from attrs import field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..dependencies import references
from ..form import Choice, Form, Group, Item, Note, Question, Repeat
from .speaking import Speaker

Sort = Literal["section", "group", "repeat", "question", "note", "computed"]


@frozen
class Line:
    """One line of the outline. The logic is in words; `source` holds it as it was written, by kind."""

    path: str
    sort: Sort
    depth: int
    number: str
    name: str
    label: Text
    hint: Text = field(factory=Text)
    guidance: Text = field(factory=Text)
    type: str = ""
    when: str = ""
    required: str = ""
    constraint: str = ""
    constraint_message: Text = field(factory=Text)
    calculation: str = ""
    times: str = ""
    filter: str = ""
    choices: tuple[Choice, ...] = ()
    appearance: str = ""
    kind: str = ""
    severity: str = ""
    leads_to: tuple[tuple[str, str], ...] = ()
    """What is asked only because of this answer: path and number (or name)."""
    source: Mapping[str, str] = field(factory=dict, eq=False)


def outline(form: Form, language: Language) -> tuple[Line, ...]:
    """The whole form, sections and groups with what they hold, hidden calculations at the end."""
    speaker = Speaker(form, language)
    leads = leads_to(form)
    lines: list[Line] = []
    for section in form.sections:
        when = speaker.says(section.relevant, section.path)
        source = {"relevant": section.relevant.source} if section.relevant else {}
        lines.append(
            Line(
                section.path or section.name,
                "section",
                0,
                section.number,
                section.name,
                section.label,
                when=when,
                source=source,
            )
        )
        for item, depth in _nested(section.items, 1):
            lines.append(_line(item, depth, speaker, leads))
    lines += [_line(one, 0, speaker, leads) for one in form.hidden if one.calculation is not None]
    return tuple(lines)


def leads_to(form: Form) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each question what has a condition that reads it: groups as a whole, before what they hold."""
    found: dict[str, dict[str, str]] = {}
    places = [(one.path, one.relevant, one.number) for one in form.sections if one.path]
    places += [(one.path, one.relevant, getattr(one, "number", "") or one.name) for one in form.items()]
    for path, relevant, number in places:
        for read in references(relevant, path) if relevant is not None else ():
            if form.has(read):
                found.setdefault(read, {})[path] = number
    return {path: tuple(rows.items()) for path, rows in found.items()}


def _nested(items: tuple[Item, ...], depth: int) -> Iterator[tuple[Item, int]]:
    for item in items:
        yield item, depth
        if isinstance(item, Group | Repeat):
            yield from _nested(item.items, depth + 1)


def _line(item: Item, depth: int, speaker: Speaker, leads: Mapping[str, tuple[tuple[str, str], ...]]) -> Line:
    path = item.path
    when = speaker.says(item.relevant, path)
    source = {"relevant": item.relevant.source} if item.relevant else {}
    if isinstance(item, Note):
        return Line(
            path, "note", depth, "", item.name, item.label, when=when, appearance=item.appearance, source=source
        )
    if isinstance(item, Repeat):
        times = speaker.says(item.count_limit, path)
        source |= {"count": item.count_limit.source} if item.count_limit else {}
        return Line(
            path, "repeat", depth, item.number, item.name, item.label, when=when, times=times,
            appearance=item.appearance, source=source,
        )  # fmt: skip
    if isinstance(item, Group):
        return Line(
            path, "group", depth, item.number, item.name, item.label, when=when, appearance=item.appearance,
            kind=item.kind, source=source,
        )  # fmt: skip
    return _question(item, depth, speaker, leads.get(path, ()), when)


def _question(item: Question, depth: int, speaker: Speaker, leads: tuple[tuple[str, str], ...], when: str) -> Line:
    said = {
        "relevant": item.relevant, "required": item.required, "constraint": item.constraint,
        "calculation": item.calculation, "choices": item.choice_filter,
    }  # fmt: skip
    words = {kind: speaker.says(one, item.path) for kind, one in said.items()}
    return Line(
        path=item.path, sort="computed" if item.calculation is not None else "question", depth=depth, number=item.number,
        name=item.name, label=item.label, hint=item.hint, guidance=item.guidance, type=item.type, when=when, required=words["required"],
        constraint=words["constraint"], constraint_message=item.constraint_message, calculation=words["calculation"],
        filter=words["choices"], choices=item.choices, appearance=item.appearance, kind=item.attributes.get("kind", ""),
        severity=item.attributes.get("severity", ""), leads_to=leads,
        source={kind: one.source for kind, one in said.items() if one is not None},
    )  # fmt: skip
