"""A section of a questionnaire as a page shows it: blocks in reading order, with answers, problems and what applies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from attrs import field, frozen

from entraide.foundation.ui.wording import page_language
from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..domain.answers import BLANK, Answers, Cell, concrete, positions, without_positions
from ..domain.delegation import EVERYTHING, Reach
from ..domain.evaluation import Evaluation
from ..domain.findings import Found
from ..domain.form import Form, Group, Item, Note, Question, Repeat, Section
from ..domain.judge import Finding, Judgement
from ..domain.last_answers import Carried, carried_state
from ..domain.workbook.layout import takes_reason
from . import appearances, wording

FEW = 8
"""Up to so many choices stand as radio buttons; more of them in a list to choose from."""
MANY = 300
"""Up to so many choices stand hidden in the page while a filter closes them, so that the page can open them itself."""


@frozen
class Option:
    """One choice of a field."""

    value: str
    label: Text
    checked: bool
    id: str
    image: str = ""
    open: bool = True
    """Whether it may be chosen as things stand. The page opens and closes it while one types."""


@frozen
class Field:
    """A question to be answered. `kind` names the template of its control."""

    path: str
    id: str
    question: Question
    kind: str
    label: Text
    cell: Cell
    text: str
    shown: str
    options: tuple[Option, ...] = ()
    relevant: bool = True
    required: bool = False
    reasons: bool = False
    comments: bool = False
    problems: tuple[dict[str, Any], ...] = ()
    last: Cell = BLANK
    """What stood here in the last round; the two texts are how it reads, and by how much a figure differs."""
    last_shown: str = ""
    last_change: str = ""

    template = "field"

    @property
    def carried(self) -> Carried:
        """Whether the answer of the last round was confirmed, changed or neither."""
        return carried_state(self.last, self.cell)

    @property
    def year(self) -> str:
        """The year of a figure that stands among others; empty for any other question."""
        return self.question.attributes.get("year", "")

    @property
    def inline(self) -> bool:
        """Whether the choices stand side by side."""
        return appearances.side_by_side(self.question)

    @property
    def accept(self) -> str:
        """For a file: what may be chosen."""
        return appearances.accepted(self.question)

    @property
    def chosen(self) -> tuple[Option, ...]:
        """The choices that are made."""
        return tuple(option for option in self.options if option.checked)

    @property
    def unchosen(self) -> tuple[Option, ...]:
        """The others."""
        return tuple(option for option in self.options if not option.checked)

    @property
    def url(self) -> bool:
        """Whether a link is asked for."""
        return self.question.type == "text" and "url" in self.question.appearance.split()

    @property
    def link(self) -> str:
        """The answer as a link, when it is one that may be followed."""
        value = self.cell.value or ""
        return value if self.url and value.startswith(("https://", "http://")) and not self.invalid else ""

    @property
    def image(self) -> str:
        """The name of a picture beside the question, in the language of the page."""
        return image_of(self.question.media, page_language())

    @property
    def invalid(self) -> bool:
        """Whether something here has to be corrected."""
        return any(problem["severity"] == "stop" for problem in self.problems)

    @property
    def was(self) -> str:
        """What the page started from; it travels back with the answer."""
        return self.cell.fingerprint

    @property
    def described_by(self) -> str:
        """The ids of what explains the control."""
        hint = [f"{self.id}-hint"] if self.question.hint or self.question.guidance else []
        return " ".join([*hint, f"{self.id}-problems"])

    @property
    def number(self) -> str:
        """As on paper, with the row in a repeat: `17.1 [2]`."""
        return " ".join([self.question.number, *(f"[{row}]" for row in positions(self.path))]).strip()

    @property
    def places(self) -> tuple[str, ...]:
        """For a ranking: what stands in each place, empty where nothing does yet."""
        chosen = (self.cell.value or "").split()
        return (*chosen, *[""] * (len(self.options) - len(chosen)))

    @property
    def aside(self) -> str:
        """What is read beside a figure: its kind and its source."""
        return wording.aside(self.cell)

    @property
    def reason_choices(self) -> tuple[tuple[str, str], ...]:
        """Why a figure may be missing."""
        return wording.missing_choices()

    @property
    def flag_choices(self) -> tuple[tuple[str, str], ...]:
        """What kind a figure may be."""
        return wording.flag_choices()

    @property
    def aside_open(self) -> bool:
        """Whether something is recorded beside the figure."""
        recorded = self.cell.missing or self.cell.flags or self.cell.source or self.cell.comment
        return bool(recorded) or any(problem["severity"] == "explain" for problem in self.problems)


@frozen
class Words:
    """A heading or a note."""

    path: str
    text: Text
    heading: bool
    relevant: bool = True

    template = "words"


@frozen
class Row:
    """One position of a repeat."""

    position: int
    blocks: tuple[Any, ...]


@frozen
class Table:
    """A repeat with its rows. `growing` is false when the form itself decides how many there are."""

    path: str
    id: str
    label: Text
    number: str
    rows: tuple[Row, ...]
    relevant: bool
    growing: bool

    template = "table"


@frozen
class Widget:
    """One of our own kinds of answer: several questions laid out as one thing. `kind` names its template."""

    path: str
    id: str
    label: Text
    number: str
    kind: str
    fields: tuple[Field, ...]
    relevant: bool

    template = "widget"


Block = Field | Words | Table | Widget


@frozen
class Page:
    """What is needed to show blocks: the form, the answers, and everything that was worked out of them."""

    form: Form
    answers: Answers
    judgement: Judgement
    evaluation: Evaluation
    language: Language
    required: bool = False
    """Whether questions that are required and open are shown as problems."""
    extra: Mapping[str, int] = field(factory=dict)
    """Rows asked for beyond those that hold something, by the repeat's concrete path."""
    reach: Reach = EVERYTHING
    """The sections that the reader works with; values of others stand in no label."""
    remarks: Mapping[str, tuple[Found, ...]] = field(factory=dict)
    last: Answers = field(factory=Answers)

    def blocks(self, section: Section) -> tuple[Block, ...]:
        """The blocks of a section."""
        return tuple(self._blocks(section.items, {}, 0))

    def fields(self, section: Section) -> Iterator[Field]:
        """Its fields, those in rows included."""
        return fields_of(self.blocks(section))

    def _blocks(self, items: tuple[Item, ...], rows: Mapping[str, int], depth: int) -> Iterator[Block]:
        for item in items:
            path = concrete(item.path, rows)
            if isinstance(item, Question):
                if item.answerable:
                    yield self._field(item, path)
            elif isinstance(item, Note):
                yield Words(path, self._text(item.label), False, self._applies(item.path, path))
            elif isinstance(item, Group) and item.kind:
                inner = tuple(one for one in self._blocks(item.items, rows, depth) if isinstance(one, Field))
                applies = self._applies(item.path, path)
                yield Widget(path, html_id(path), self._text(item.label), item.number, item.kind, inner, applies)
            elif isinstance(item, Group):
                if item.label:
                    yield Words(path, self._text(item.label), True, self._applies(item.path, path))
                yield from self._blocks(item.items, rows, depth)
            elif depth < 3:
                yield self._table(item, path, rows, depth)

    def _table(self, repeat: Repeat, path: str, rows: Mapping[str, int], depth: int) -> Table:
        count = self.evaluation.instance.positions(path) + self.extra.get(path, 0)
        made = tuple(
            Row(position, tuple(self._blocks(repeat.items, {**rows, repeat.path: position}, depth + 1)))
            for position in range(1, count + 1)
        )
        applies = self._applies(repeat.path.rsplit("/", 1)[0], path.rsplit("/", 1)[0])
        return Table(
            path, html_id(path), self._text(repeat.label), repeat.number, made, applies, repeat.count_limit is None
        )

    def _field(self, question: Question, path: str) -> Field:
        cell, last, remarks = self.answers.cell(path), self.last.cell(path), self.remarks.get(path, ())
        told = (*(one for one in self.judgement.at(path) if self._tells(one)), *remarks)
        found = tuple(_problem(one, self.language) for one in told)
        return Field(
            path=path, id=html_id(path), question=question, kind=kind_of(question, cell),
            label=self._text(question.label), cell=cell, text=wording.typed(question, cell.value or "", self.language),
            shown=wording.answer(question, cell, self.language), options=self._options(question, path, cell),
            relevant=path in self.judgement.relevant or self._new(path), required=self._required(question, path),
            reasons=takes_reason(question), problems=found, last=last,
            comments=explainable(question) or any(one.asks for one in remarks),
            last_shown=wording.answer(question, last, self.language),
            last_change=wording.change_of(question, last.value, cell.value, self.language),
        )  # fmt: skip

    def _tells(self, finding: Finding) -> bool:
        if finding.code == "irrelevant":
            return False
        return self.required or finding.code != "required"

    def _options(self, question: Question, path: str, cell: Cell) -> tuple[Option, ...]:
        chosen = (cell.value or "").split() if question.type != "select_one" else [cell.value]
        node = self._node(path)
        allowed = self.evaluation.open_choices(question, node) if node is not None else None
        return tuple(
            Option(
                choice.value, choice.label, choice.value in chosen, f"{html_id(path)}-{number}",
                image_of(choice.media, self.language), is_open,
            )
            for number, choice in enumerate(appearances.in_order(question, self.language))
            for is_open in (allowed is None or choice.value in allowed or choice.value in chosen,)
            if is_open or len(question.choices) <= MANY
        )

    def _node(self, path: str) -> Any:
        plain = self.evaluation.instance.at(without_positions(path))
        return next((node for place, node in plain if place == path), None)

    def _required(self, question: Question, path: str) -> bool:
        node = self._node(path)
        return node is not None and self.evaluation.holds(question.required, node, default=False)

    def _new(self, path: str) -> bool:
        """A row that holds nothing yet is unknown to the judge; its questions are open."""
        return self._node(path) is None

    def _applies(self, plain: str, path: str) -> bool:
        node = next((node for place, node in self.evaluation.instance.at(plain) if place == path), None)
        return node is None or self.evaluation.asked(node)

    def _text(self, text: Text) -> Text:
        return wording.filled(text, self.reach.values(self.form, self.judgement.values))


