"""Conditions and calculations as formulas: how they are said, and what LibreOffice makes of them beside the judge."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date

import openpyxl
import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge
from entraide.collection.domain.workbook import write_workbook
from entraide.collection.domain.workbook.formulas import formula, worth
from entraide.collection.domain.workbook.layout import layout
from entraide.collection.domain.workbook.places import Place, Unsaid
from entraide.collection.domain.xform import check_xform
from entraide.collection.domain.xpath.parser import parse

from .forms import xform

OFFICE = shutil.which("soffice")
CONDITIONS = (
    "/data/a = 3", "/data/a != 3", "/data/a > /data/b", "/data/a <= /data/b", "/data/a = /data/b", "/data/a != /data/b",
    "3 < /data/a", "/data/a = ''", "/data/a != ''", "not(/data/a > 3)", "not(/data/a = '')", "/data/a >= -2.5",
    "/data/a + /data/b > 5", "/data/a - /data/b = 1", "/data/a * 2 = /data/b", "/data/a div /data/b > 1",
    "/data/a mod 2 = 1", "-/data/a < 0", "/data/c = 2.5", "round(/data/c) = 3", "round(/data/c, 1) = 2.5",
    "int(/data/c) = 2", "floor(/data/c) = 2", "ceiling(/data/c) = 3", "abs(/data/a) = 4", "min(/data/a, /data/b) = 3",
    "max(/data/a, /data/b) > 3", "number(/data/a) = 3", "sqrt(/data/a) = 2", "pow(/data/a, 2) = 9",
    "/data/s = 'yes'", "/data/s != 'yes'", "selected(/data/s, 'no')", "/data/s = ''", "selected(/data/m, 'x')",
    "count-selected(/data/m) > 1", "/data/m != '' and not(selected(/data/m, 'z'))", "/data/t = 'Law'", "/data/t != 'law'",
    "string-length(/data/t) > 3", "contains(/data/t, 'aw')", "starts-with(/data/t, 'L')", "ends-with(/data/t, 'w')",
    "concat(/data/t, '!') = 'Law!'", "substr(/data/t, 1) = 'aw'", "substring-before(/data/t, 'w') = 'La'",
    "normalize-space(/data/t) = 'Law'", "regex(/data/t, '^[A-Z]{3}$')",
    "/data/d > '2024-01-01'", "/data/d = '2024-03-14'", "/data/d <= today()", "/data/d > date('2024-01-01') + 10",
    "today() - /data/d > 30", "date(/data/d) < date('2030-01-01')", "decimal-date-time(/data/d) > 19000",
    "coalesce(/data/a, /data/b) = 3", "coalesce(/data/t, 'none') = 'none'", "if(/data/a > 3, 'many', 'few') = 'few'",
    "if(/data/a = '', 0, /data/a) >= 0", "true()", "false() or /data/a = 3", "/data/a = 3 or /data/b = 4",
    "(/data/a = 3) = true()", "sum(/data/r/n[. != '']) > 5", "sum(/data/r/n) > 5", "count(/data/r) = 2",
    "count(/data/r/n[. != '']) = 1", "max(/data/r/n) = 7", "count-non-empty(/data/r/n) = 2", "/data/twice > 7",
    "/data/few = 'few'", "once(/data/a) = 3", "/data/sometimes = 3",
)  # fmt: skip
CALCULATIONS = (
    "/data/a + /data/b", "/data/a div 4", "if(/data/a = '', '', /data/a * 2)", "concat(/data/t, ' / ', /data/s)",
    "if(selected(/data/m, 'x'), 'x taken', 'no x')", "round(/data/c * 10, 0)", "sum(/data/r/n[. != ''])", "count(/data/r)",
    "string-length(/data/t)", "coalesce(/data/b, 0) + 1", "if(/data/d > '2024-01-01', 'new', 'old')",
)  # fmt: skip


def the_form():
    asked = "".join(f"<q{n}/>" for n in range(len(CONDITIONS))) + "".join(f"<c{n}/>" for n in range(len(CALCULATIONS)))
    instance = f"""<data id="f" version="1"><a/><b/><c/><t/><s/><m/><d/><sometimes/><twice/><few/>{asked}
      <r jr:template=""><n/><x/><line/></r><meta><instanceID/></meta></data>"""
    binds = """<bind nodeset="/data/a" type="int"/><bind nodeset="/data/b" type="int"/><bind nodeset="/data/c" type="decimal"/>
      <bind nodeset="/data/d" type="date"/><bind nodeset="/data/r/n" type="int" constraint=". &lt; 9"/>
      <bind nodeset="/data/sometimes" type="int" relevant="/data/s = 'yes'"/>
      <bind nodeset="/data/twice" type="string" calculate="2 * /data/a"/>
      <bind nodeset="/data/few" type="string" calculate="if(/data/a > 3, 'many', 'few')"/>
      <bind nodeset="/data/r/x" type="string" relevant="../n > 3" required="true()"/>
      <bind nodeset="/data/r/line" type="string" calculate="../n * 2 + /data/a"/>"""
    binds += "".join(
        f'<bind nodeset="/data/q{n}" type="string" relevant="{one.replace("<", "&lt;")}"/>'
        for n, one in enumerate(CONDITIONS)
    )
    binds += "".join(
        f'<bind nodeset="/data/c{n}" type="string" readonly="true()" calculate="{one}"/>'
        for n, one in enumerate(CALCULATIONS)
    )
    fields = "abctd"
    body = "".join(f'<input ref="/data/{name}"><label>{name}</label></input>' for name in (*fields, "sometimes"))
    items = "".join(f"<item><label>{v.title()}</label><value>{v}</value></item>" for v in ("yes", "no"))
    several = "".join(f"<item><label>The {v}</label><value>{v}</value></item>" for v in ("x", "y", "z"))
    body += f'<select1 ref="/data/s"><label>s</label>{items}</select1><select ref="/data/m"><label>m</label>{several}</select>'
    body += "".join(f'<input ref="/data/q{n}"><label>{n}</label></input>' for n in range(len(CONDITIONS)))
    body += "".join(f'<input ref="/data/c{n}"><label>calc {n}</label></input>' for n in range(len(CALCULATIONS)))
    repeat = """<input ref="/data/r/n"><label>n</label></input><input ref="/data/r/x"><label>x</label></input>
      <input ref="/data/r/line"><label>line</label></input>"""
    body += f'<group ref="/data/r"><label>rows</label><repeat nodeset="/data/r">{repeat}</repeat></group>'
    return check_xform(xform(instance, binds, body)).published()


FORM = the_form()
REPLIES = tuple(
    Answers({path: Cell(value) for path, value in values.items()})
    for values in (
        {},
        {"/data/a": "3", "/data/b": "4", "/data/c": "2.5", "/data/t": "Law", "/data/s": "yes", "/data/m": "x",
         "/data/d": "2024-03-14", "/data/sometimes": "3", "/data/r[1]/n": "7"},
        {"/data/a": "-4", "/data/b": "-5", "/data/c": "2.45", "/data/t": "LAW", "/data/s": "no", "/data/m": "x y",
         "/data/d": "1999-12-31", "/data/sometimes": "3", "/data/r[1]/n": "2", "/data/r[2]/n": "8", "/data/r[1]/x": "seen"},
        {"/data/a": "5", "/data/b": "5", "/data/t": "law ", "/data/s": "yes", "/data/m": "z", "/data/d": "2031-01-01",
         "/data/r[1]/n": "5", "/data/r[2]/x": "without a number"},
        {"/data/a": "0", "/data/c": "-0.5", "/data/t": "1+1", "/data/m": "y z x"},
        {"/data/b": "2", "/data/a": "9", "/data/c": "3", "/data/s": "yes", "/data/sometimes": "4"},
    )
)  # fmt: skip


def test_every_condition_and_calculation_here_can_be_said():
    book = openpyxl.load_workbook(io.BytesIO(write_workbook(FORM, "en")))
    assert not any("only when the file is sent" in str(cell.value) for row in book.worksheets[0] for cell in row)


@pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed: formulas are held against the judge only where it is"
)
def test_libreoffice_and_the_judge_agree_on_every_formula(tmp_path):
    blank = write_workbook(FORM, "en")
    for number, answers in enumerate(REPLIES):
        openpyxl_saved(blank, answers, tmp_path / f"{number}.xlsx")
    command = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "xlsx"]
    names = [tmp_path / f"{number}.xlsx" for number in range(len(REPLIES))]
    subprocess.run([*command, "--outdir", tmp_path / "out", *names], check=True, capture_output=True, timeout=180)
    differing = [
        difference
        for number, answers in enumerate(REPLIES)
        for difference in differences(
            openpyxl.load_workbook(tmp_path / "out" / f"{number}.xlsx", data_only=True), answers
        )
    ]
    assert not differing, differing


def openpyxl_saved(blank, answers, path):
    """The workbook as somebody fills it in: openpyxl forgets all results, so that LibreOffice computes them."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    section, table = book.worksheets[1], book.worksheets[2]
    plan = layout(FORM)
    ids = plan.ids
    for where, cell in answers.items():
        value = typed(where.split("[")[0] + where.partition("]")[2], cell.value)
        if "[" in where:
            row = 4 + int(where.partition("[")[2].partition("]")[0])
            table.cell(row, {"n": 3, "x": 4}[where.rpartition("/")[2]]).value = value
        elif where == "/data/m":
            for choice in cell.value.split():
                section.cell(row_of(section, f"{ids[where]}.{'xyz'.index(choice) + 1}"), 4).value = "x"
        else:
            section.cell(row_of(section, ids[where]), 4).value = value
    book.save(path)


