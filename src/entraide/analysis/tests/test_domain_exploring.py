"""Exploring: what is asked is held against what may be asked, editions hold nothing narrower, files say what the page says."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from entraide.analysis.domain.engine.run import run
from entraide.analysis.domain.exploring import Ask, indicator_of, read, written
from entraide.analysis.domain.exploring.asking import MEASURES, SUBJECTS, Filter, fields_of
from entraide.analysis.domain.exploring.exporting import FORMATS, export
from entraide.analysis.domain.exploring.exporting.flat import About
from entraide.analysis.domain.exploring.grid import grid
from entraide.analysis.domain.exploring.narrowing import EDITIONS, kept_back, narrowed
from entraide.analysis.domain.exploring.words import field, said
from entraide.analysis.domain.results import Result
from entraide.analysis.domain.sets.building import tables
from entraide.analysis.domain.sets.shapes import Tables
from entraide.collection.domain.answers import Cell
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

from .test_domain_figures import OFFENCES, form, made

NEEDS = "/data/assistance/needs"
ABOUT = About(Text.of("en", en="Heritage", ar="التراث"), "heritage", 1, True)


def of_a_round() -> Tables:
    """Egypt's figure is public, France's for parties, Italy's for totals only; Peru gave none."""
    return tables(
        made(
            {OFFENCES: Cell("30", audience=Audience.PUBLIC), NEEDS: Cell("customs cooperation", audience=Audience.PUBLIC)},
            {OFFENCES: Cell("10", audience=Audience.PARTIES), NEEDS: Cell("customs", audience=Audience.PARTIES)},
            {OFFENCES: Cell("500", audience=Audience.AGGREGATE), NEEDS: Cell("awareness", audience=Audience.SECRETARIAT)},
            {},
        ),
        form(),
    )


def told(ask: Ask, among: Tables | None = None) -> Result:
    indicator = indicator_of(ask)
    return run(among or of_a_round(), [indicator])[indicator.name]


def code(given: dict[str, list[str]]) -> str:
    with pytest.raises(Refused) as refusal:
        read(given)
    return refusal.value.problems[0].code


def test_an_address_is_read_and_written_back_the_same():
    ask = read({"subject": ["series"], "measure": ["sum"], "question": ["offences"], "by": ["group"], "across": ["year"],
                "only.group": ["weog", "africa", "weog"], "only.year": ["2022", "2021"], "picture": ["lines"]})  # fmt: skip
    assert ask.filters == (Filter("group", ("africa", "weog")), Filter("year", ("2021", "2022")))
    again: dict[str, list[str]] = {}
    for name, value in written(ask):
        again.setdefault(name, []).append(value)
    assert read(again) == ask
    assert read(again).name == ask.name


def test_what_is_not_offered_is_refused_by_number():
    assert code({"subject": ["answers; DROP TABLE"]}) == "ANA-701"
    assert code({"subject": ["cases"], "measure": ["sum.value"]}) == "ANA-701"
    assert code({"subject": ["cases"], "by": ["suspect"]}) == "ANA-702"
    assert code({"subject": ["cases"], "only.origin": [f"X{n}" for n in range(61)]}) == "ANA-703"
    assert code({"subject": ["cases"], "by": ["origin"], "across": ["origin"]}) == "ANA-704"
    assert code({"subject": ["cases"], "only.year": ["2021 OR 1=1"]}) == "ANA-705"


def test_a_quote_in_a_filter_is_a_value_like_any_other():
    assert told(read({"subject": ["asked"], "only.language": ["en' OR '1'='1"]})).figure().value == 0


def test_every_subject_and_measure_can_be_counted_by_every_field():
    among = of_a_round()
    asks = [
        Ask(subject, measure, "offences_2021" if subject == "answers" else "offences" if subject == "series" else "", by)
        for subject in SUBJECTS for measure in MEASURES[subject] for by in ("", *fields_of(subject))
    ]  # fmt: skip
    indicators = [indicator_of(ask) for ask in asks]
    assert len(run(among, indicators)) == len({one.name for one in indicators})


def test_every_subject_and_measure_has_words():
    for subject in SUBJECTS:
        for language in LANGUAGES:
            assert said("subjects", subject).shown_in(language).language == language
            assert all(said("measures", one).shown_in(language).text for one in MEASURES[subject])
            assert all(field(one).shown_in(language).language == language for one in fields_of(subject))


