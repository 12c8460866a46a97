"""What is near to a draft, by its words in any language, its act and its addressee."""

import pytest

from entraide.mandates.domain.similar import Asked, Drawn, any_of, content_words, nearness, repeats, shared, terms


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("to update the directory of authorities", "the directories of the authority are updated"),
        ("mettre à jour le répertoire des autorités", "une mise à jour des répertoires de l’autorité"),
        ("обновить справочник компетентных органов", "обновление справочника компетентными органами"),
        ("تحديث دليل السلطات المختصة", "دليل للسلطات المختصة"),
        ("更新主管机关名录", "主管机关名录的更新"),
    ],
)
def test_forms_of_a_word_meet(one, other):
    assert shared(terms(one), terms(other)) >= 0.5
    assert shared(terms(one), terms("the weather of yesterday, la pluie, дождь, المطر, 天气")) == 0


def test_words_weigh_most_then_act_and_addressee():
    draft = Drawn(terms("prepare a guide on harbour lanterns"), "request", frozenset({"secretariat/unodc"}))
    same = Drawn(terms("prepare a guide on harbour lanterns"), "encourage")
    other = Drawn(terms("collect coins and medals"), "request", frozenset({"secretariat/unodc"}))
    assert nearness(draft, draft) == pytest.approx(1)
    assert nearness(draft, same) == pytest.approx(0.8)
    assert nearness(draft, other) == pytest.approx(0.2)
    assert nearness(Drawn(frozenset()), Drawn(frozenset())) == 0


def test_content_words_are_as_they_are_indexed():
    assert content_words("To update the directory; the Directory of 2012!") == ("update", "directory", "2012")
    assert (
        any_of(["lantern", "harbour", "guide"], 2)
        == "('lantern' & 'harbour') | ('lantern' & 'guide') | ('harbour' & 'guide')"
    )
    assert any_of(["lantern"], 2) == ""


def test_what_is_asked_again_is_gathered():
    words = terms("prepare a guide on harbour lanterns")
    found = [
        Asked(1, words, "session 4", False), Asked(2, words, "session 5", True), Asked(3, words, "session 5", False),
        Asked(4, terms("collect coins and medals"), "session 5", False),
    ]  # fmt: skip
    again, other = repeats(found)
    assert (again.keys, again.sessions, again.acted) == ((1, 2, 3), 2, True)
    assert (other.keys, other.sessions, other.acted) == ((4,), 1, False)