def typed(path, value):
    question = FORM.question(path)
    if question.numeric:
        return float(value)
    if question.type == "date":
        return date.fromisoformat(value)
    return next((choice.label.shown_in("en").text for choice in question.choices if choice.value == value), value)


def row_of(sheet, id):
    return next(cell.row for row in sheet.iter_rows(max_col=1) for cell in row if cell.value == id)


def differences(book, answers):
    judgement = judge(FORM, answers, date.today())  # noqa: DTZ011 (as the spreadsheet's TODAY())
    plan, section, table = layout(FORM), book.worksheets[1], book.worksheets[2]
    for number, condition in enumerate(CONDITIONS):
        row = row_of(section, plan.ids[f"/data/q{number}"])
        if section.cell(row, 10).value != int(f"/data/q{number}" in judgement.relevant):
            yield condition, dict(answers.to_json()), section.cell(row, 10).value
    shown = {
        str(cell.value): section.cell(cell.row, 4).value
        for row in section.iter_rows(min_col=3, max_col=3)
        for cell in row
    }
    for number, calculation in enumerate(CALCULATIONS):
        theirs, ours = shown[f"calc {number}"], judgement.values.get(f"/data/c{number}", "")
        ours = "" if ours == "NaN" else ours
        if str(theirs if theirs is not None else "") != (
            ours if isinstance(theirs, str | None) else str(same(ours, theirs))
        ):
            yield calculation, dict(answers.to_json()), theirs, ours
    for position in range(1, answers.count("/data/r") + 1):
        theirs, ours = table.cell(4 + position, 5).value, judgement.values.get(f"/data/r[{position}]/line", "")
        if str("" if theirs is None else theirs) != ("" if ours == "NaN" else str(same(ours, theirs))):
            yield "line", position, theirs, ours


