"""One judge for every channel: what applies, what is missing, what cannot be."""

from datetime import date

import pytest

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.judge import judge, judge_xml
from entraide.collection.domain.xform import read_xform
from entraide.kernel.problems import Refused

from .forms import SEIZURES, xform

TODAY = date(2013, 1, 31)


@pytest.fixture(scope="module")
def form():
    return read_xform(SEIZURES)


def found(form, **values):
    cells = {path: cell if isinstance(cell, Cell) else Cell(cell) for path, cell in values.items()}
    return judge(form, Answers(cells), TODAY)


def told(judgement):
    return {(finding.path, finding.code) for finding in judgement.problems}


def test_an_empty_draft_is_reported_not_refused(form):
    judgement = found(form)
    assert told(judgement) == {("/data/law/offence", "required")}
    assert not judgement.valid
    assert (judgement.complete["law"].asked, judgement.complete["law"].answered) == (1, 0)


def test_a_whole_reply_is_valid_and_worked_out(form):
    judgement = found(
        form,
        **{
            "/data/law/offence": "yes",
            "/data/law/penalty": "12",
            "/data/seizures[1]/year": "2021",
            "/data/seizures[1]/objects": "3",
            "/data/seizures[2]/year": "2022",
            "/data/seizures[2]/objects": "4",
            "/data/seizures[2]/origin": "museum",
        },
    )
    assert judgement.valid, judgement.problems
    assert judgement.values["/data/law/serious"] == "yes"
    assert judgement.values["/data/total"] == "7"
    assert judgement.values["/data/seizures[2]/double"] == "8"
    assert judgement.complete["law"].done


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        ("/data/law/offence", "perhaps", "choice"),
        ("/data/law/penalty", "many", "type"),
        ("/data/law/penalty", "1.5", "type"),
        ("/data/law/penalty", "100", "constraint"),
        ("/data/law/nothing", "x", "unknown"),
        ("/data/seizures[1]/origin", "museum", "choice"),
        ("/data/seizures[1]/currency", "EUR", "irrelevant"),
    ],
)
def test_each_kind_of_fault(form, path, value, code):
    base = {"/data/law/offence": "yes", "/data/seizures[1]/year": "2021"}
    judgement = found(form, **{**base, path: value})
    assert told(judgement) == {(path, code)}
    assert judgement.valid is (code == "irrelevant")


def test_the_forms_own_words_come_first(form):
    judgement = found(form, **{"/data/law/offence": "yes", "/data/law/penalty": "100"})
    (finding,) = judgement.at("/data/law/penalty")
    assert finding.message("fr") == "Au plus 99 ans."


def test_a_reason_stands_in_for_a_figure(form):
    reply = {"/data/law/offence": "yes", "/data/seizures[1]/year": Cell(missing="not_available")}
    assert found(form, **reply).valid
    assert told(found(form, **{**reply, "/data/seizures[1]/year": Cell(), "/data/seizures[1]/objects": "1"})) == {
        ("/data/seizures[1]/year", "required")
    }


def test_what_does_not_apply_counts_for_nothing(form):
    judgement = found(form, **{"/data/law/offence": "no", "/data/law/penalty": "12"})
    assert told(judgement) == {("/data/law/penalty", "irrelevant")}
    assert judgement.values["/data/law/serious"] == "no"
    assert "/data/law/penalty" not in judgement.relevant


def test_each_position_of_a_repeat_is_judged_by_itself(form):
    judgement = found(
        form,
        **{
            "/data/law/offence": "no",
            "/data/seizures[1]/year": "2021",
            "/data/seizures[2]/year": "2022",
            "/data/seizures[2]/value": "10.5",
        },
    )
    assert told(judgement) == {("/data/seizures[2]/currency", "required")}


def test_a_condition_may_ask_for_an_explanation_only(form):
    reply = {"/data/law/offence": "no", "/data/share": "3"}
    judgement = found(form, **reply)
    assert judgement.valid
    assert [finding.severity for finding in judgement.problems] == ["explain"]
    assert not found(form, **{**reply, "/data/share": Cell("3", comment="counted in another year")}).problems


def test_a_submission_is_held_to_the_same_rules(form):
    xml = b"""<data id="trial" version="1"><law><offence>yes</offence><penalty>x</penalty></law><extra>1</extra>
      <seizures><year>2021</year></seizures><seizures/><meta><instanceID>uuid:1</instanceID></meta></data>"""
    judgement = judge_xml(form, xml, TODAY)
    assert told(judgement) == {
        ("/data/extra", "unknown"),
        ("/data/law/penalty", "type"),
        ("/data/seizures[2]/year", "required"),
    }


def test_a_reply_to_another_questionnaire_is_refused(form):
    with pytest.raises(Refused) as refusal:
        judge_xml(form, b'<data id="other"/>', TODAY)
    assert refusal.value.problems[0].code == "COL-020"


def test_today_is_given_and_a_computed_repeat_has_its_number():
    form = read_xform(
        xform(
            "<data id='x'><day/><n/><r jr:template=''><v/></r></data>",
            """<bind nodeset="/data/day" type="date" constraint=". &lt;= today()"/>
               <bind nodeset="/data/n" type="int"/><bind nodeset="/data/r/v" type="string" required="true()"/>""",
            """<input ref="/data/day"><label>Day</label></input><input ref="/data/n"><label>How many</label></input>
               <repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/v"><label>V</label></input></repeat>""",
        )
    )
    judgement = found(form, **{"/data/day": "2013-02-01", "/data/n": "2", "/data/r[1]/v": "a"})
    assert told(judgement) == {("/data/day", "constraint"), ("/data/r[2]/v", "required")}
    assert not told(found(form, **{"/data/day": "2013-01-31"}))
