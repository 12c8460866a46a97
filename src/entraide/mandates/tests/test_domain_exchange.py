"""The register on sheets: out and in without loss, whatever people do to the rows in between."""

import csv
import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused
from entraide.mandates.domain.exchange import (
    COLUMNS,
    EDITABLE,
    OF_MANDATE,
    Row,
    compare,
    csv_sheet,
    open_table,
    read_rows,
    write_csv,
    write_xlsx,
    xlsx_sheet,
)  # fmt: skip
from entraide.mandates.domain.exchange.opening import ROW_LIMIT
from entraide.mandates.domain.exchange.shape import tidy
from entraide.mandates.domain.exchange.wording import choices, folded, words
from entraide.mandates.domain.life import IMPLEMENTATION, RESPONSE

ROUGH = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40) | st.sampled_from(
    ["=1+1", "'=x", "''=x", "+7", "-", "@sum", "\t=1", "_x0041_", "a\r\nb", "  =2", "1-2", "00012", "12.0", "TRUE", "2027-01-15",
     "#N/A", "x" * 40_000, "𐀀" * 20_000, '"quoted", and; more', "\ufeffbom", "'", "'t"]
)  # fmt: skip
LISTS = st.lists(st.sampled_from(["mutual assistance", "الثقافة", "贩运", "=risky"]), max_size=3, unique=True).map(
    "; ".join
)
VALUES = st.fixed_dictionaries(
    {
        **dict.fromkeys(("document", "paragraph", "text", "asked", "deliverable", "deadline", "note", "resources"), ROUGH),
        "act": st.sampled_from(["request", "urge"]), "due_on": st.sampled_from(["", "2027-01-15", "1999-12-31"]),
        "topics": LISTS, "life": st.sampled_from(["adopted", "endorsed", "elapsed"]),
        "response": st.sampled_from(RESPONSE.states), "implementation": st.sampled_from(IMPLEMENTATION.states),
        "assignee": st.sampled_from(["", "nadia@example.org"]),
    }
)  # fmt: skip


def row(mandate=1, addressee=11, edition=1, **values):
    plain = {
        "document": "TEST/1", "paragraph": "23 (a)", "text": "Invites States to act;", "asked": "States", "act": "invite",
        "life": "adopted", "response": "pending", "implementation": "not_started",
    }  # fmt: skip
    return Row(mandate, addressee, edition, {**plain, **values})


def written(rows, form="csv", language="en"):
    if form == "xlsx":
        return write_xlsx(rows, language, secretariat=True)
    return "".join(write_csv(rows, language, len(rows), secretariat=True)).encode()


def compared(data, rows):
    return compare(read_rows(open_table(data)), {one.key: one for one in rows})


def edited(rows, change, language="en"):
    """A CSV file after somebody worked on it: `change` takes the header and the lines."""
    text = written(rows, language=language).decode().removeprefix("\ufeff")
    head, *lines = list(csv.reader(io.StringIO(text, newline="")))
    lines = change(head, lines) or lines
    out = io.StringIO()
    csv.writer(out).writerows([head, *lines])
    return out.getvalue().encode()


def put(place, column, value):
    def change(head, lines):
        lines[place][head.index(column)] = value

    return change


def codes(found):
    return [problem.code for problem in found.problems]


