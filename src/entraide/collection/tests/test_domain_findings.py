"""What is remarkable in figures: jumps, sums, what is more than what it came from, copies, what lacks, years, blanks."""

from __future__ import annotations

from datetime import date

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.findings import findings
from entraide.collection.domain.judge import judge
from entraide.collection.domain.xform import read_xform
from entraide.kernel.languages import LANGUAGES

from .forms import xform

TODAY = date(2026, 11, 30)
NAMES = ("suspects_2021", "suspects_2022", "suspects_2023", "convicted_2021", "convicted_2022", "convicted_2023")


def _bind(name: str, more: str = "", kind: str = "figure", type: str = "int") -> str:
    return f'<bind nodeset="/data/{name}" type="{type}" entraide:kind="{kind}" {more}/>'


FORM = read_xform(
    xform(
        f"""<data id="f" version="1">{"".join(f"<{name}/>" for name in NAMES)}
        <men/><women/><total/><law/><provision/><amount/><currency/><method/><first_year/><last_year/><when/>
        <cases jr:template=""><year/><found/><kept/><value/><coin/></cases></data>""",
        "".join(
            [
                *(_bind(name) for name in NAMES[:3]),
                *(
                    _bind(name, f'entraide:at-most="/data/suspects_{name[-4:]}"')
                    for name in NAMES[3:]
                ),
                _bind("men"), _bind("women"), _bind("total", 'entraide:sum-of="/data/men ../women"'),
                '<bind nodeset="/data/law" type="string" entraide:needs="/data/provision"/>',
                _bind("amount", kind="amount", type="decimal"), _bind("currency", kind="currency", type="string"),
                _bind("first_year", kind="year"), _bind("last_year", kind="year"), _bind("when", kind="year"),
                _bind("cases/year", kind="year"), _bind("cases/found", 'entraide:series="found"'),
                _bind("cases/kept", 'entraide:at-most="../found"'),
                _bind("cases/value", 'entraide:needs="../coin"', kind="amount", type="decimal"),
            ]
        ),
        "".join(f'<input ref="/data/{name}"><label>{name}</label></input>' for name in NAMES)
        + """<input ref="/data/men"><label>Men</label></input><input ref="/data/women"><label>Women</label></input>
        <input ref="/data/total"><label>Total</label></input>
        <select1 ref="/data/law"><label>Law?</label><item><label>Yes</label><value>yes</value></item>
          <item><label>No</label><value>no</value></item></select1>
        <input ref="/data/provision"><label>Provision</label></input>
        <input ref="/data/amount"><label>Amount</label></input><input ref="/data/currency"><label>Currency</label></input>
        <input ref="/data/method"><label>Method</label></input>
        <input ref="/data/first_year"><label>From</label></input><input ref="/data/last_year"><label>To</label></input>
        <input ref="/data/when"><label>When</label></input>
        <group ref="/data/cases"><label>Cases</label><repeat nodeset="/data/cases">
          <input ref="/data/cases/year"><label>Year</label></input><input ref="/data/cases/found"><label>Found</label></input>
          <input ref="/data/cases/kept"><label>Kept</label></input><input ref="/data/cases/value"><label>Value</label></input>
          <input ref="/data/cases/coin"><label>Coin</label></input></repeat></group>""",
    )
)  # fmt: skip


def answers(**values: str) -> Answers:
    return Answers({f"/data/{name.replace('__', '/')}": Cell(value) for name, value in values.items()})


def found(given: Answers, last: Answers | None = None, *, signing: bool = False) -> list[tuple[str, str]]:
    rows = findings(FORM, given, judge(FORM, given, TODAY), TODAY, last, signing=signing)
    return [(one.path.removeprefix("/data/"), one.problem.code) for one in rows]


@pytest.mark.parametrize(
    ("before", "after", "jump"),
    [("10", "21", True), ("10", "20", False), ("100", "151", True), ("100", "150", False), ("100", "49", True),
     ("0", "11", True), ("0", "10", False), ("4", "9", False), ("1000", "1400", False)],
)  # fmt: skip
def test_a_jump_is_more_than_half_and_more_than_ten(before, after, jump):
    given = answers(suspects_2021=before, suspects_2022=after)
    assert found(given) == ([("suspects_2022", "COL-370")] if jump else [])
    last, now = answers(suspects_2021=before), answers(suspects_2021=after)
    assert found(now, last) == ([("suspects_2021", "COL-371")] if jump else [])