def same(ours, theirs):
    """The number that the judge wrote, as the type the sheet gives."""
    return type(theirs)(float(ours)) if ours not in ("", "NaN") and isinstance(theirs, int | float) else ours


def place(path, type="integer", **more):
    return Place(FORM.question(path), ("$D$5",), **more)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("/data/a > 3", 'IFERROR(IF($D$5="",NA(),$D$5+0)>3,FALSE)'),
        ("not(/data/t = 'x')", 'NOT(EXACT(($D$5&""),"x"))'),
        ("/data/t = 'say \"so\"'", 'EXACT(($D$5&""),"say ""so""")'),
        ("/data/d >= '2024-01-01'", 'IFERROR(IF($D$5="",NA(),$D$5+0)>=DATE(2024,1,1),FALSE)'),
        ("/data/a != ''", 'NOT(NOT($D$5<>""))'),
    ],
)
def test_how_a_condition_is_said(expression, said):
    assert formula(parse(expression).tree, "/data/q0", lambda path: place(path)) == said


@pytest.mark.parametrize(
    "expression",
    [
        "regex(/data/t, '^a+$')", "/data/r/n > 3", "/data/a", "pulldata('x', 'y', 'z', /data/t)", "/data/r[1]/n = 3",
        "indexed-repeat(/data/r/n, /data/r, 1) = 3", "position(..) = 1", "random() > 0.5", "uuid() = 'x'", "/data/none = 1",
        "jr:choice-name(/data/s, '/data/s') = 'Yes'", "/data/t < '1850-01-01' and $v = 1", "/data/a | /data/b",
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_left_to_the_judge(expression):
    from_table = {"/data/r/n": None}
    known = lambda path: None if path in from_table or not FORM.has(path) else place(path)  # noqa: E731
    assert formula(parse(expression).tree, "/data/q0", known) is None
    with pytest.raises(Unsaid):
        worth(parse(expression).tree, "/data/q0", lambda path: None)
