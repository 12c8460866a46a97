from datetime import date

import pytest

from entraide.directory.domain.exchange.listed import Act, Listed
from entraide.directory.domain.printed import _lines

from .entries import museums


@pytest.mark.parametrize(
    ("language", "reference", "apart"),
    [("ar", "Note verbale 1", True), ("zh", "مذكرة شفوية 1", True), ("ar", "مذكرة شفوية 1", False), ("fr", "Nota verbal 1", False)],
)
def test_the_reference_of_an_act_leaves_its_day_in_place(language, reference, apart):
    entry = Listed(id=1, record=museums(), acts=(Act("note_verbale", reference, date(2026, 1, 15)),))
    said = _lines(entry, language)[-1].text
    assert (f"\u2068{reference}\u2069," in said) is apart


def test_languages_beyond_the_six_have_names():
    entry = Listed(id=1, record=museums(languages=("ar", "it")))
    assert any("italien" in line.text for line in _lines(entry, "fr"))