@settings(max_examples=40, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=3), st.sampled_from(LANGUAGES), st.sampled_from(["csv", "xlsx"]))
def test_what_comes_back_as_it_left_changes_nothing(values, language, form):
    rows = [Row(1 + turn // 2, turn, turn, one) for turn, one in enumerate(values)]
    found = compared(written(rows, form, language), rows)
    assert (found.changes, found.conflicts, found.problems) == ((), (), ())
    assert (found.unchanged, found.missing, found.doubled) == (len(rows), 0, 0)


@settings(max_examples=40, deadline=None)
@given(VALUES, VALUES, st.sampled_from(LANGUAGES), st.sampled_from(["csv", "xlsx"]))
def test_what_was_changed_is_exactly_what_differs(before, after, language, form):
    free = ("act", "due_on", "topics", "response", "implementation", "assignee", "note", "resources")
    new = {**before, **{key: after[key] for key in free}}
    left, back = Row(7, 8, 3, before), Row(7, 8, 3, new)
    data = _with_old_fingerprint(left, back, form, language)
    found = compared(data, [left])
    wanted = {key for key in free if tidy(before[key]) != tidy(after[key])}
    long = {problem.params.get("column") for problem in found.problems}
    assert {problem.code for problem in found.problems} <= {"MAN-420", "MAN-421"}
    assert {one.column for one in found.changes} == wanted - long
    assert all(one.after == tidy(after[one.column]) for one in found.changes)


def _with_old_fingerprint(left, back, form, language):
    """The file as a person changes it: new values beside the fingerprint of the row that left."""
    module = xlsx_sheet if form == "xlsx" else csv_sheet
    kept = module.fingerprint
    module.fingerprint = lambda _row, *rest: kept(left, *rest)
    try:
        return written([back], form, language)
    finally:
        module.fingerprint = kept


def test_a_state_may_be_written_in_any_of_the_six_languages():
    for language in LANGUAGES:
        found = compared(
            edited([row()], put(0, "implementation", words()["implementation"]["implemented"][language])), [row()]
        )
        assert [(one.column, one.before, one.after) for one in found.changes] == [
            ("implementation", "not_started", "implemented")
        ]
    found = compared(edited([row()], put(0, "implementation", "finished")), [row()])
    assert (codes(found), found.problems[0].place) == (["MAN-409"], "P2")


@pytest.mark.parametrize("kind", ["act", "life", "response", "implementation"])
def test_no_two_states_read_alike_in_one_language(kind):
    for language in LANGUAGES:
        said = [folded(one) for one in choices(kind, language)]
        assert len(said) == len(set(said)), (kind, language)


def test_sorted_rows_are_known_again():
    rows = [row(turn, turn * 10, text=f"Paragraph {turn}") for turn in (1, 2, 3)]
    found = compared(edited(rows, lambda head, lines: lines[::-1]), rows)
    assert (found.unchanged, codes(found)) == (3, [])


def test_sorting_a_part_of_the_columns_is_noticed():
    rows = [row(turn, turn * 10, text=f"Paragraph {turn}") for turn in (1, 2)]

    def torn(head, lines):
        at = head.index("text")
        lines[0][at], lines[1][at] = lines[1][at], lines[0][at]

    assert codes(compared(edited(rows, torn), rows)) == ["MAN-413", "MAN-413"]


def test_rows_that_are_gone_change_nothing_and_are_said():
    rows = [row(turn, turn * 10) for turn in range(1, 6)]
    found = compared(edited(rows, lambda head, lines: lines[:2]), rows)
    assert (found.missing, found.unchanged, found.changes) == (3, 2, ())


def test_copies_of_a_row_must_agree():
    same = compared(edited([row()], lambda head, lines: [lines[0], lines[0]]), [row()])
    assert (same.doubled, codes(same), same.unchanged) == (1, [], 1)

    def differing(head, lines):
        at = head.index("resources")
        return [[*lines[0][:at], text, *lines[0][at + 1 :]] for text in ("one", "two")]

    assert codes(compared(edited([row()], differing), [row()])) == ["MAN-412"]


def test_half_a_row_and_strange_ids_are_refused_by_row():
    rows = [row(), row(2, 20)]
    broken = {
        "MAN-407": put(0, "mandate", "first"), "MAN-406": put(0, "mandate", "2"), "MAN-414": put(0, "fingerprint", "1-en-2-"),
    }  # fmt: skip
    for code, change in broken.items():
        found = compared(edited(rows, change), rows)
        assert (codes(found), found.unchanged) == ([code], 1)
    unknown = compared(written(rows), rows[:1])
    assert (codes(unknown), unknown.problems[0].place) == (["MAN-406"], "3")


def test_what_moved_on_in_both_is_shown_and_never_written_over():
    left, today = row(deadline="by 2027"), row(edition=2, deadline="by 2028", resources="a grant")
    found = compared(edited([left], put(0, "deadline", "by 2030")), [today])
    assert codes(found) == ["MAN-411"]
    assert [(one.register, one.file) for one in found.conflicts] == [("by 2028", "by 2030")]
    assert found.free == ()
    same = compared(edited([left], put(0, "deadline", "by 2028")), [today])
    assert (same.changes, codes(same)) == ((), [])
    apart = compared(edited([left], put(0, "note", "see report")), [today])
    assert [(one.column, one.after) for one in apart.free] == [("note", "see report")]


def test_a_step_that_there_is_not_is_refused():
    found = compared(edited([row(life="superseded")], put(0, "life", "endorsed")), [row(life="superseded")])
    assert codes(found) == ["MAN-415"]
    assert compared(edited([row()], put(0, "life", "endorsed")), [row()]).free[0].after == "endorsed"


def test_what_belongs_to_the_mandate_is_taken_once():
    rows = [row(1, 10), row(1, 11)]
    once = compared(edited(rows, put(1, "deadline", "by 2030")), rows)
    assert [(one.column, one.after) for one in once.free] == [("deadline", "by 2030")]

    def both(head, lines):
        for line, text in zip(lines, ("by 2030", "by 2031"), strict=True):
            line[head.index("deadline")] = text

    apart = compared(edited(rows, both), rows)
    assert (codes(apart), apart.free) == (["MAN-416"], ())
    assert set(OF_MANDATE) < set(EDITABLE)


def test_days_are_days_however_a_spreadsheet_gives_them_back():
    for text in ("2027-02-03", "2027-02-03T00:00:00", "3.2.2027", "٢٠٢٧-٠٢-٠٣", "2027/2/3"):
        found = compared(edited([row()], put(0, "due_on", text)), [row()])
        assert [one.after for one in found.changes] == ["2027-02-03"], text
    for text in ("46056", "3/2/27", "3/2/2027", "2027-02-30", "2027-02-03 or later", "soon"):
        assert codes(compared(edited([row()], put(0, "due_on", text)), [row()])) == ["MAN-410"], text
    assert compared(edited([row()], put(0, "due_on", "13/2/2027")), [row()]).changes[0].after == "2027-02-13"


@pytest.mark.parametrize("text", ["03/02/2027", "2/3/2027", "3.2.2027"])
def test_a_day_that_a_spreadsheet_wrote_its_own_way_is_no_change(text):
    due = row(due_on="2027-02-03")
    assert compared(edited([due], put(0, "due_on", text)), [due]).unchanged == 1


def test_columns_may_be_moved_left_out_and_added():
    def moved(head, lines):
        for line in (head, *lines):
            line.reverse()

    assert compared(edited([row()], moved), [row()]).unchanged == 1

    def without(head, lines):
        at = head.index("deadline")
        for line in (head, *lines):
            del line[at]

    lacking = compared(edited([row(deadline="by 2027")], without), [row(deadline="by 2027")])
    assert (lacking.unchanged, [one.code for one in lacking.notes]) == (1, ["MAN-432"])

    def renamed(head, lines):
        head[head.index("deadline")] = "Termin"
        lines[0][head.index("Termin")] = "soon"

    other = compared(edited([row()], renamed), [row()])
    assert (other.changes, {one.code for one in other.notes}) == ((), {"MAN-431", "MAN-432"})

    def twice(head, lines):
        for line in (head, *lines):
            line.append(line[head.index("deadline")])

    with pytest.raises(Refused, match="MAN-433"):
        open_table(edited([row()], twice))


def test_the_same_numbers_in_another_register_are_not_ours():
    ours, theirs = Row(1, 11, 1, row().values, "here"), Row(1, 11, 1, row().values, "elsewhere")
    found = compared(edited([theirs], put(0, "resources", "One post")), [ours])
    assert (codes(found), found.changes, found.held) == (["MAN-406"], (), frozenset())


def test_commas_in_a_text_do_not_hide_what_separates_the_cells():
    wordy = row(text="one, two, three, " * 40)
    lines = list(csv.reader(io.StringIO(written([wordy]).decode().removeprefix("\ufeff"), newline="")))
    for sign in ";\t":
        out = io.StringIO()
        csv.writer(out, delimiter=sign).writerows(lines)
        assert compared(out.getvalue().encode("utf-8-sig"), [wordy]).unchanged == 1


def test_the_sheet_of_instructions_speaks_six_languages():
    assert all(set(line) == set(LANGUAGES) for line in words()["how"])
    book = CalamineWorkbook.from_filelike(io.BytesIO(written([row()], "xlsx", "fr")))
    assert book.sheet_names[:2] == ["Registre", "Mode d’emploi"]
    assert len(book.get_sheet_by_index(1).to_python()) == len(words()["how"])


def test_formulas_go_out_as_text_and_do_not_come_in():
    risky = row(deliverable="=HYPERLINK(1)", resources="@x", deadline="-1")
    assert b"'=HYPERLINK(1)" in written([risky])
    with zipfile.ZipFile(io.BytesIO(written([risky], "xlsx"))) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    found = compared(edited([row()], put(0, "deadline", "=1+1")), [row()])
    assert (codes(found), found.problems[0].place) == (["MAN-408"], "K2")
    found = compared(_with_formula([row()]), [row()])
    assert (codes(found), found.changes) == (["MAN-408"], ())


def _with_formula(rows):
    """The workbook after somebody put a formula into the column of deadlines."""
    data = CalamineWorkbook.from_filelike(io.BytesIO(written(rows, "xlsx"))).get_sheet_by_index(0).to_python()
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(data):
            for place, cell in enumerate(line):
                sheet.write_string(at, place, str(cell) if not isinstance(cell, float) else str(int(cell)))
        sheet.write_formula(1, [column.key for column in COLUMNS].index("deadline"), "=1+1", None, "2")
    return out.getvalue()


def test_a_file_of_another_kind_says_what_it_is():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 2**25)
    broken = written([row()], "xlsx")[:-300]
    wrong = {
        "MAN-424": b" \n", "MAN-404": b"a,b\n1,2\n", "MAN-426": "mandate,addressee,fingerprint\né".encode("latin-1"),
        "MAN-402": bomb.getvalue(), "MAN-403": broken, "MAN-400": b"\x89PNG\x00\xff",
        "MAN-401": b"x" * (20 * 2**20 + 1), "MAN-405": b"mandate,addressee,fingerprint\n" + b"1,1,1\n" * (ROW_LIMIT + 20),
    }  # fmt: skip
    for code, data in wrong.items():
        with pytest.raises(Refused, match=code):
            open_table(data)


def test_a_title_above_the_headings_and_other_separators_are_no_matter():
    text = written([row()]).decode().removeprefix("\ufeff")
    lines = list(csv.reader(io.StringIO(text, newline="")))
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([["Our register"], *lines])
    assert compared(out.getvalue().encode("utf-16"), [row()]).unchanged == 1


def test_the_sheet_in_arabic_reads_from_right_to_left_and_offers_its_own_words():
    with zipfile.ZipFile(io.BytesIO(written([row()], "xlsx", "ar"))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert 'rightToLeft="1"' in sheet
        assert sheet.count("<dataValidation ") == 4
        assert 'state="frozen"' in sheet
        assert "نُفِّذ" in archive.read("xl/sharedStrings.xml").decode()


def test_others_get_no_names_and_no_fingerprints():
    said = "".join(write_csv([row(assignee="nadia@example.org")], "en", 1))
    assert "nadia" not in said
    assert "fingerprint" not in said
