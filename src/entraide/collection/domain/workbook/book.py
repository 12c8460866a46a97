"""A workbook while it is being written, and what all its sheets have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import field, frozen
from xlsxwriter.utility import xl_col_to_name

from entraide.kernel.languages import Language

from ..answers import FLAGS, MISSING, Answers
from ..form import Form, Question
from .layout import Layout, choice_labels
from .painting import Formats
from .standing import Standing
from .whereabouts import Whereabouts
from .words import word


@frozen
class Looks:
    """The formats that conditions put over a cell."""

    irrelevant: Any
    fault: Any
    open: Any


@frozen
class Book:
    """A workbook being written: what every sheet needs to know."""

    book: Any
    form: Form
    plan: Layout
    language: Language
    answers: Answers | None
    banner: str
    formats: Formats
    looks: Looks
    names: Mapping[str, str]
    """Section name or path of a repeat → name of its sheet."""
    where: Whereabouts
    standing: Standing
    identity: str
    """What every sheet carries, so that one copied into another file is still known."""
    lists: Mapping[tuple[str, ...], str]
    """Labels → the address of the list on the hidden sheet."""
    unsaid: dict[str, None] = field(factory=dict)
    """The numbers of questions of which a condition is checked only after the upload."""

    progress: dict[str, str] = field(factory=dict)
    """What each sheet says of how much is done."""

    def words(self, key: str, **values: str) -> str:
        """A word in the language of the workbook."""
        return word(key, self.language, **values)

    def value(self, path: str, question: Question) -> str:
        """What stands in the cell: the answer, or in a fresh workbook the default of the form."""
        return question.default if self.answers is None else self.answers.value(path)

    def labels(self, question: Question) -> tuple[str, ...]:
        """The labels of the choices in the language."""
        return self.where.labels.get(question.path, ())

    def label(self, question: Question, value: str) -> str:
        """The label of one choice; what is not a choice stays as it is."""
        for label, choice in zip(self.labels(question), question.choices, strict=True):
            if choice.value == value:
                return label
        return value

    def list_source(self, labels: Sequence[str]) -> str:
        """The address of a list of labels, kept on the hidden sheet."""
        return self.lists[tuple(labels)]

    def reasons(self) -> list[str]:
        """Why a figure is not given."""
        return [self.words(code) for code in MISSING]

    def states(self) -> list[str]:
        """What a figure can be."""
        return [self.words(flag) for flag in FLAGS]

    def unsay(self, question: Question | None) -> None:
        """Remember that something of this question is checked after the upload only."""
        if question is not None and question.number:
            self.unsaid[question.number] = None


@frozen
class Lists:
    """The hidden sheet of lists: two columns for each, labels and codes."""

    columns: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    addresses: Mapping[tuple[str, ...], str]
    names: Mapping[str, tuple[str, str]]
    """Path of a question → the names of its labels and of its codes."""
    means: Mapping[str, str]
    """What these names mean."""


def lists_of(plan: Layout, form: Form, language: Language) -> tuple[Mapping[str, tuple[str, ...]], Lists]:
    """The labels of every question with choices, and the lists that offer them."""
    labels = {one.path: tuple(choice_labels(one, language)) for one in form.questions() if one.choices}
    found: dict[tuple[tuple[str, ...], tuple[str, ...]], None] = {}
    for kind in (MISSING, FLAGS):
        found[(tuple(word(code, language) for code in kind), tuple(kind))] = None
    here = {line.question.path for sheet in plan.sections for line in sheet.lines if line.question}
    here |= {question.path for table in plan.tables for _, question in table.columns}
    asked = [one for one in form.questions() if one.choices and one.path in here]
    for question in asked:
        found[(labels[question.path], tuple(choice.value for choice in question.choices))] = None
    addresses: dict[tuple[str, ...], str] = {}
    means: dict[str, str] = {}
    for number, (words, _) in enumerate(found):
        column, codes = xl_col_to_name(2 * number + 1), xl_col_to_name(2 * number + 2)
        addresses.setdefault(words, f"=lists!${column}$1:${column}${len(words)}")
        means[f"labels_{number}"] = f"lists!${column}$1:${column}${len(words)}"
        means[f"codes_{number}"] = f"lists!${codes}$1:${codes}${len(words)}"
    places = {key: number for number, key in enumerate(found)}
    names = {}
    for question in asked:
        number = places[(labels[question.path], tuple(choice.value for choice in question.choices))]
        names[question.path] = (f"labels_{number}", f"codes_{number}")
    return labels, Lists(tuple(found), addresses, names, means)


def finish(book: Book, sheet: Any) -> None:
    """Direction, protection and printing, the same on every sheet that people see."""
    if book.language == "ar":
        sheet.right_to_left()
    allowed = ("format_cells", "format_columns", "format_rows", "sort", "autofilter")
    sheet.protect("", dict.fromkeys(allowed, True))
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{book.banner.replace('&', '&&')[:150]}&R&P / &N")
