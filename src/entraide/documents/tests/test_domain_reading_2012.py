"""The report of October 2012, read from the shared folder where there is one."""

import os
import time
from pathlib import Path

import pytest

from entraide.documents.domain import codec
from entraide.documents.domain.reading import read

SHARED = Path(os.environ.get("ENTRAIDE_SHARED", Path(__file__).parents[5] / "shared"))
REPORT = SHARED / "data" / "reports" / "2012-wg2-report.fr.txt"
pytestmark = pytest.mark.skipif(not REPORT.is_file(), reason=f"the 2012 report is not at {REPORT}")


@pytest.fixture(scope="module")
def data() -> dict:
    return codec.to_json(read(REPORT.read_bytes(), REPORT.name))


def paragraphs(sections: list) -> list:
    return [item for one in sections for item in (*one["paragraphs"], *paragraphs(one["sections"]))]


def test_chapters_and_paragraphs(data: dict) -> None:
    assert [section["number"] for section in data["sections"]] == ["I", "II", "III", "IV", "V"]
    assert [[inner["number"] for inner in section["sections"]] for section in data["sections"]] == [
        [], [], ["A", "B"], ["A", "B", "C", "D"], [],
    ]  # fmt: skip
    found = paragraphs(data["sections"])
    assert [item["number"] for item in found] == [str(number) for number in range(1, 25)]
    assert {item["number"]: [point["number"] for point in item["points"]] for item in found if item["points"]} == {
        "23": list("abcdef"),
        "24": list("ab"),
    }


def test_annex(data: dict) -> None:
    rows = data["annexes"][0]["documents"]
    assert [len(row["symbols"]) for row in rows] == [1, 1, 2, 1, 1, 1, 1, 1]
    assert rows[2]["symbols"] == ["CTOC/COP/WG.2/2012/3", "CTOC/COP/WG.3/2012/4"]
    assert [row["agenda_items"] for row in rows] == [["1 b"], ["3"], ["7"], ["5"], ["2"], ["4", "5"], ["6"], ["6"]]


def test_speakers_meeting_and_notes(data: dict) -> None:
    assert len({speaker["code"] for speaker in data["speakers"]} - {""}) == 27
    assert data["meeting"] == {"dates": ["2012-10-17", "2012-10-18"], "sittings": 4}
    called = {item["number"]: item["notes"] for item in paragraphs(data["sections"]) if item["notes"]}
    assert called == {"3": ["1"], "4": ["2"]}
    assert [note["number"] for note in data["notes"]] == ["1"]


def test_references(data: dict) -> None:
    found = {(item["kind"], item["label"], item["paragraph"]) for item in data["references"]}
    assert {
        ("resolution", "6/4", "3"), ("resolution", "5/7", "2"), ("decision", "4/3", "1"),
        ("article", "18", "13"), ("article", "31", "5"), ("document", "CTOC/COP/2012/15", "3"),
    } <= found  # fmt: skip
    assert not [item for item in data["references"] if item["label"] == "6/41"]


def test_nothing_is_lost_and_it_is_quick(data: dict) -> None:
    assert {problem["code"] for problem in data["problems"]} == {
        "DOC-017", "DOC-018", "DOC-019", "DOC-023", "DOC-026", "DOC-031",
    }  # fmt: skip
    took = []
    for _time in range(3):  # Of a busy machine's time only what was ours, and not the tidying up after other tests.
        start = time.process_time()
        read(REPORT.read_bytes(), REPORT.name)
        took.append(time.process_time() - start)
    assert min(took) < 0.2
