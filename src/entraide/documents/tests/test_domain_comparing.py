"""Two texts side by side: languages by place, editions word by word, within bounds."""

from __future__ import annotations

from time import process_time

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from entraide.documents.domain import tree as t
from entraide.documents.domain.comparing import alignment, compare, word_changes

from .papers import paper


def shown(changes):
    marks = {"same": "{}", "dropped": "[-{}-]", "added": "[+{}+]"}
    return "".join(marks[change.kind].format(change.text) for change in changes)


@pytest.mark.parametrize(
    ("left", "right", "language", "expected"),
    [
        (
            "Keep a register of seizures.",
            "Keep one register of seizures.",
            "en",
            "Keep [-a-][+one+] register of seizures.",
        ),
        ("Tenir un registre.", "Tenir un registre public.", "fr", "Tenir un registre[+ public+]."),
        ("请各国提交报告", "请各国每年提交报告", "zh", "请各国[+每年+]提交报告"),
        ("حفظ سجل", "حفظ السجل", "ar", "حفظ [-سجل-][+السجل+]"),
        ("same  text", "same text", "en", "same text"),
        ("", "new", "en", "[+new+]"),
    ],
)
def test_words_are_told_apart_as_the_language_writes_them(left, right, language, expected):
    assert shown(word_changes(left, right, language)) == expected


@given(st.text("ab ,。", max_size=60), st.text("ab ,。", max_size=60), st.sampled_from(["en", "zh"]))
def test_nothing_is_lost_between_two_texts(left, right, language):
    changes = word_changes(left, right, language)
    kept = "".join(change.text for change in changes if change.kind != "dropped")
    gone = "".join(change.text for change in changes if change.kind != "added")
    assert kept.split() == right.split()
    assert "".join(gone.split()) == "".join(left.split())


def with_text(tree, text):
    first = tree.sections[0]
    blocks = (evolve(first.blocks[0], runs=(t.Run(text),)), *first.blocks[1:])
    return evolve(tree, sections=(evolve(first, blocks=blocks), *tree.sections[1:]))


def test_long_texts_do_not_hang():
    left, right = "the word " * 20_000 + "end", "word the other " * 15_000
    start = process_time()
    found = compare(with_text(paper(), left), with_text(paper(), right))
    assert process_time() - start < 2
    assert found.coarse
    assert found.counts["changed"] == 1


def test_two_languages_stand_in_the_same_rows_and_what_is_missing_shows():
    found = compare(paper(), paper("ar", points=2))
    assert found.counts["changed"] == found.counts["added"] == 0
    assert [pair.left.label for pair in found.pairs if pair.right is None] == ["2 (c)"]
    rows = {pair.left.label: pair.right.label for pair in found.pairs if pair.left and pair.right and pair.left.label}
    assert rows["2 (b)"] == "2 (ب)"


def test_two_editions_show_what_changed_was_added_and_dropped():
    left = paper()
    last = left.sections[1]
    blocks = (evolve(last.blocks[0], points=last.blocks[0].points[:2]), t.Paragraph("3", (t.Run("It closed."),)))
    right = with_text(evolve(left, sections=(left.sections[0], evolve(last, blocks=blocks))), "The Group met in May.")
    found = compare(left, right)
    assert {kind: found.counts[kind] for kind in ("changed", "added", "dropped")} == {
        "changed": 1,
        "added": 1,
        "dropped": 1,
    }
    assert [pair.right.label for pair in found.pairs if pair.kind == "added"] == ["3"]


def test_the_same_paper_is_the_same():
    assert compare(paper(), paper()).counts["same"] == len(compare(paper(), paper()).pairs)


def test_a_set_of_languages_is_laid_side_by_side():
    rows = alignment({"en": paper(), "ar": paper("ar", points=2)})
    assert [row.labels["en"] for row in rows] == ["1", "2", "2 (a)", "2 (b)", "2 (c)"]
    assert [row.missing for row in rows if row.missing] == [("ar",)]
