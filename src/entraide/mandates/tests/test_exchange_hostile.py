"""Workbooks made to hurt: numbers that are none, cells at the far corner."""

import io
import re
import zipfile

import pytest

from entraide.kernel.problems import Refused
from entraide.mandates.domain.exchange import Row, open_table, opening, read_rows, write_xlsx


def book(twist):
    row = Row(
        1,
        2,
        1,
        {
            "act": "urge",
            "life": "adopted",
            "response": "pending",
            "implementation": "not_started",
            "due_on": "2027-05-01",
        },
        "x",
    )
    source = zipfile.ZipFile(io.BytesIO(write_xlsx([row], "en", secretariat=True)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name in source.namelist():
            part = source.read(name)
            made.writestr(name, twist(part) if name == "xl/worksheets/sheet1.xml" else part)
    return out.getvalue()


@pytest.mark.parametrize("number", [b"1e999", b"NaN", b"-1e999", b"1e300", b"99999999999999"])
@pytest.mark.parametrize("dated", [True, False])
def test_a_number_that_is_no_day_is_told_or_refused(number, dated):
    def twist(part):
        found = re.search(rb'<c r="\w+2"[^>]*><v>4\d{4}</v></c>', part)
        cell = re.sub(rb"<v>.*</v>", b"<v>" + number + b"</v>", found[0])
        return part.replace(found[0], cell if dated else re.sub(rb' s="\d+"', b"", cell))

    try:
        lines = read_rows(open_table(book(twist)))
    except Refused as refusal:
        assert refusal.problems[0].code == "MAN-403"
    else:
        assert {one.code for one in lines.rows[0].problems} <= {"MAN-410", "MAN-423"}


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="900000"><c r="xfc900000"><v>1</v></c></row>',
        b'<row r="900000"><c><v>1</v></c></row>',
        b'<row r="9"><c r="XFC9"/><c><v>1</v></c></row>',
        b'<row r="900000"><c r = "XFC900000"><v>1</v></c></row>',
    ],
)
def test_a_far_corner_is_found_however_it_is_written(far, monkeypatch):
    monkeypatch.setattr(opening, "_opened", lambda _parts: pytest.fail("it was read"))
    with pytest.raises(Refused, match=r"MAN-40[25]"):
        open_table(book(lambda part: part.replace(b"</sheetData>", far + b"</sheetData>")))
