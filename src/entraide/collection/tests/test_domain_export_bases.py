"""SPSS, Stata and SQLite: read back by other readers than those that wrote them."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyreadstat
import pytest
from attrs import evolve

from entraide.collection.domain.export.schema import Edition, merge
from entraide.collection.domain.export.statistics_cells import MISSING_CODES
from entraide.collection.domain.export.tally import Tally
from entraide.collection.domain.export.wanted import Wanted

from .exporting import SCHEMA, form, question, sent, written

REPLIES = [
    sent(
        {
            "/data/law/offence": "yes", "/data/law/acts": "theft", "/data/law/count": "12", "/data/law/day": "2012-10-17",
            "/data/law/text": "=كلام 中文", "/data/law/seizure[1]/year": "2012", "/data/law/seizure[1]/object[1]/kind": "vase",
        },
        entity_name="مصر", submitted_at=datetime(2026, 11, 30, 9, 30, tzinfo=UTC), late=True,
    ),
    sent({"/data/law/offence": "no", "/data/law/count": {"missing": "confidential"}}, key="heritage-2026/FRA/1"),
    sent({"/data/law/count": "about ten"}, key="heritage-2026/PER/1"),
]  # fmt: skip


def read(tmp_path: Path, form: str, name: str = "replies", **more: Any) -> tuple[dict[str, list[Any]], Any]:
    wanted = Wanted(format=form, **{"language": "ar", **more})
    with zipfile.ZipFile(io.BytesIO(written(wanted, REPLIES))) as archive:
        (tmp_path / f"{name}.{form}").write_bytes(archive.read(f"{name}.{form}"))
        assert {f"{name}.{form}", "codebook.csv", "notes.csv"} <= set(archive.namelist())
    reader = pyreadstat.read_sav if form == "sav" else pyreadstat.read_dta
    return reader(tmp_path / f"{name}.{form}", output_format="dict", user_missing=True)


@pytest.mark.parametrize("form", ["sav", "dta"])
def test_labels_in_arabic_and_texts_of_any_script_survive(tmp_path, form):
    rows, meta = read(tmp_path, form)
    assert list(rows["law_text"]) == ["=كلام 中文", "", ""]
    assert meta.column_names_to_labels["law_offence"] == "1. هل هو جريمة؟"
    assert meta.variable_value_labels["law_offence"] == {1: "نعم", 2: "لا"}
    assert list(rows["law_offence"])[:2] == [1, 2]
    assert next(iter(rows["entity_name"])) == "مصر"
    assert next(iter(rows["law_acts_theft"])) == 1
    assert next(iter(rows["law_acts_export"])) == 0
    assert next(iter(rows["law_day"])) == date(2012, 10, 17)
    assert next(iter(rows["submitted_at"])) == datetime(2026, 11, 30, 9, 30)  # noqa: DTZ001


def test_reasons_are_missing_codes_of_the_user_in_spss(tmp_path):
    rows, meta = read(tmp_path, "sav")
    assert list(rows["law_count"])[:2] == [12, MISSING_CODES["confidential"]]
    (found,) = meta.missing_ranges["law_count"]
    assert (found["lo"], found["hi"]) == (min(MISSING_CODES.values()), max(MISSING_CODES.values()))
    assert meta.variable_value_labels["law_count"][MISSING_CODES["confidential"]] == "سري"
    shown, _meta = pyreadstat.read_sav(tmp_path / "replies.sav", output_format="dict")
    assert shown["law_count"][1] != shown["law_count"][1] or shown["law_count"][1] is None


def test_reasons_are_extended_missing_values_in_stata(tmp_path):
    rows, meta = read(tmp_path, "dta")
    letter = chr(ord("a") + list(MISSING_CODES).index("confidential"))
    assert list(rows["law_count"])[:2] == [12, letter]
    assert meta.variable_value_labels["law_count"][letter] == "سري"


@pytest.mark.parametrize("form", ["sav", "dta"])
def test_what_is_no_number_is_left_over(tmp_path, form):
    rows, _meta = read(tmp_path, form)
    assert "about ten" in list(rows["left_over"])[2]


@pytest.mark.parametrize("form", ["sav", "dta"])
def test_repeats_are_files_with_keys(tmp_path, form):
    rows, _meta = read(tmp_path, form, "law.seizure.object")
    assert list(rows["kind"]) == ["vase"]
    assert list(rows["parent_key"]) == ["heritage-2026/EGY/1/law/seizure[1]"]


@pytest.mark.parametrize("form,most", [("sav", 64), ("dta", 32)])
def test_long_names_are_shortened_and_told_apart(tmp_path, form, most):
    names = [f"/data/law/{'a_very_long_name_of_a_question_' * 3}{turn}" for turn in range(12)]
    schema = merge([Edition("1", "1", _wide(names))])
    data = written(Wanted(format=form, headings="names"), [sent({names[3]: "x" * 5000})], schema)
    (tmp_path / f"x.{form}").write_bytes(data)
    reader = pyreadstat.read_sav if form == "sav" else pyreadstat.read_dta
    rows, meta = reader(tmp_path / f"x.{form}", output_format="dict")
    long = [name for name in meta.column_names if name.startswith("law_a_very")]
    assert len({name.casefold() for name in long}) == 12
    assert all(len(name.encode()) <= most for name in meta.column_names)
    assert list(rows[long[3]]) == ["x" * 5000]
    assert meta.column_names_to_labels[long[3]].startswith("law.a_very_long")


def _wide(names: list[str]) -> Any:
    return form(tuple(question(name) for name in names))


def test_a_text_longer_than_spss_takes_is_cut_and_counted(tmp_path):
    tally = Tally()
    wanted = Wanted(format="sav", tables=("replies",))
    (tmp_path / "x.sav").write_bytes(written(wanted, [sent({"/data/law/text": "ن" * 20_000})], tally=tally))
    rows, _meta = pyreadstat.read_sav(tmp_path / "x.sav", output_format="dict")
    assert (tally.cut, len(next(iter(rows["law_text"])))) == (1, 16_383)


@pytest.fixture
def base(tmp_path) -> sqlite3.Connection:
    path = tmp_path / "x.sqlite"
    path.write_bytes(written(Wanted(format="sqlite", language="zh"), REPLIES))
    base = sqlite3.connect(path)
    base.row_factory = sqlite3.Row
    return base


def test_sqlite_holds_codes_keys_and_types(base):
    row = base.execute("SELECT * FROM replies WHERE entity = 'EGY'").fetchone()
    assert (row["law_offence"], row["law_count"], row["law_text"], row["late"]) == ("yes", 12, "=كلام 中文", 1)
    assert base.execute("SELECT law_count, law_count_missing FROM replies WHERE entity = 'FRA'").fetchone()[:] == (None, "confidential")
    base.execute("PRAGMA foreign_keys = ON")
    assert base.execute("PRAGMA foreign_key_check").fetchall() == []
    joined = (
        "SELECT r.entity, o.kind FROM law_seizure_object o JOIN law_seizure s ON o.parent_key = s.key"
        " JOIN replies r ON s.parent_key = r.reply"
    )
    assert [tuple(one) for one in base.execute(joined)] == [("EGY", "vase")]
    with pytest.raises(sqlite3.IntegrityError):
        base.execute("INSERT INTO law_seizure (key, parent_key) VALUES ('x', 'nowhere')")


@pytest.mark.parametrize("language,yes,theft", [("ar", "نعم", "السرقة"), ("en", "Yes", "Theft"), ("zh", "是", "Theft")])
def test_sqlite_has_views_that_say_labels(base, language, yes, theft):
    row = base.execute(f"SELECT * FROM replies_{language} WHERE entity = 'EGY'").fetchone()
    assert (row["law_offence"], row["law_acts"], row["law_count"]) == (yes, theft, 12)


def test_sqlite_tells_of_itself(base):
    found = base.execute("SELECT question FROM codebook WHERE \"column\" = 'law_offence' AND language = 'ar' AND code = ''").fetchone()
    assert found["question"] == "1. هل هو جريمة؟"
    assert ("轮次", "heritage-2026") in [tuple(row) for row in base.execute("SELECT * FROM notes")]


def test_a_choice_with_a_quotation_mark_breaks_no_view(tmp_path):
    data = written(evolve(Wanted(format="sqlite"), tables=()), [sent({"/data/law/acts": 'o\'b"x theft\\'})])
    (tmp_path / "x.sqlite").write_bytes(data)
    assert sqlite3.connect(tmp_path / "x.sqlite").execute("SELECT law_acts FROM replies_en").fetchone() == ("o'b\"x; theft\\",)


def test_keys_are_in_the_schema():
    assert [table.parent for table in SCHEMA.tables] == ["", "replies", "law.seizure"]
