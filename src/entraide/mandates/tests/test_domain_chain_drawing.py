"""The picture of a chain is well formed, says what it shows, and is mirrored where reading starts on the right."""

from datetime import date
from xml.etree import ElementTree

from entraide.mandates.domain.chain_drawing import Arc, Node, Words, draw

WORDS = Words("The chain", "Two in the order of time", "Evidence", "1 May 2020", "today")
NODES = [Node("1. A <first>", "requests & invites"), Node("2. B", "endorses", this=True)]
SVG = "{http://www.w3.org/2000/svg}"


def drawn(language="en", evidence=(date(2020, 5, 1), date(2021, 5, 1))):
    said = draw(NODES, [Arc(1, 0), Arc(0, 1, dashed=True)], list(evidence), date(2022, 5, 1), WORDS, language)
    return ElementTree.fromstring(said)


def test_it_says_what_it_shows():
    picture = drawn()
    assert picture.get("role") == "img"
    assert picture.find(f"{SVG}title").text == "The chain"
    assert picture.find(f"{SVG}desc").text == "Two in the order of time"
    words = [one.text for one in picture.iter(f"{SVG}text")]
    assert {"1. A <first>", "requests & invites", "Evidence", "today"} <= set(words)
    assert not [one for one in picture.iter() if one.get("style")]


def test_it_is_mirrored():
    left, right = (next(drawn(code).iter(f"{SVG}rect")) for code in ("en", "ar"))
    assert float(right.get("x")) == 640 - float(left.get("x")) - float(left.get("width"))
    assert float(right.get("x")) < float(left.get("x"))


def test_without_evidence_there_is_no_line():
    assert "Evidence" not in [one.text for one in drawn(evidence=()).iter(f"{SVG}text")]
    assert float(drawn(evidence=()).get("height")) < float(drawn().get("height"))


def test_evidence_of_a_day_to_come_stays_in_the_picture():
    strokes = list(drawn(evidence=[date(2030, 1, 1)]).iter(f"{SVG}path"))
    assert strokes
    assert all(float(one.get("d")[1:].split()[0]) <= 640 for one in strokes)
