"""A reply while somebody writes it: one answer changes, and only what is computed from it is computed anew.

standing = Standing(form, answers, today)
change = standing.changed("/data/law/penalty", Cell("5"))
change.relevant, change.values, change.findings      # what came out otherwise, by concrete path
standing.judgement                                   # the same as judge(form, standing.answers, today)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from attrs import field, frozen

from entraide.kernel.languages import Language

from .answers import Answers, Cell, positions, without_positions
from .evaluation import Evaluation, worked_out
from .form import Form
from .instance import used_positions
from .judge import Finding, Judgement, Told, assembled, told_at
from .plan import Condition, Rule

_NOTHING: Final = Told("", False, "", ())


@frozen
class Change:
    """What one answer brought about, by concrete path. `values` holds "" where a value went."""

    relevant: Mapping[str, bool] = field(factory=dict)
    values: Mapping[str, str] = field(factory=dict)
    findings: Mapping[str, tuple[Finding, ...]] = field(factory=dict)
    required: Mapping[str, bool] = field(factory=dict)


class Standing:
    """The state of a reply between two answers."""

    def __init__(
        self,
        form: Form,
        answers: Answers,
        today: date,
        language: Language | None = None,
        counts: Mapping[str, int] | None = None,
    ) -> None:
        self.form, self.today, self.language, self.counts = form, today, language, counts
        self._cells: dict[str, Cell] = dict(answers)
        self._judgement: Judgement | None = None
        self._build()

    @property
    def answers(self) -> Answers:
        """The answers as they are now."""
        return Answers(dict(self._cells))

    @property
    def judgement(self) -> Judgement:
        """The whole judgement of what stands now."""
        if self._judgement is None:
            told = {rule: self._told[rule.question.path].values() for rule in self.evaluation.plan.rules}
            self._judgement = assembled(self.evaluation, told)
        return self._judgement

    def changed(self, path: str, cell: Cell) -> Change:
        """Put one cell in its place (an empty one takes it away); what that changes. Refused as the judge refuses."""
        before = self._cells.pop(path, None)
        if not cell.empty:
            self._cells[path] = cell
        self._judgement = None
        plain = without_positions(path)
        if self._moves_rows(path, before):
            return self._anew()
        if not self.form.has(plain):
            return Change()
        touched = self._recompute(plain)
        if self._counts_differ():
            return self._anew()
        return self._retold(touched, plain)

    def _build(self) -> None:
        answers = Answers(self._cells)
        self.evaluation: Evaluation = worked_out(self.form, answers, self.today, self.language, self.counts)
        self._told: dict[str, dict[str, Told]] = {}
        for rule in self.evaluation.plan.rules:
            self._told[rule.question.path] = self._tell(rule)

    def _tell(self, rule: Rule) -> dict[str, Told]:
        places = self.evaluation.instance.at(rule.question.path)
        return {path: told_at(rule, path, node, self.evaluation) for path, node in places}

    def _moves_rows(self, path: str, before: Cell | None) -> bool:
        """Whether a repeat has more or fewer positions now."""
        if "[" not in path or (before is not None and path in self._cells):
            return False
        instance = self.evaluation.instance
        if before is None and positions(path):
            return path not in instance.by_path
        return used_positions(self._cells) != instance.used

    def _counts_differ(self) -> bool:
        evaluation = self.evaluation
        return any(evaluation.instance.positions(path) != count for path, count in evaluation.computed_counts())

    def _recompute(self, plain: str) -> set[str]:
        """Do again what reads something that came out otherwise; the paths that did."""
        evaluation, plan = self.evaluation, self.evaluation.plan
        evaluation.around.visits = 0
        waiting = {plan.place[plain], *plan.readers.get(plain, ())}
        touched: set[str] = set()
        while waiting:
            at = min(waiting)
            waiting.discard(at)
            piece = plan.work[at]
            if evaluation.do(piece):
                name = f"?{piece.path}" if isinstance(piece, Condition) else piece.question.path
                touched.add(name)
                waiting.update(other for other in plan.readers.get(name, ()) if other > at)
        return touched

    def _retold(self, touched: set[str], plain: str) -> Change:
        plan = self.evaluation.plan
        again = {plain, *(path for path in touched if not path.startswith("?"))}
        for condition in (path[1:] for path in touched if path.startswith("?")):
            again.update(path for path in self._told if path.startswith(condition + "/"))
        for path in tuple(again):
            again.update(rule.question.path for rule in plan.judged.get(path, ()))
        before = {path: self._told[path] for path in again}
        for path in again:
            self._told[path] = self._tell(plan.rule[path])
        return _difference(before, {path: self._told[path] for path in again})

    def _anew(self) -> Change:
        before = self._told
        self._build()
        return _difference(before, self._told)


def _difference(before: Mapping[str, Mapping[str, Told]], after: Mapping[str, Mapping[str, Told]]) -> Change:
    relevant: dict[str, bool] = {}
    values: dict[str, str] = {}
    findings: dict[str, tuple[Finding, ...]] = {}
    required: dict[str, bool] = {}
    for path, was, now in _pairs(before, after):
        if was.asked is not now.asked or not was.path:
            relevant[path] = now.asked
        if was.value != now.value:
            values[path] = now.value
        if was.findings != now.findings:
            findings[path] = now.findings
        if was.must is not now.must:
            required[path] = now.must
    return Change(relevant, values, findings, required)


def _pairs(
    before: Mapping[str, Mapping[str, Told]], after: Mapping[str, Mapping[str, Told]]
) -> Iterable[tuple[str, Told, Told]]:
    for plain in {**before, **after}:
        was, now = before.get(plain, {}), after.get(plain, {})
        for path in {**was, **now}:
            yield path, was.get(path, _NOTHING), now.get(path, _NOTHING)