def test_offences_of_a_year_by_regional_group():
    result = told(Ask("series", "sum", "offences", "group", "", (Filter("year", ("2021",)),)))
    assert {row.under: row.figure.value for row in result.rows} == {("AFR",): 30, ("WEOG",): 510} or {
        row.under: row.figure.value for row in result.rows
    } == {("africa",): 30, ("weog",): 510}


def test_an_edition_holds_nothing_narrower_than_its_audience():
    whole = of_a_round()
    for audience in EDITIONS:
        edition = narrowed(whole, audience)
        for name in ("answers", "choices", "cases"):
            assert all(width >= audience.width for width in edition[name]["width"].to_pylist())
        assert not any(edition["replies"]["content_hash"].to_pylist())
        assert edition["findings"].num_rows == 0
    ask = Ask("series", "sum", "offences")
    assert told(ask, narrowed(whole, Audience.PUBLIC)).figure().value == 30
    assert told(ask, narrowed(whole, Audience.PARTIES)).figure().value == 40


def test_what_is_kept_for_totals_stands_in_no_edition():
    for audience in EDITIONS:
        text = " ".join(map(str, narrowed(of_a_round(), audience)["answers"].to_pylist()))
        assert "500" not in text
        assert kept_back(of_a_round(), audience)["answers"] >= 2


def test_nothing_is_made_for_one_state():
    with pytest.raises(ValueError, match="no edition"):
        narrowed(of_a_round(), Audience.STATE)


def test_a_table_of_two_dimensions_has_a_cell_for_each_pair():
    shown = grid(told(Ask("asked", "count", "", "group", "standing")), "fr")
    assert shown.corner == "Groupe régional"
    assert all(len(line.cells) == len(shown.columns) for line in shown.lines)
    assert sum(cell.value for line in shown.lines for cell in line.cells if cell) == 4


def test_files_say_the_same_figures():
    result = told(Ask("options", "share", "needs", "choice"))
    expected = {row.under[0]: row.figure.value for row in result.rows}
    rows = list(csv.reader(io.StringIO(export(result, ABOUT, "csv", "en").decode("utf-8-sig"))))
    assert {row[0]: Decimal(row[2]) for row in rows[1 : len(expected) + 1]} == expected
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(export(result, ABOUT, "xlsx", "ar"))).get_sheet_by_index(0).to_python()
    assert {row[0]: Decimal(row[2]) for row in sheet[1:]} == expected
    table = pq.read_table(io.BytesIO(export(result, ABOUT, "parquet", "zh")))
    assert dict(zip(table["choice"].to_pylist(), table["value"].to_pylist(), strict=True)) == expected
    sdmx = list(csv.DictReader(io.StringIO(export(result, ABOUT, "sdmx", "ru").decode())))
    assert {row["CHOICE"]: Decimal(row["OBS_VALUE"]) for row in sdmx} == expected
    assert {row["STRUCTURE"] for row in sdmx} == {"dataflow"}


def test_every_file_says_that_it_is_invented_and_of_which_set():
    result = told(Ask("asked", "count", "", "group"))
    assert "invented" in export(result, ABOUT, "csv", "en").decode().lower()
    assert pq.read_schema(io.BytesIO(export(result, ABOUT, "parquet", "en"))).metadata[b"invented"] == b"true"
    assert all(row["INVENTED"] == "1" for row in csv.DictReader(io.StringIO(export(result, ABOUT, "sdmx", "en").decode())))


def test_files_are_the_same_whenever_they_are_written():
    result = told(Ask("asked", "count", "", "group"))
    assert all(export(result, ABOUT, one, "es") == export(result, ABOUT, one, "es") for one in FORMATS if one != "xlsx")


def test_a_held_figure_has_no_number_in_any_file():
    ask = Ask("series", "sum", "offences", "", "", ())
    indicator = indicator_of(ask)
    held = run(narrowed(of_a_round(), Audience.PUBLIC), [indicator_of(Ask("series", "median", "objects_seized"))])
    (result,) = held.values()
    assert result.figure().held == "empty"
    row = next(csv.DictReader(io.StringIO(export(result, ABOUT, "sdmx", "en").decode())))
    assert (row["OBS_VALUE"], row["OBS_STATUS"], row["REASON"]) == ("", "C", "empty")
    assert indicator.question == "offences"
