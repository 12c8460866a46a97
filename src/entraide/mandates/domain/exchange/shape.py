"""What a row is: one mandate and one of those it is addressed to, every cell as a plain text that can be compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from attrs import frozen

from entraide.kernel.languages import Language

Kind = Literal["number", "text", "act", "life", "response", "implementation", "day", "list"]
Key = tuple[int, int]
"""Mandate and addressee; 0 for a mandate that is addressed to nobody."""

CELL_LIMIT: Final = 32_000
"""Signs that a cell of a spreadsheet holds, with some to spare for what is escaped."""
CUT: Final = " […]"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@frozen
class Column:
    """A column of the sheet. `owner` is whose it is; a column that is only read cannot be changed by a file."""

    key: str
    kind: Kind
    width: int
    owner: Literal["row", "mandate", "addressee"] = "row"
    secretariat: bool = False

    @property
    def editable(self) -> bool:
        """Whether a file may change it."""
        return self.owner != "row"


COLUMNS: Final = (
    Column("mandate", "number", 14),
    Column("addressee", "number", 13),
    Column("edition", "number", 9),
    Column("fingerprint", "text", 10, secretariat=True),
    Column("document", "text", 18),
    Column("paragraph", "text", 9),
    Column("text", "text", 60),
    Column("asked", "text", 22),
    Column("act", "act", 13, "mandate"),
    Column("deliverable", "text", 45, "mandate"),
    Column("deadline", "text", 16, "mandate"),
    Column("due_on", "day", 12, "mandate"),
    Column("topics", "list", 18, "mandate"),
    Column("life", "life", 14, "mandate"),
    Column("response", "response", 14, "addressee"),
    Column("implementation", "implementation", 16, "addressee"),
    Column("note", "text", 30, "addressee"),
    Column("resources", "text", 24, "addressee"),
    Column("assignee", "list", 24, "mandate", secretariat=True),
)
BY_KEY: Final[Mapping[str, Column]] = {column.key: column for column in COLUMNS}
READ_ONLY: Final = ("document", "paragraph", "text", "asked")
EDITABLE: Final = tuple(column.key for column in COLUMNS if column.editable)
OF_MANDATE: Final = tuple(column.key for column in COLUMNS if column.owner == "mandate")
OF_ADDRESSEE: Final = tuple(column.key for column in COLUMNS if column.owner == "addressee")


@frozen
class Row:
    """A row of the register. `values` holds every column that is not an id: states by their codes, days in ISO 8601,
    lists with `; ` between them. `anchor` is the permanent identity of its paragraph, which no other register has.
    """

    mandate: int
    addressee: int
    edition: int
    values: Mapping[str, str]
    anchor: str = ""

    @property
    def key(self) -> Key:
        """What makes it one and the same, wherever it stands in the file."""
        return self.mandate, self.addressee

    def value(self, column: str) -> str:
        """A cell as it is compared."""
        return tidy(self.values.get(column, ""))


def tidy(text: str) -> str:
    """A text as every spreadsheet program keeps it: no control signs, one kind of line break, no blanks at the ends."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def fitting(text: str) -> str:
    """As much of it as a cell holds, with a mark where it was cut."""
    return text if _units(text) <= CELL_LIMIT else text[: CELL_LIMIT // 2] + CUT


def _units(text: str) -> int:
    """Spreadsheets count in UTF-16."""
    return len(text) + sum(sign > "\uffff" for sign in text)


def listed(text: str) -> str:
    """A list in one form, whatever stands between its members: `a; b`."""
    parts = (" ".join(part.split()) for part in re.split(r"[;；؛\n]", text))
    return "; ".join(dict.fromkeys(part for part in parts if part))


Words = Mapping[str, Mapping[str, Mapping[Language, str]]]
