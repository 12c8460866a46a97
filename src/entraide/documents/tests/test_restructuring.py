"""Structure mended at one place, and undone: split, join, heading, note, delete, in, out."""

from __future__ import annotations

import pytest

from entraide.documents import actions, queries
from entraide.documents.domain import filing
from entraide.documents.domain.restructuring import following, restructure
from entraide.documents.domain.tree import plain
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import Refused

from .papers import paper
from .test_actions import code, received


def labels(tree):
    return [filing.shown_label(piece.number, piece.point) for piece in filing.pieces(tree)]


def words(tree):
    """Every word in the order of reading, headings and notes left out."""
    found = []
    for piece in filing.pieces(tree):
        found += piece.text.split()
    return found


@pytest.mark.parametrize(
    ("place", "step", "text", "expected"),
    [
        ("para-0", "split", "The Group met\non 4 and 5 March.", ["1", "2", "2", "2 (a)", "2 (b)", "2 (c)"]),
        ("para-1-0", "split", "keep\n0", ["1", "2", "2 (a)", "2 (b)", "2 (b)", "2 (c)"]),
        ("para-1-0", "split", "keep\n(x) 0", ["1", "2", "2 (a)", "2 (x)", "2 (b)", "2 (c)"]),
        ("para-1-1", "join", "", ["1", "2", "2 (a)", "2 (c)"]),
        ("para-1-0", "join", "", ["1", "2", "2 (b)", "2 (c)"]),
        ("para-1-1", "in", "", ["1", "2", "2 (a)", "2 (a) (b)", "2 (c)"]),
        ("para-1-1", "out", "", ["1", "2", "2 (a)", "b", "b (c)"]),
    ],
)
def test_steps_keep_every_word_in_order(place, step, text, expected):
    before = paper()
    after = restructure(before, place, step, text)
    assert labels(after) == expected
    assert words(after) == words(before)


def test_in_and_out_again_is_where_it_was():
    tree = restructure(paper(), "para-1-2", "in")
    assert restructure(tree, "para-1-1-0", "out") == paper()


def test_heading_note_and_delete():
    headed = restructure(restructure(paper(), "para-1-0", "out"), "para-1", "heading")
    assert [section.heading for section in headed.all_sections()][-1].startswith("Under agenda item 3")
    noted = restructure(paper(), "para-0", "note")
    assert (noted.notes[-1].number, plain(noted.notes[-1].runs)) == ("1", "The Group met on 4 and 5 March.")
    assert labels(noted)[0] == "2"
    assert labels(restructure(paper(), "para-1-1", "delete")) == ["1", "2", "2 (a)", "2 (c)"]


@pytest.mark.parametrize(
    ("place", "step", "text", "expected"),
    [
        ("para-0", "join", "", "DOC-505"),
        ("para-0", "out", "", "DOC-505"),
        ("para-1-0", "in", "", "DOC-505"),
        ("para-1", "heading", "", "DOC-505"),
        ("para-1-0", "note", "", "DOC-505"),
        ("section-0", "delete", "", "DOC-505"),
        ("para-0", "burn", "", "DOC-505"),
        ("para-0", "split", "no break", "DOC-506"),
        ("para-9", "split", "a\nb", "DOC-307"),
    ],
)
def test_what_has_no_meaning_is_refused(place, step, text, expected):
    with pytest.raises(Refused) as refused:
        restructure(paper(), place, step, text)
    assert code(refused) == expected


@pytest.mark.parametrize(("label", "after"), [("8", "9"), ("a", "b"), ("а", "б"), ("iv", "iv"), ("z", "z")])
def test_the_following_label(label, after):
    assert following(label) == after


def test_corrections_are_undone_one_by_one(cast):
    nadia = cast("nadia")
    with acting_as(nadia):
        reading = received(nadia, paper())
        actions.correct_reading(nadia, reading, place="para-0", values={"number": "7"})
        actions.correct_reading(nadia, reading, place="para-1-1", values={}, step="delete")
        assert [(row.place, row.step) for row in queries.corrections(nadia, reading.pk)] == [
            ("para-1-1", "delete"),
            ("para-0", "set"),
        ]
        assert actions.undo_correction(nadia, reading) == "para-1-1"
        assert labels(queries.reading_tree(nadia, reading.pk))[:2] == ["7", "2"]
        assert actions.undo_correction(nadia, reading) == "para-0"
        assert queries.reading_tree(nadia, reading.pk) == paper()
        with pytest.raises(Refused) as none_left:
            actions.undo_correction(nadia, reading)
        assert code(none_left) == "DOC-507"
