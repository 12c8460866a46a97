"""The register on sheets: rows written as XLSX or CSV, read back however they were changed, and compared."""

from .comparing import Change, Comparison, Conflict, compare
from .csv_sheet import write_csv
from .opening import Table, open_table
from .reading import FileRow, Lines, read_rows
from .shape import COLUMNS, EDITABLE, OF_ADDRESSEE, OF_MANDATE, Key, Row
from .xlsx_sheet import write_xlsx

__all__ = [
    "COLUMNS",
    "EDITABLE",
    "OF_ADDRESSEE",
    "OF_MANDATE",
    "Change",
    "Comparison",
    "Conflict",
    "FileRow",
    "Key",
    "Lines",
    "Row",
    "Table",
    "compare",
    "open_table",
    "read_rows",
    "write_csv",
    "write_xlsx",
]
