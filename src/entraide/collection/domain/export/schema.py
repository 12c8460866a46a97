"""The tables of a questionnaire: one for its questions, one for each repeat, its versions merged by the identity of questions.

The newest version gives order, names and labels; a question that only an older one asked follows at the end of its table. Choices
are the union of all versions, so that a choice taken out later still has its label.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, field, frozen

from entraide.kernel.text import Text

from ..form import Choice, Form, Question
from .facts import Sort
from .names import distinct, relative

_SORTS: Mapping[str, Sort] = {
    "integer": "number",
    "decimal": "number",
    "range": "number",
    "date": "date",
    "time": "time",
    "dateTime": "moment",
    "select_one": "code",
    "acknowledge": "code",
}
SEVERAL = frozenset({"select_multiple", "rank"})
ACKNOWLEDGED = (Choice("OK", Text.of("en", ar="نعم", en="Yes", es="Sí", fr="Oui", ru="Да", zh="是")),)


@frozen
class Edition:
    """A version of the questionnaire. `identities`: path → identity; a path that is not in it is its own identity.

    `changes`: how its questions came from those of the version before, rows of kind, before (paths), after (paths).
    """

    key: str
    version: str
    form: Form
    identities: Mapping[str, str] = field(factory=dict, eq=False)
    changes: Sequence[Mapping[str, object]] = field(factory=tuple, eq=False)

    def identity(self, path: str) -> str:
        """What stays the same through all versions."""
        return self.identities.get(path, path)


@frozen
class Variable:
    """A question through all versions. `paths`: edition → its path there. `choices` with those that were taken out."""

    identity: str
    name: str
    sort: Sort
    question: Question
    choices: tuple[Choice, ...] = ()
    paths: Mapping[str, str] = field(factory=dict, eq=False)
    section: Text = field(factory=Text, eq=False)

    @property
    def several(self) -> bool:
        """Whether several choices may be taken."""
        return self.question.type in SEVERAL

    def versions(self, editions: Sequence[Edition]) -> tuple[str, ...]:
        """The versions that ask it."""
        return tuple(one.version for one in editions if one.key in self.paths)


@frozen
class Table:
    """The questions of a repeat, or with `identity` "" those outside of any. `parent` is the name of the table around it."""

    identity: str
    name: str
    label: Text
    variables: tuple[Variable, ...]
    parent: str = ""
    paths: Mapping[str, str] = field(factory=dict, eq=False)


@frozen
class Schema:
    """The main table first, then those of repeats, an outer one before those inside it."""

    editions: tuple[Edition, ...]
    tables: tuple[Table, ...]
    title: Text = field(factory=Text)


@frozen
class _Asked:
    table: str
    identity: str
    path: str
    question: Question
    section: Text


MAIN = "replies"


def merge(editions: Sequence[Edition]) -> Schema:
    """The tables of these versions, the newest of which stands last. `ValueError` for none."""
    if not editions:
        raise ValueError("no version of the questionnaire")
    newest = editions[-1].form
    tables = {"": Table("", MAIN, newest.title, ())}
    asked: dict[str, dict[str, dict[str, _Asked]]] = {"": {}}
    for edition in reversed(editions):
        for repeat, parent in _repeats(edition):
            tables.setdefault(repeat.identity, evolve(repeat, parent=parent))
            kept = tables[repeat.identity]
            tables[repeat.identity] = evolve(kept, paths={**kept.paths, **repeat.paths})
        for one in _questions(edition):
            asked.setdefault(one.table, {}).setdefault(one.identity, {})[edition.key] = one
    names = dict(zip(tables, distinct(table.name for table in tables.values()), strict=True))
    made = (
        evolve(
            table, name=names[identity], parent=names[table.parent] if identity else "",
            variables=_variables(editions, asked.get(identity, {})),
        )
        for identity, table in tables.items()
    )  # fmt: skip
    return Schema(tuple(editions), tuple(made), newest.title)


def _repeats(edition: Edition) -> Iterator[tuple[Table, str]]:
    """Each repeat as an empty table, and the identity of the one around it."""
    form = edition.form
    paths = [repeat.path for repeat in form.repeats()]
    for repeat in form.repeats():
        around = [path for path in paths if repeat.path.startswith(f"{path}/")]
        identity = edition.identity(repeat.path)
        name = relative(repeat.path, form.root)
        table = Table(identity, name, repeat.label, (), paths={edition.key: repeat.path})
        yield table, edition.identity(max(around, key=len)) if around else ""


def _questions(edition: Edition) -> Iterator[_Asked]:
    form = edition.form
    for section in form.sections:
        for question in section.questions():
            table = edition.identity(question.repeat) if question.repeat else ""
            yield _Asked(table, edition.identity(question.path), question.path, question, section.label)
    repeats = sorted((repeat.path for repeat in form.repeats()), key=len, reverse=True)
    for question in form.hidden:
        if not question.path.startswith(f"{form.root}/meta/"):
            around = next((path for path in repeats if question.path.startswith(f"{path}/")), "")
            table = edition.identity(around) if around else ""
            yield _Asked(table, edition.identity(question.path), question.path, question, Text())


def _variables(editions: Sequence[Edition], asked: Mapping[str, Mapping[str, _Asked]]) -> tuple[Variable, ...]:
    forms = {edition.key: edition.form for edition in editions}
    plain = []
    for identity, by_edition in asked.items():
        newest = by_edition[next(iter(by_edition))]
        sorts = {_sort(one.question) for one in by_edition.values()}
        variable = Variable(
            identity, _name(newest, forms[next(iter(by_edition))]), sorts.pop() if len(sorts) == 1 else "text",
            newest.question, _choices([one.question for one in by_edition.values()]),
            {key: one.path for key, one in by_edition.items()}, newest.section,
        )  # fmt: skip
        plain.append(variable)
    names = distinct(variable.name for variable in plain)
    return tuple(evolve(variable, name=name) for variable, name in zip(plain, names, strict=True))


def _sort(question: Question) -> Sort:
    return _SORTS.get(question.type, "text")


def _name(asked: _Asked, form: Form) -> str:
    return relative(asked.path, asked.question.repeat or form.root)


def _choices(questions: Sequence[Question]) -> tuple[Choice, ...]:
    """Of all versions, the newest first; each value once."""
    found: dict[str, Choice] = {}
    for question in questions:
        for choice in ACKNOWLEDGED if question.type == "acknowledge" else question.choices:
            found.setdefault(choice.value, choice)
    return tuple(found.values())
