"""The columns of a table: keys and facts first, then each question with what stands beside its value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from entraide.kernel.languages import Language

from ..answers import FLAGS, MISSING
from ..form import Choice
from ..workbook.layout import takes_reason
from .facts import HEAD, STATES, Sort
from .names import distinct
from .schema import Schema, Table, Variable
from .wanted import Aspect, Wanted
from .words import word

KEY, PARENT, POSITION, ENTITY, REPLY = "key", "parent_key", "position", "entity", "reply"
LEFT_OVER = "left_over"
CHILD_HEAD: tuple[tuple[str, Sort], ...] = (
    (KEY, "text"), (PARENT, "text"), (REPLY, "text"), (ENTITY, "text"), (POSITION, "number"),
)  # fmt: skip


@frozen
class Column:
    """One column. `labels`: what its codes mean. `aspect` is what of the answer it holds, empty for the value.

    `choice`: it holds whether this choice of several was taken.
    """

    name: str
    label: str
    sort: Sort
    variable: Variable | None = None
    aspect: Aspect | str = ""
    choice: str = ""
    labels: Mapping[str, str] = field(factory=dict, eq=False)
    heading: str = ""


def chosen(schema: Schema, wanted: Wanted) -> tuple[Table, ...]:
    """The tables that are wanted; with a table come those around it, up to the main one, so that keys lead somewhere."""
    if not wanted.tables:
        return schema.tables
    by_name = {table.name: table for table in schema.tables}
    names = {schema.tables[0].name}
    for name in wanted.tables:
        while name in by_name:
            names.add(name)
            name = by_name[name].parent
    return tuple(table for table in schema.tables if table.name in names)


def columns_of(table: Table, wanted: Wanted, several: str = "") -> tuple[Column, ...]:
    """The columns, each name and each heading once; `several` overrules what was wanted."""
    head = CHILD_HEAD if table.identity else HEAD
    found = [_fact(name, sort, wanted.language) for name, sort in head]
    for variable in table.variables:
        found += _asked(variable, wanted, several or wanted.several)
    found.append(Column(LEFT_OVER, word(LEFT_OVER, wanted.language), "text", aspect=LEFT_OVER))
    names = distinct(column.name for column in found)
    headings = names if wanted.headings == "names" else distinct(_line(column.label) or column.name for column in found)
    return tuple(
        evolve(column, name=name, heading=heading) for column, name, heading in zip(found, names, headings, strict=True)
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _fact(name: str, sort: Sort, language: Language) -> Column:
    labels = {state: word(state, language) for state in STATES} if name == "state" else {}
    return Column(name, word(name, language), sort, aspect="fact", labels=labels)


def _asked(variable: Variable, wanted: Wanted, several: str) -> Iterator[Column]:
    language = wanted.language
    label = label_of(variable, language)
    labels = labels_of(variable.choices, language)
    if variable.several and several == "each":
        for value, said in labels.items():
            yield Column(f"{variable.name}/{value}", f"{label}: {said}", "flag", variable, choice=value)
    else:
        yield Column(variable.name, label, variable.sort, variable, labels=labels)
    for aspect in wanted.beside:
        if (aspect == "missing" and wanted.missing == "cell") or not _has(variable, aspect):
            continue
        codes = aspect_labels(aspect, language)
        sort: Sort = "code" if aspect in ("missing", "audience") else "text"
        yield Column(
            f"{variable.name}.{aspect}", f"{label} – {word(aspect, language)}", sort, variable, aspect, labels=codes
        )


def _has(variable: Variable, aspect: Aspect) -> bool:
    """Reasons, flags and sources are asked beside figures only; what stands elsewhere all the same is left over."""
    return aspect in ("comment", "audience") or takes_reason(variable.question)


def label_of(variable: Variable, language: Language) -> str:
    """The words of the question with its number; its name when it has none."""
    text = _line(variable.question.label.shown_in(language).text)
    number = variable.question.number
    return f"{number}. {text}" if number and text else text or variable.name


def labels_of(choices: Sequence[Choice], language: Language) -> dict[str, str]:
    """Value → words."""
    return {choice.value: _line(choice.label.shown_in(language).text) or choice.value for choice in choices}


def aspect_labels(aspect: str, language: Language) -> dict[str, str]:
    """What the codes of reasons, flags and sharing levels mean."""
    codes: Mapping[str, Sequence[str]] = {
        "missing": MISSING, "flags": FLAGS,
        "audience": ("secretariat", "aggregate", "state", "parties", "members", "public"),
    }  # fmt: skip
    return {code: word("state_itself" if code == "state" else code, language) for code in codes.get(aspect, ())}
