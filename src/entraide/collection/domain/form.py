"""A questionnaire as every channel sees it: sections, questions, choices, and the logic between them.

A form is read from an XForm (`xform.read_xform`) or an XLSForm (`xlsform.read_xlsform`) and never changes. Paths are
those of the primary instance (`/data/law/offence`); a question inside a repeat has a path without positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal, TypeAlias

from attrs import field, frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from .answers import without_positions
from .xpath.tree import Expression

QuestionType = Literal[
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "dateTime",
    "select_one",
    "select_multiple",
    "rank",
    "calculate",
    "note",
    "acknowledge",
    "range",
    "file",
    "geopoint",
    "geotrace",
    "geoshape",
    "barcode",
]
Kind = Literal["", "figure", "amount", "currency", "year"]
"""What a value means to the analysis: a counted figure, an amount of money, the currency of one, the year of one."""

GroupKind = Literal["", "figures", "money", "object", "provision"]
"""What the questions of a group are together: a figure per year, an amount with currency and method, an object, a law."""

GROUP_KINDS: tuple[GroupKind, ...] = ("figures", "money", "object", "provision")
KINDS: tuple[Kind, ...] = ("figure", "amount", "currency", "year")


@frozen
class Choice:
    """One possible answer. `properties` holds the further columns of its list, which filters read."""

    value: str
    label: Text
    properties: Mapping[str, str] = field(factory=dict, eq=False)
    media: Mapping[str, Text] = field(factory=dict, eq=False)


@frozen
class Note:
    """A text between questions; nothing is answered. Its `label` may hold `{{path}}` where a value is shown."""

    path: str
    name: str
    label: Text
    relevant: Expression | None = None
    appearance: str = ""
    media: Mapping[str, Text] = field(factory=dict, eq=False)


@frozen
class Question:
    """One question. `number` is as on paper ("12", inside a repeat "17.1"), empty for hidden calculations."""

    path: str
    name: str
    type: QuestionType
    label: Text = field(factory=Text)
    number: str = ""
    hint: Text = field(factory=Text)
    guidance: Text = field(factory=Text)
    required: Expression | None = None
    required_message: Text = field(factory=Text)
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Text = field(factory=Text)
    calculation: Expression | None = None
    readonly: bool = False
    choices: tuple[Choice, ...] = ()
    choice_filter: Expression | None = None
    """An expression for the items open in the question's context, when not all are."""
    choice_value: str = "name"
    appearance: str = ""
    kind: Kind = ""
    minimum: str = ""
    maximum: str = ""
    """Bounds as written in the body (`range`) or read out of a plain constraint (`. >= 0`); empty for none."""
    repeat: str = ""
    """The path of the innermost repeat around it; empty outside repeats."""
    default: str = ""
    attributes: Mapping[str, str] = field(factory=dict, eq=False)
    """What the form says in our own namespace: `kind`, `year` of a figure, `severity`, `audience`."""
    media: Mapping[str, Text] = field(factory=dict, eq=False)
    """Names of files beside the label by sort (`image`, `audio`, `video`), in the languages of the form."""
    media_type: str = ""
    """For a file: what may be given, `image/*` or `application/*`."""
    datatype: str = ""
    """The data type that the form declares, without prefix: `int`, `decimal`, `string` …"""

    @property
    def numeric(self) -> bool:
        """Whether the answer is a number."""
        return self.type in ("integer", "decimal", "range")

    @property
    def answerable(self) -> bool:
        """Whether a person may fill it in."""
        return self.type not in ("calculate", "note") and not self.readonly and self.calculation is None

    @property
    def multiline(self) -> bool:
        """Whether a long text is expected."""
        return self.type == "text" and "multiline" in self.appearance.split()

    def choice(self, value: str) -> Choice | None:
        """The choice with this value."""
        return next((choice for choice in self.choices if choice.value == value), None)


@frozen
class Group:
    """Questions that stand together under a heading."""

    path: str
    name: str
    label: Text
    items: tuple[Item, ...]
    relevant: Expression | None = None
    appearance: str = ""
    kind: GroupKind = ""
    """One of our own kinds of answer, written out as these questions, to be laid out as one thing; empty for none."""
    number: str = ""
    """As on paper, for one of our own kinds: its parts are then 12.1, 12.2; empty for other groups."""


@frozen
class Repeat:
    """A block that is answered any number of times. `count_limit` gives how many when the form decides."""

    path: str
    name: str
    label: Text
    items: tuple[Item, ...]
    number: str = ""
    count_limit: Expression | None = None
    relevant: Expression | None = None
    appearance: str = ""


Item: TypeAlias = Question | Group | Repeat | Note


@frozen
class Section:
    """A part of the questionnaire that one agency can fill. `number` is Roman, as on paper."""

    name: str
    number: str
    label: Text
    items: tuple[Item, ...]
    relevant: Expression | None = None
    path: str = ""

    def questions(self) -> Iterator[Question]:
        """Its questions in reading order, those inside groups and repeats included."""
        return questions_of(self.items)


@frozen(slots=False, eq=False)
class Form:
    """A questionnaire in one version; two forms are equal only when they are the same object."""

    id: str
    version: str
    title: Text
    default_language: Language
    languages: tuple[Language, ...]
    sections: tuple[Section, ...]
    root: str = "/data"
    """The path of the outermost element."""
    hidden: tuple[Question, ...] = ()
    """Nodes that a person never sees: calculations and metadata outside the body."""
    template: str = field(default="<data/>", repr=False)
    """The primary instance as XML text, with defaults and repeat templates."""
    instances: Mapping[str, str] = field(factory=dict, repr=False, eq=False)
    """The secondary instances (lists) as XML text, by id."""
    itext: Mapping[str, Text] = field(factory=dict, repr=False, eq=False)
    """Every translated text by its id, as `jr:itext()` finds them."""

    def questions(self) -> tuple[Question, ...]:
        """Every visible question in reading order."""
        return self._visible

    def question(self, path: str) -> Question:
        """The question at `path` (without positions); `KeyError` when there is none."""
        return self._by_path[path]

    def has(self, path: str) -> bool:
        """Whether a question, visible or hidden, stands at `path`."""
        return path in self._by_path

    def repeats(self) -> tuple[Repeat, ...]:
        """Every repeat, an outer one before those inside it."""
        return tuple(item for item in self.items() if isinstance(item, Repeat))

    def items(self) -> Iterator[Item]:
        """Everything that stands in the sections, in reading order, containers before what they hold."""
        for section in self.sections:
            yield from walk(section.items)

    def section_of(self, path: str) -> str:
        """The name of the section in which the question at `path` (with or without positions) stands; "" for none."""
        return self._section_by_path.get(without_positions(path), "")

    def section_of_question(self, path: str) -> str:
        """The same for a path without positions."""
        return self._section_by_path.get(path, "")

    @cached_property
    def _section_by_path(self) -> Mapping[str, str]:
        return {one.path: section.name for section in self.sections for one in section.questions()}

    @cached_property
    def _visible(self) -> tuple[Question, ...]:
        return tuple(item for item in self.items() if isinstance(item, Question))

    @cached_property
    def _by_path(self) -> Mapping[str, Question]:
        return {question.path: question for question in (*self.hidden, *self._visible)}


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """The items and everything inside them, in reading order."""
    for item in items:
        yield item
        if isinstance(item, Group | Repeat):
            yield from walk(item.items)


def questions_of(items: tuple[Item, ...]) -> Iterator[Question]:
    """The questions among `items` and inside them, in reading order."""
    return (item for item in walk(items) if isinstance(item, Question))
