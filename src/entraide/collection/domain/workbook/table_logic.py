"""What a table computes: calculations, whether a row is used, and which of its answers need another look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from attrs import frozen
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ..answers import concrete
from ..form import Question
from ..xpath.tree import Expression
from .book import Book
from .formulas import LENGTH_LIMIT, VALIDATION_LIMIT
from .layout import FIRST_ROW, TableSheet
from .places import ROW, Unsaid, quoted

_FORMAT_LIMIT: Final = 4_000
"""Characters of the formula of a conditional format: long ones make programs slow."""


@frozen
class TableLogic:
    """The formulas of one table, said once; `ROW` in them becomes the number of each row."""

    book: Book
    plan: TableSheet
    relevant: Mapping[str, str]
    """Path of a question → when it applies on a row."""
    wrong: Mapping[str, str]
    must: Mapping[str, str]

    @classmethod
    def of(cls, book: Book, plan: TableSheet, name: str) -> TableLogic:
        """All conditions of the table's questions that a sheet can follow."""

        def said(question: Question, expression: Expression | None) -> str:
            try:
                return book.where.holds(expression, question.path, name, plan) if expression else ""
            except Unsaid:
                book.unsay(question)
                return ""

        questions = [question for _, question in plan.columns]
        for question in questions:
            if question.choice_filter is not None:
                book.unsay(question)
        relevant = {one.path: said(one, one.relevant) for one in questions}
        rules = {one.path: said(one, one.constraint) for one in questions}
        must = {one.path: said(one, one.required) for one in questions}
        wrong = {path: f"NOT({rule})" for path, rule in rules.items() if rule}
        return cls(book, plan, relevant, wrong, {path: one for path, one in must.items() if one not in ("", "FALSE")})

    def rule(self, question: Question) -> str:
        """The constraint as the formula of a validation, on the first row; "" when there is none or it is too long."""
        rule = self.wrong.get(question.path, "").removeprefix("NOT(")[:-1]
        return self._on(rule, FIRST_ROW) if 0 < len(rule) <= VALIDATION_LIMIT else ""

    def paint(self, sheet: Any, question: Question, column: int, last: int) -> None:
        """Grey, red and yellow for one column."""
        looks = self.book.looks
        applies, filled = self.relevant.get(question.path, ""), f'{self._cell(column)}<>""'
        empty = f'AND({self._used()}=1,{self._cell(column)}="",{self.must.get(question.path, "")})'
        rules = (
            (f"NOT({applies})" if applies else "", looks.irrelevant),
            (f"AND({filled},{self._wrong(question)})" if self._wrong(question) else "", looks.fault),
            (empty if question.path in self.must else "", looks.open),
        )
        for formula, look in rules:
            if formula and len(formula) <= _FORMAT_LIMIT:
                options = {"type": "formula", "criteria": f"={self._on(formula, FIRST_ROW)}", "format": look}
                sheet.conditional_format(FIRST_ROW, column, last, column, {**options, "stop_if_true": True})

    def write_row(self, sheet: Any, row: int, position: Mapping[str, int] | None) -> None:
        """The computed cells of one row."""
        plan, book = self.plan, self.book
        for column, (_, question) in enumerate(plan.computed, plan.first + len(plan.columns)):
            self._write_computed(sheet, row, column, question, position)
        cells = (xl_rowcol_to_cell(row, plan.first), xl_rowcol_to_cell(row, plan.first + max(0, len(plan.columns) - 1)))
        used = f"=IF(COUNTA({cells[0]}:{cells[1]})>0,1,0)"
        sheet.write_formula(row, plan.check + 1, used, None, int(position is not None))
        check = self._check()
        if check:
            value = self._findings(position) if position is not None else ""
            sheet.write_formula(row, plan.check, f"={self._on(check, row)}", book.formats.get("check"), value)

    def _write_computed(
        self, sheet: Any, row: int, column: int, question: Question, position: Mapping[str, int] | None
    ) -> None:
        worked = self.book.where.calculation(question.path)
        if worked is None:
            self.book.unsay(question)
            return
        formula, kind = worked
        value = self.book.standing.values.get(concrete(question.path, position), "") if position else ""
        shown: str | float = float(value) if kind == "number" and value else value
        number = {"number": "General", "date": self.book.formats.day}.get(kind, "@")
        look = self.book.formats.get("computed", num_format=number)
        formula = f'IF({self._used()}=1,{formula},"")'
        sheet.write_formula(row, column, f"={self._on(formula, row)}", look, shown)

    def _check(self) -> str:
        """The numbers of the questions that need another look, for a row in use."""
        parts = []
        for column, (_, question) in enumerate(self.plan.columns, self.plan.first):
            filled, applies = f'{self._cell(column)}<>""', self.relevant.get(question.path, "")
            wrong = self._wrong(question)
            tests = [f"AND({filled},{wrong})"] if wrong else []
            must = self.must.get(question.path, "")
            tests += [f"AND(NOT({filled}),{must})"] if must else []
            if tests:
                test = tests[0] if len(tests) == 1 else f"OR({','.join(tests)})"
                test = f"AND({applies},{test})" if applies else test
                parts.append(f'IF({test},{quoted(question.number + " ")},"")')
        said = f'IF({self._used()}=1,TRIM({"&".join(parts)}),"")' if parts else ""
        return said if len(said) <= LENGTH_LIMIT else ""

    def _wrong(self, question: Question) -> str:
        """When the answer on the row breaks a rule; a rule that only asks for a word is left to the upload."""
        if question.attributes.get("severity") == "explain":
            return ""
        return self.wrong.get(question.path, "")

    def _findings(self, position: Mapping[str, int]) -> str:
        numbers = [
            question.number
            for _, question in self.plan.columns
            if self.book.standing.codes(concrete(question.path, position)) & {"constraint", "required"}
        ]
        return " ".join(numbers)

    def _cell(self, column: int) -> str:
        return f"${xl_col_to_name(column)}{ROW}"

    def _used(self) -> str:
        return self._cell(self.plan.check + 1)

    def _on(self, formula: str, row: int) -> str:
        return formula.replace(ROW, str(row + 1))