def test_a_year_that_was_not_given_is_passed_over():
    assert found(answers(suspects_2021="10", suspects_2023="100")) == [("suspects_2023", "COL-370")]


def test_rows_make_a_series_by_their_years():
    rows = {"cases[1]__year": "2023", "cases[1]__found": "100", "cases[2]__year": "2022", "cases[2]__found": "10"}
    assert found(answers(**rows)) == [("cases[1]/found", "COL-370")]


def test_a_comment_settles_and_is_still_noted():
    given = answers(suspects_2021="10", suspects_2022="100").with_cell(
        "/data/suspects_2022", Cell("100", comment="A new law.")
    )
    (one,) = findings(FORM, given, judge(FORM, given, TODAY), TODAY)
    assert (one.severity, one.settled) == ("note", True)


@pytest.mark.parametrize(
    ("men", "women", "total", "codes"),
    [("3", "4", "7", []), ("3", "4", "8", ["COL-372"]), ("3", "", "7", []), ("8", "", "7", ["COL-372"]),
     ("", "", "7", []), ("3", "4", "", []), ("0.5", "4", "7", ["COL-372"])],
)  # fmt: skip
def test_parts_and_their_total(men, women, total, codes):
    assert [code for _path, code in found(answers(men=men, women=women, total=total))] == codes


def test_convicted_are_at_most_the_suspects():
    assert found(answers(suspects_2022="5", convicted_2022="6")) == [("convicted_2022", "COL-373")]
    assert found(answers(suspects_2022="6", convicted_2022="6")) == []
    assert found(answers(convicted_2022="6")) == []


def test_a_part_in_a_row_is_held_against_its_own_row():
    rows = {"cases[1]__found": "5", "cases[1]__kept": "5", "cases[2]__found": "1", "cases[2]__kept": "2"}
    assert found(answers(**rows)) == [("cases[2]/kept", "COL-373")]


def test_two_series_alike_in_three_years():
    same = {f"{name}_{year}": str(20 + year % 7) for name in ("suspects", "convicted") for year in (2021, 2022, 2023)}
    assert found(answers(**same)) == [("convicted_2021", "COL-374")]
    small = dict.fromkeys(NAMES, "2")
    assert found(answers(**small)) == [], "small figures are alike by chance"


def test_a_yes_calls_for_its_provision_and_an_amount_for_its_currency():
    assert found(answers(law="yes")) == [("law", "COL-375")]
    assert found(answers(law="no")) == []
    assert found(answers(law="yes", provision="Art. 3")) == []
    assert found(answers(amount="10", method="market")) == [("amount", "COL-376")]
    assert found(answers(amount="10", currency="EGP", method="market")) == []
    assert found(answers(**{"cases[1]__value": "5"})) == [("cases[1]/value", "COL-375")]


def test_years_lie_in_the_period_and_not_in_the_future():
    period = {"first_year": "2021", "last_year": "2023"}
    assert found(answers(**period, when="2020")) == [("when", "COL-377")]
    assert found(answers(**period, when="2022")) == []
    assert found(answers(when="2027")) == [("when", "COL-377")]
    assert found(answers(first_year="2027")) == [("first_year", "COL-377")]


def test_blank_is_told_from_zero_when_it_is_signed():
    given = answers(men="0")
    assert ("women", "COL-378") not in found(given)
    rows = found(given, signing=True)
    assert ("women", "COL-378") in rows
    assert ("men", "COL-378") not in rows
    reason = given.with_cell("/data/women", Cell(missing="not_collected"))
    assert ("women", "COL-378") not in found(reason, signing=True)


def test_what_is_no_number_is_the_judges_business():
    assert found(answers(suspects_2021="about ten", suspects_2022="100")) == []


def test_six_languages_write_the_numbers_their_own_way():
    given = answers(suspects_2021="10", suspects_2022="1234.5")
    (one,) = findings(FORM, given, judge(FORM, given, TODAY), TODAY)
    said = {language: one.message(language) for language in LANGUAGES}
    assert len(set(said.values())) == 6
    assert "1,234.5" in said["en"]
    assert "1.234,5" in said["es"]
    assert not any("{" in words for words in said.values())
