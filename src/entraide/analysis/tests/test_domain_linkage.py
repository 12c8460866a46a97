"""Three States tell of the same krater; a fourth tells of another. No database, no vocabulary: the words are invented."""

from __future__ import annotations

import random

import pyarrow as pa
import pytest

from entraide.analysis.domain.linkage.linking import Linked, link
from entraide.analysis.domain.linkage.model import SHIPPED, read, shipped, shipped_model
from entraide.kernel.problems import Refused

from .invented_reports import seizure, table, theft, world


def cases(found: Linked) -> dict[str, str]:
    return dict(zip(found.clusters["rec_id"].to_pylist(), found.clusters["cluster"].to_pylist(), strict=True))


def pairs(labels: dict[str, object]) -> set[tuple[str, str]]:
    by: dict[object, list[str]] = {}
    for name, label in labels.items():
        by.setdefault(label, []).append(name)
    return {(a, b) for names in by.values() for a in names for b in names if a < b}


@pytest.fixture(scope="module")
def seen() -> tuple[pa.Table, dict[str, int], Linked]:
    rows, truth = world(500, 11)
    return rows, truth, link(rows)


def test_reports_of_one_case_are_found_and_few_others(seen: tuple[pa.Table, dict[str, int], Linked]) -> None:
    _rows, truth, found = seen
    made, true = pairs(dict(cases(found))), pairs(dict(truth))
    assert len(made & true) / len(made) > 0.95
    assert len(made & true) / len(true) > 0.8


def test_both_counts_are_said_and_the_bracket_holds_the_truth(seen: tuple[pa.Table, dict[str, int], Linked]) -> None:
    rows, truth, found = seen
    assert found.records == rows.num_rows
    assert found.cases == len(set(cases(found).values()))
    low, high = found.bracket
    assert low <= len(set(truth.values())) <= high <= found.records
    assert found.recall_on_cited is not None
    assert 0.7 < found.recall_on_cited <= 1
    assert found.condition
    drawn = found.draws(50)
    assert low * 0.97 <= drawn.mean() <= high * 1.03


def test_the_order_of_records_does_not_matter(seen: tuple[pa.Table, dict[str, int], Linked]) -> None:
    rows, _truth, found = seen
    order = list(range(rows.num_rows))
    random.Random(3).shuffle(order)
    again = link(rows.take(order))
    assert cases(again) == cases(found)
    assert again.threshold == found.threshold
    assert again.bracket == found.bracket
    assert again.pairs.equals(found.pairs)


def test_a_judgement_binds_and_outlives_the_next_run(seen: tuple[pa.Table, dict[str, int], Linked]) -> None:
    rows, _truth, found = seen
    made = sorted(pairs(dict(cases(found))))
    one, other = made[0]
    alone = [
        name
        for name, label in cases(found).items()
        if name == label and sum(v == label for v in cases(found).values()) == 1
    ]
    told = [(one, other, False), (alone[0], alone[1], True)]
    for _run in range(2):
        after = cases(link(rows, judgements=told))
        assert after[one] != after[other]
        assert after[alone[0]] == after[alone[1]]


def test_labels_teach_and_never_make_it_worse(seen: tuple[pa.Table, dict[str, int], Linked]) -> None:
    rows, truth, found = seen
    true = pairs(dict(truth))
    doubtful = [
        (a, b)
        for a, b, p in zip(
            *(found.pairs[name].to_pylist() for name in ("rec_id_a", "rec_id_b", "probability")), strict=True
        )
        if p < 0.99
    ]
    labels = pa.table(
        {
            "rec_id_a": [a for a, _b in doubtful],
            "rec_id_b": [b for _a, b in doubtful],
            "same": [tuple(sorted(pair)) in true for pair in doubtful],
        }
    )
    after = pairs(dict(cases(link(rows, labels=labels))))
    before = pairs(dict(cases(found)))
    assert len(after & true) - len(after - true) >= len(before & true) - len(before - true)
    asked = {tuple(sorted(pair)) for pair in doubtful}
    assert not (after - true) & asked


def test_two_states_of_origin_are_never_one_case() -> None:
    rows = [theft("one"), theft("two", reporter="CCC", origin="CCC"), seizure("three")]
    after = cases(link(table(rows)))
    assert after["one"] == after["three"]
    assert after["two"] != after["one"]


def test_the_same_reporter_twice_only_when_nearly_the_same() -> None:
    rows = [
        theft("first"),
        theft("again", dim_a=31.1),
        theft("else", theft_day=17000, type="situla", dim_a=90.0, n_objects=9),
    ]
    after = cases(link(table(rows)))
    assert after["else"] not in (after["first"], after["again"])


def test_nothing_and_one_report_are_cases_too() -> None:
    assert link(table([])).bracket == (0, 0)
    alone = link(table([theft("only")]))
    assert (alone.cases, alone.bracket, alone.recall_on_cited) == (1, (1, 1), None)


def test_a_model_that_was_edited_after_its_audit_is_refused() -> None:
    edited = read(shipped(SHIPPED).replace(b"prior_links_per_report: 0.5", b"prior_links_per_report: 0.9"))
    with pytest.raises(Refused) as refusal:
        link(table([theft("one")]), model=edited)
    assert refusal.value.problems[0].code == "ANA-350"
    assert shipped_model().audit["precision"] >= shipped_model().audit["least_precision"]
