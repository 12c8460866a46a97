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
from .words import word


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
    irrelevant: Any
    names: Mapping[str, str]
    """Section name or path of a repeat → name of its sheet."""
    lists: dict[tuple[str, ...], str] = field(factory=dict)
    """Labels → the address of the list on the hidden sheet."""

    def words(self, key: str, **values: str) -> str:
        """A word in the language of the workbook."""
        return word(key, self.language, **values)

    def value(self, path: str, question: Question) -> str:
        """What stands in the cell: the answer, or in a fresh workbook the default of the form."""
        return question.default if self.answers is None else self.answers.value(path)

    def labels(self, question: Question) -> list[str]:
        """The labels of the choices in the language."""
        return choice_labels(question, self.language)

    def label(self, question: Question, value: str) -> str:
        """The label of one choice; what is not a choice stays as it is."""
        for label, choice in zip(self.labels(question), question.choices, strict=True):
            if choice.value == value:
                return label
        return value

    def list_source(self, labels: Sequence[str]) -> str:
        """The address of a list of labels, kept on the hidden sheet."""
        key = tuple(labels)
        if key not in self.lists:
            column = xl_col_to_name(len(self.lists) + 1)
            self.lists[key] = f"=lists!${column}$1:${column}${len(key)}"
        return self.lists[key]

    def reasons(self) -> list[str]:
        """Why a figure is not given."""
        return [self.words(code) for code in MISSING]

    def states(self) -> list[str]:
        """What a figure can be."""
        return [self.words(flag) for flag in FLAGS]


def finish(book: Book, sheet: Any) -> None:
    """Direction, protection and printing, the same on every sheet that people see."""
    if book.language == "ar":
        sheet.right_to_left()
    sheet.protect("", {"format_columns": True, "format_rows": True, "sort": False})
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{book.banner.replace('&', '&&')[:150]}&R&P / &N")
