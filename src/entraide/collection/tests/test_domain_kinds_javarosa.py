"""What we write out of our own kinds of answer, other engines read as we do."""

from __future__ import annotations

from datetime import date

import pytest
from lxml import etree

from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform

from .oracles import JavaRosa, differences, ours, why_no_javarosa
from .sheets import OWN_KINDS
from .test_questionnaire_second import XLSFORM

pytestmark = pytest.mark.skipif(bool(why_no_javarosa()), reason=why_no_javarosa() or "JavaRosa is here")


@pytest.fixture(scope="module")
def javarosa():
    asked = JavaRosa()
    yield asked
    asked.close()


def reply(form, **values):
    """The primary instance with these answers, by names."""
    root = etree.fromstring(form.template)
    for name, value in values.items():
        next(node for node in root.iter() if etree.QName(node).localname == name).text = value
    return etree.tostring(root)


@pytest.mark.parametrize(
    ("source", "values"),
    [
        (OWN_KINDS, {}),
        (OWN_KINDS, {"seized_2022": "-1", "worth_value": "5", "origin": "EGY PER", "law_link": "no link", "sure": "other"}),
        (OWN_KINDS, {"worth_value": "5", "worth_currency": "EUR", "worth_method": "market", "law_link": "https://example.org/x"}),
        (XLSFORM, {}),
        (XLSFORM, {"stolen_2021": "10", "stolen_2022": "40", "suspects_2022": "1", "prosecuted_2022": "2", "returned_2023": "3",
                   "offence": "yes", "needs": "none statistics", "inventory": "some", "inventory_photographed": "40"}),
    ],
)  # fmt: skip
def test_our_kinds_are_plain_questions_to_javarosa(javarosa, source, values):
    xform = to_xform(source if isinstance(source, bytes) else source.read_bytes()).xml
    form = read_xform(xform)
    answer = reply(form, **values)
    theirs = javarosa.ask(xform, answer)
    assert theirs.refused == ""
    assert differences(ours(form, answer, date.today()), theirs) == []  # noqa: DTZ011 - JavaRosa takes the machine's day