def fields_of(blocks: tuple[Block, ...]) -> Iterator[Field]:
    """The fields among blocks, in reading order."""
    for block in blocks:
        if isinstance(block, Field):
            yield block
        elif isinstance(block, Widget):
            yield from block.fields
        elif isinstance(block, Table):
            for row in block.rows:
                yield from fields_of(row.blocks)


def image_of(media: Mapping[str, Text], language: Language) -> str:
    """The name of the picture among the files beside a label; "" for none."""
    text = media.get("image")
    return text.shown_in(language).text if text else ""


def html_id(path: str) -> str:
    """`/data/cases[2]/year` → `q-data-cases_2-year`: an id that needs no escaping."""
    return "q" + path.replace("/", "-").replace("[", "_").replace("]", "")


def kind_of(question: Question, cell: Cell) -> str:
    """The control: radios, list, checkboxes, rank, tick, area, day, time, moment, number, text, elsewhere."""
    asked = appearances.control(question)
    if asked:
        return asked
    if question.type == "select_one":
        return "radios" if len(question.choices) <= FEW else "list"
    if question.type == "date":
        return "day" if not cell.value or len(cell.value) == 10 else "text"
    simple = {
        "select_multiple": "checkboxes", "rank": "rank", "acknowledge": "tick", "time": "time", "dateTime": "moment",
        "file": "file", "geotrace": "elsewhere", "geoshape": "elsewhere",
    }  # fmt: skip
    if question.type in simple:
        return simple[question.type]
    return "number" if question.numeric else "area" if question.multiline else "text"


def explainable(question: Question) -> bool:
    """Whether its answer may have to be explained: a comment has a place beside it from the start."""
    declared = {"needs", "sum-of", "at-most", "series"} & set(question.attributes)
    return bool(declared) or question.kind in ("amount", "year") or question.attributes.get("severity") == "explain"


def _problem(finding: Finding | Found, language: Language) -> dict[str, Any]:
    message = wording.finding(finding, language)
    return {
        "code": finding.problem.code, "severity": finding.severity, "message": message, "place": "",
        "target": html_id(finding.path), "path": finding.path, "finding": finding.code,
    }  # fmt: skip
