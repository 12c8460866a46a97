"""How cells look, and the small acts of writing that every sheet shares."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..form import Question
from .words import vocabulary, word

CELL_LIMIT: Final = 32_767
MESSAGE_LIMIT: Final = 255
_GREY, _INK, _BLUE = "#6f777b", "#0b0c0c", "#1d3557"
_NUMBER_FORMATS: Final = {"integer": "#,##0", "decimal": "General", "range": "General"}
_DATE_FORMATS: Final[dict[Language, str]] = {
    "ar": "yyyy-mm-dd", "en": "[$-809]d mmm yyyy", "es": "[$-C0A]dd/mm/yyyy", "fr": "[$-40C]dd/mm/yyyy",
    "ru": "[$-419]dd.mm.yyyy", "zh": "yyyy-mm-dd",
}  # fmt: skip
"""Days as the language writes them; figures take the separators of the reader's own program."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, programs count days differently: such dates are written as text."""


@frozen
class Formats:
    """The formats of one workbook, made once each. Right to left for Arabic."""

    book: Any
    language: Language
    made: dict[str, Any]

    def get(self, name: str, **more: Any) -> Any:
        """The format called `name`, with more properties if given."""
        key = f"{name}{sorted(more.items())}"
        if key not in self.made:
            base = {"text_wrap": True, "valign": "top", "font_name": "Arial", "font_size": 10, "font_color": _INK}
            right = {"reading_order": 2, "align": "right"} if self.language == "ar" else {}
            self.made[key] = self.book.add_format({**base, **right, **_LOOKS[name], **more})
        return self.made[key]

    def answer(self, question: Question) -> Any:
        """The format of an answer cell: text stays text, so that `1-2` does not become a date."""
        return self.get("answer", num_format=self.number_format(question))

    @property
    def day(self) -> str:
        """How days are shown."""
        return _DATE_FORMATS[self.language]

    def number_format(self, question: Question) -> str:
        """How the program shows the value: years without separators, days as the language writes them."""
        if question.type == "date":
            return self.day
        return "0" if question.kind == "year" else _NUMBER_FORMATS.get(question.type, "@")


_LOOKS: Final[dict[str, dict[str, Any]]] = {
    "title": {"bold": True, "font_size": 14, "font_color": _BLUE, "text_wrap": False},
    "banner": {"bold": True, "font_color": "#942514", "text_wrap": False},
    "head": {"bold": True, "bg_color": "#dee8f2", "border": 1, "border_color": "#b1b4b6"},
    "group": {"bold": True, "font_color": _BLUE},
    "label": {},
    "choice": {"indent": 2},
    "number": {"font_color": _GREY},
    "hint": {"font_color": _GREY, "italic": True},
    "answer": {"locked": False, "border": 1, "border_color": "#505a5f"},
    "aside": {"locked": False, "border": 1, "border_color": "#b1b4b6", "num_format": "@"},
    "plain": {},
    "computed": {"bg_color": "#f3f2f1", "border": 1, "border_color": "#b1b4b6", "bold": True},
    "check": {"font_color": "#942514", "font_size": 9},
    "machine": {"font_color": _GREY},
}


def grey(book: Any) -> Any:
    """How a question that is not relevant is shown."""
    return book.add_format({"font_color": "#b1b4b6", "bg_color": "#e6e6e6"})


def red(book: Any) -> Any:
    """How an answer that breaks a rule is shown."""
    return book.add_format({"font_color": "#942514", "bg_color": "#f6d7d2"})


def yellow(book: Any) -> Any:
    """How a required answer that is still open is shown."""
    return book.add_format({"bg_color": "#fff7bf"})


def shown(text: Text, language: Language) -> str:
    """The words in the language, with an ellipsis where the form shows a value."""
    return re.sub(r"\{\{[^}]*\}\}", "…", text.shown_in(language).text)


def put(sheet: Any, row: int, column: int, value: str, question: Question, look: Any) -> None:
    """Write an answer: as a number where a spreadsheet keeps it exactly, else as text."""
    number = _exact(value) if question.numeric else _serial(value) if question.type == "date" else None
    if number is not None:
        sheet.write_number(row, column, number, look)
    elif value:
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_blank(row, column, None, look)


def help_text(question: Question, language: Language) -> str:
    """Hint and guidance, as far as the message beside a cell holds them; for some types, how to write the answer."""
    how = word(f"write_{question.type}", language) if f"write_{question.type}" in vocabulary() else ""
    parts = (question.hint.shown_in(language).text, question.guidance.shown_in(language).text, how)
    return cut("\n".join(part for part in parts if part))


def cut(text: str, limit: int = MESSAGE_LIMIT) -> str:
    """A text of at most so many UTF-16 units, as spreadsheet programs count."""
    if len(text.encode("utf-16-le")) // 2 <= limit:
        return text
    while len(text.encode("utf-16-le")) // 2 > limit - 1:
        text = text[: -max(1, (len(text) - limit) // 2)]
    return text + "…"


def listed(
    sheet: Any, area: tuple[int, int, int, int], source: str | list[str], message: str = "", *, strict: bool = True
) -> None:
    """Offer a list in the cells; other answers are warned about, not refused: the reader knows codes too."""
    options: dict[str, Any] = {"validate": "list", "source": source, "error_type": "warning", "show_error": strict}
    if message:
        options["input_message"] = message
    sheet.data_validation(*area, options)


def checked(sheet: Any, area: tuple[int, int, int, int], rule: str, error: str, message: str, *, stop: bool) -> None:
    """Warn in the form's own words when the rule (a formula) does not hold; nothing is refused, drafts never are."""
    options: dict[str, Any] = {
        "validate": "custom",
        "value": "=" + rule,
        "error_type": "warning" if stop else "information",
    }
    options |= {"error_message": cut(error)} if error else {}
    options |= {"input_message": message} if message else {}
    sheet.data_validation(*area, options)


def explained(sheet: Any, area: tuple[int, int, int, int], message: str) -> None:
    """Show a message beside the cells."""
    if message:
        sheet.data_validation(*area, {"validate": "any", "input_message": message})


def _serial(value: str) -> float | None:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return float((day - date(1899, 12, 30)).days) if day >= _FIRST_DAY else None


def _exact(value: str) -> float | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() and Decimal(repr(float(number))) == number else None
