"""How cells look, and the small acts of writing that every sheet shares."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.text import Text

from ..form import Question

CELL_LIMIT: Final = 32_767
MESSAGE_LIMIT: Final = 255
_GREY, _INK, _BLUE = "#6f777b", "#0b0c0c", "#1d3557"
_NUMBER_FORMATS: Final = {"integer": "0", "decimal": "0.##########", "date": "yyyy-mm-dd", "range": "0.####"}


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
        return self.get("answer", num_format=_NUMBER_FORMATS.get(question.type, "@"))


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
}


def grey(book: Any) -> Any:
    """How a question that is not relevant is shown."""
    return book.add_format({"font_color": "#b1b4b6", "bg_color": "#e6e6e6"})


def shown(text: Text, language: Language) -> str:
    """The words in the language, with an ellipsis where the form shows a value."""
    return re.sub(r"\{\{[^}]*\}\}", "…", text.shown_in(language).text)


def put(sheet: Any, row: int, column: int, value: str, question: Question, look: Any) -> None:
    """Write an answer: as a number where a spreadsheet keeps it exactly, else as text."""
    number = _exact(value) if question.numeric else None
    if number is not None:
        sheet.write_number(row, column, number, look)
    elif value:
        sheet.write_string(row, column, value, look)
    else:
        sheet.write_blank(row, column, None, look)


def help_text(question: Question, language: Language) -> str:
    """Hint and guidance, as far as the message beside a cell holds them."""
    parts = (question.hint.shown_in(language).text, question.guidance.shown_in(language).text)
    text = "\n".join(part for part in parts if part)
    return text if len(text) <= MESSAGE_LIMIT else text[: MESSAGE_LIMIT - 1] + "…"


def listed(sheet: Any, area: tuple[int, int, int, int], source: str | list[str], message: str = "") -> None:
    """Offer a list in the cells; other answers are warned about, not refused: the reader knows codes too."""
    options: dict[str, Any] = {"validate": "list", "source": source, "error_type": "warning"}
    if message:
        options["input_message"] = message
    sheet.data_validation(*area, options)


def explained(sheet: Any, area: tuple[int, int, int, int], message: str) -> None:
    """Show a message beside the cells."""
    if message:
        sheet.data_validation(*area, {"validate": "any", "input_message": message})


def _exact(value: str) -> float | None:
    try:
        number = Decimal(value)
    except InvalidOperation:
        return None
    return float(number) if number.is_finite() and Decimal(repr(float(number))) == number else None
