"""The register through another spreadsheet program: saved again by LibreOffice, it comes back as it left."""

import shutil
import subprocess

import pytest

from entraide.mandates.domain.exchange import Row, compare, open_table, read_rows, write_csv, write_xlsx

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
ROUGH = {
    "document": "TEST/1 - TEST/2", "paragraph": "23 (a)", "text": "=1+1 is asked;\nof States, “all” of them; 'so",
    "asked": "Member States", "act": "invite", "deliverable": "-5\n+7; @x", "deadline": "2027-01-15", "due_on": "2027-01-15",
    "topics": "laws; الثقافة", "life": "adopted", "response": "in_part", "implementation": "needs_resources",
    "note": "00012", "resources": "1-2", "assignee": "nadia@example.org; viktor@example.org",
}  # fmt: skip
PLAIN = {
    "document": "TEST/1", "paragraph": "1", "text": "请各国；", "asked": "各国", "act": "call", "due_on": "",
    "life": "endorsed", "response": "pending", "implementation": "not_started", "note": "TRUE", "resources": "12.50",
}  # fmt: skip
ROWS = [
    Row(1, 11, 4, ROUGH, "p1"),
    Row(1, 12, 4, {**ROUGH, "note": "", "deliverable": "'quoted"}, "p1"),
    Row(2, 0, 1, PLAIN, "p2"),
]


def saved_again(folder, name, *forms, read=()):
    """The file after LibreOffice turned it into each of these forms, one from the other."""
    for turn, form in enumerate(forms):
        out = folder / str(turn)
        suffix = form.split(":")[0]
        command = [OFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless", *read, "--convert-to", form]
        subprocess.run([*command, "--outdir", out, name], check=True, capture_output=True, timeout=120)
        name = out / f"{name.stem}.{suffix}"
        if not name.exists():
            pytest.skip("LibreOffice is installed without its spreadsheets")
    return name.read_bytes()


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("ar", ("ods", "xlsx")),
        ("fr", ("csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false",)),
        ("zh", ("csv:Text - txt - csv (StarCalc):9,34,UTF16,1,,0,false,true,false",)),
    ],
)
def test_saved_again_it_comes_back_as_it_left(tmp_path, language, forms):
    left = tmp_path / "register.xlsx"
    left.write_bytes(write_xlsx(ROWS, language, secretariat=True))
    found = compare(read_rows(open_table(saved_again(tmp_path, left, *forms))), {one.key: one for one in ROWS})
    assert (found.changes, found.conflicts, found.problems, found.notes) == ((), (), (), ())
    assert (found.unchanged, found.missing) == (3, 0)


def test_the_table_saved_as_a_workbook_comes_back_as_it_left(tmp_path):
    left = tmp_path / "register.csv"
    left.write_text("".join(write_csv(ROWS, "es", 3, secretariat=True)), encoding="utf-8", newline="")
    back = saved_again(tmp_path, left, "xlsx", read=["--infilter=CSV:44,34,76"])
    found = compare(read_rows(open_table(back)), {one.key: one for one in ROWS})
    assert (found.conflicts, found.problems) == ((), ())
    assert {(one.column, one.before, one.after) for one in found.changes} <= {
        ("note", "00012", "12"), ("resources", "12.50", "12.5"),
    }  # fmt: skip
