"""Small XLSForms for the tests."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

ENGLISH, ARABIC = "label::English (en)", "label::العربية (ar)"


def book(survey: Sequence[Sequence[object]], choices=(), settings=None, **more: Sequence[Sequence[object]]) -> bytes:
    """An .xlsx with these sheets; the first row of each holds the headings."""
    settings = settings or [["form_title", "form_id", "version", "default_language"], ["T", "t", "1", "English (en)"]]
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as workbook:
        for name, rows in {"survey": survey, "choices": choices, "settings": settings, **more}.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


SURVEY = ["type", "name", ENGLISH, ARABIC, "bind::entraide:kind", "parameters", "constraint", "relevant", "choice_filter"]
OWN_KINDS = book(
    [
        SURVEY,
        ["begin group", "a", "Section", "قسم"],
        ["integer", "seized", "Seizures", "المضبوطات", "figures", "years=2021-2023", ". >= 0"],
        ["decimal", "worth", "Value", "القيمة", "money"],
        ["select_multiple", "origin", "Origin", "المنشأ", "states"],
        ["text", "item", "Object", "القطعة", "object"],
        ["text", "law", "Provision", "الحكم", "provision"],
        ["select_one yn or_other", "sure", "Sure?", "هل أنتم متأكدون؟"],
        ["end group", "a"],
    ],
    [["list_name", "name", ENGLISH, ARABIC], ["yn", "yes", "Yes", "نعم"], ["yn", "no", "No", "لا"]],
)
"""Every kind of ours, once."""
