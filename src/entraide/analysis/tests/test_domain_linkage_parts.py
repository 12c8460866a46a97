"""The parts of linkage, each by itself: guard, trees, threshold, bracket, proposals, names, files."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from splink import SettingsCreator

from entraide.analysis.domain.linkage.audit import best_threshold, bracket, precision_of
from entraide.analysis.domain.linkage.blocking import LADDERS, Rule, block
from entraide.analysis.domain.linkage.clusters import Limits, cluster
from entraide.analysis.domain.linkage.constraints import Facts
from entraide.analysis.domain.linkage.features import SECOND
from entraide.analysis.domain.linkage.labels import learnt
from entraide.analysis.domain.linkage.model import shipped_model
from entraide.analysis.domain.linkage.normalising import RAW
from entraide.analysis.domain.linkage.persons import compare_names
from entraide.analysis.domain.linkage.proposals import Against, proposals
from entraide.analysis.domain.linkage.reading import labels, records
from entraide.analysis.domain.linkage.trees import Growth, forest, grow, odds_to_share
from entraide.analysis.domain.linkage.workbench import lay_out, workbench
from entraide.kernel.problems import Refused

from .invented_reports import seizure, table, theft, world


def facts(reporters: list[int], roles: list[int]) -> Facts:
    none = np.full(len(reporters), -1, dtype=np.int32)
    return Facts(np.asarray(reporters, np.int32), np.asarray(roles, np.int32), none, none)


def grouped(pairs: list[tuple[int, int, float]], known: Facts, **more: object) -> list[int]:
    first, second, probability = (np.asarray(part) for part in zip(*pairs, strict=True))
    made = cluster(first.astype(np.int32), second.astype(np.int32), probability.astype(float), known, 0.5, **more)  # type: ignore[arg-type]
    return made.label.tolist()


class TestBlocks:
    def test_a_block_needs_three_columns(self) -> None:
        with pytest.raises(ValueError, match="three columns"):
            Rule("wide", ("o", "g"))
        assert all(rule.columns != ("n",) for ladder in LADDERS for rule in ladder)

    def test_the_guard_takes_a_narrower_rule_or_none(self) -> None:
        rows, _truth = world(120, 5)
        with workbench() as connection:
            lay_out(connection, rows)
            wide = block(connection)
            narrow = block(connection, guard=40)
        assert sum(one.added for one in narrow) < sum(one.added for one in wide)
        assert all(one.comparisons <= 40 for one in narrow)


class TestTrees:
    def test_they_learn_what_a_sum_cannot_say_and_are_plain_data(self) -> None:
        dice = np.random.default_rng(1)
        matrix = dice.random((2000, 3)).astype(np.float32)
        matrix[::7, 2] = np.nan
        truth = ((matrix[:, 0] > 0.5) != (matrix[:, 1] > 0.5)).astype(float)
        grown = grow(matrix, truth, ("a", "b", "c"), Growth(trees=40, depth=3, step=0.3))
        assert np.mean((grown.margin(matrix) > 0) == truth) > 0.97
        assert np.allclose(forest(grown.to_json()).margin(matrix), grown.margin(matrix), atol=1e-3)

    def test_judgements_refine_a_base_that_is_off(self) -> None:
        dice = np.random.default_rng(2)
        matrix = dice.random((800, len(SECOND))).astype(np.float32)
        truth = (matrix[:, 3] > 0.6).astype(float)
        base = np.zeros(800)
        found = learnt(matrix, truth, base)
        assert found is not None
        assert np.mean((base + found.margin(matrix) > 0) == truth) > 0.95

    def test_noise_teaches_nothing(self) -> None:
        dice = np.random.default_rng(3)
        matrix = dice.random((300, len(SECOND))).astype(np.float32)
        base = np.where(dice.random(300) < 0.5, 4.0, -4.0)
        truth = (dice.random(300) < odds_to_share(base)).astype(float)
        assert learnt(matrix, truth, base) is None


class TestClusters:
    def test_one_wrong_pair_does_not_weld_two_cases(self) -> None:
        known = facts([0, 1, 2, 3, 4, 5], [0, 1, 2, 0, 1, 2])
        pairs = [(0, 1, 0.99), (0, 2, 0.98), (1, 2, 0.97), (3, 4, 0.99), (3, 5, 0.98), (4, 5, 0.97), (2, 4, 0.9)]
        assert grouped(pairs, known) == [0, 0, 0, 3, 3, 3]

    def test_what_would_grow_too_large_waits_for_review(self) -> None:
        known = facts([0, 1, 2], [0, 1, 2])
        first = cluster(
            np.asarray([0, 0, 1], np.int32),
            np.asarray([1, 2, 2], np.int32),
            np.asarray([0.9, 0.8, 0.8]),
            known,
            0.5,
            limits=Limits(size=2),
        )
        assert first.label.tolist() == [0, 0, 2]
        assert {reason for _a, _b, reason in first.review} == {"size"}

    @given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(0.1, 1.0)), min_size=1, max_size=25))
    @settings(max_examples=60, deadline=None)
    def test_roles_judgements_and_order(self, drawn: list[tuple[int, int, float]]) -> None:
        pairs = sorted({(min(a, b), max(a, b)): p for a, b, p in drawn if a != b}.items())
        if not pairs:
            return
        known = facts([0, 1, 2, 3, 4, 5, 6, 7], [0, 1, 2, 3, 0, 1, 2, 3])
        told = [(a, b, p) for (a, b), p in pairs]
        apart = [told[0][:2]]
        label = grouped(told, known, apart=apart)
        assert label == grouped(told[::-1], known, apart=apart)
        assert label[apart[0][0]] != label[apart[0][1]]
        for one in range(8):
            assert not any(
                label[one] == label[other]
                for other in range(8)
                if other != one and known.role[one] == known.role[other]
            )


class TestAudit:
    def test_the_threshold_follows_the_probabilities(self) -> None:
        assert best_threshold(np.asarray([0.99, 0.98, 0.97, 0.1])) > 0.85
        assert best_threshold(np.asarray([0.9, 0.6, 0.5, 0.45, 0.4])) <= 0.5
        assert best_threshold(np.empty(0)) == 0.5

    def test_precision_takes_judgements_where_there_are_enough(self) -> None:
        said = np.full(400, 0.9)
        judged = np.full(400, np.nan)
        judged[:200] = 0.0
        assert precision_of(said)[0] == pytest.approx(0.9)
        assert precision_of(said, judged)[0] < 0.6

    @given(st.integers(1, 5000), st.floats(0, 1), st.floats(0.5, 1), st.floats(0.1, 1), st.integers(0, 900))
    def test_a_bracket_holds_what_was_counted(
        self, records: int, share: float, precision: float, recall: float, asked: int
    ) -> None:
        made = max(1, int(records * share))
        held = bracket(records, made, precision, 0.0, recall, asked)
        assert 1 <= held.low <= made <= held.high <= records


class TestProposals:
    def test_a_new_report_is_shown_its_twin_with_the_reasons(self) -> None:
        others, _truth = world(150, 9)
        with Against.of(others) as against:
            against.add(table([theft("stolen", ref_key="aaa2013000001")]))
            first = proposals(table([seizure("new", dim_a=62.0, xref_key="aaa2013000001")]), against)[0]
        assert first.rec_id == "stolen"
        assert first.probability > 0.9
        by = {one.field: one for one in first.evidence}
        assert (by["theft"].verdict, by["theft"].left, by["theft"].right) == ("agree", 16000, 16000)
        assert by["citation"].level == "cites"
        assert by["measures"].verdict == "differ"
        assert by["measures"].weight < 0 < by["citation"].weight
        assert by["transit"].verdict == "missing"
        assert by["transit"].weight == 0

    def test_a_report_is_never_its_own_twin(self) -> None:
        rows = table([theft("stolen"), seizure("found")])
        assert [one.rec_id for one in proposals(rows.slice(0, 1), rows)] == ["found"]

    def test_a_report_that_says_nothing_yet_gets_nothing(self) -> None:
        assert (
            proposals(
                table([theft("new", type=None, type_group=None, origin=None, role="io", material=None)]),
                table([theft("a")]),
            )
            == ()
        )


class TestNames:
    @pytest.mark.parametrize(
        ("left", "right", "least"),
        [
            ("Viktor Petrov", "Петров Виктор", 0.9),
            ("Karim Salma", "كريم سلما", 0.7),
            ("V. Petrov", "Viktor Petrov", 0.7),
        ],
    )
    def test_one_person_in_other_letters(self, left: str, right: str, least: float) -> None:
        assert compare_names(left, right).score >= least

    def test_other_people_and_nobody(self) -> None:
        assert compare_names("Ivan Sokolov", "Rosa Malinin").score < 0.3
        assert compare_names("", "Rosa Malinin").score == 0

    def test_the_form_of_a_company_and_the_reasons(self) -> None:
        found = compare_names("Orichalk Aktiengesellschaft", "Orichalk AG", "organisation")
        assert found.score > 0.9
        assert {reason.code for reason in found.reasons} <= {"known", "letters"}


class TestFiles:
    def refused(self, path: Path, text: bytes) -> list[str]:
        path.write_bytes(text)
        with pytest.raises(Refused) as refusal:
            records(path)
        return [problem.code for problem in refusal.value.problems]

    def test_what_is_wrong_is_said_by_number(self, tmp_path: Path) -> None:
        path = tmp_path / "cases.csv"
        head = ",".join(RAW).encode() + b"\n"
        row = b"r1,EGY,origin,en,theft,2014-05-06,,Egypt,,,,vase,,,vase,1,,,,,,,EG-1,\n"
        assert self.refused(path, b"rec_id,reporter\nr1,EGY\n") == ["ANA-352"]
        assert self.refused(path, b"") == ["ANA-356"]
        assert self.refused(path, head) == ["ANA-356"]
        assert self.refused(path, head + row + b"r2,EGY\n") == ["ANA-353"]
        assert self.refused(path, head + row + row) == ["ANA-357"]
        assert self.refused(path, "rec_id,é\n".encode("latin-1")) == ["ANA-354"]
        path.write_bytes(head + row)
        assert records(path)["rec_id"].to_pylist() == ["r1"]

    def test_labels_are_ones_and_noughts(self, tmp_path: Path) -> None:
        path = tmp_path / "pairs.csv"
        path.write_text("rec_id_a,rec_id_b,same\na,b,1\na,c,0\n")
        assert labels(path)["same"].to_pylist() == [True, False]
        path.write_text("rec_id_a,rec_id_b,same\na,b,yes\n")
        with pytest.raises(Refused) as refusal:
            labels(path)
        assert (refusal.value.problems[0].code, refusal.value.problems[0].line) == ("ANA-358", 2)


@pytest.mark.parametrize("backend", ["duckdb", "spark"])
def test_the_same_settings_serve_every_backend(backend: str) -> None:
    built = SettingsCreator.from_path_or_dict(shipped_model().settings(0.01)).get_settings(backend)
    assert len(built.comparisons) == len(shipped_model().comparisons)
