"""Works out a reply: which questions are asked, and the calculated values, each after what it is computed from."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from entraide.kernel.languages import Language

from .answers import Answers, without_positions
from .form import Form, Question
from .instance import Instance
from .plan import Condition, Plan, Rule, plan_of
from .xpath.context import NAMESPACES, XFORMS, Context, Surroundings
from .xpath.evaluator import evaluate
from .xpath.functions.registry import Run
from .xpath.nodes import Data, Node, read
from .xpath.tree import Expression
from .xpath.values import Value, number_of, number_text, text_of, truth_of, typed

PASSES: Final = 3
"""Repeats whose number is computed are built anew when the number changes: an outer, an inner, a last look."""


class Evaluation:
    """The state of one reply. Use `worked_out` to make one."""

    def __init__(
        self, form: Form, answers: Answers, today: date, language: Language, counts: Mapping[str, int]
    ) -> None:
        self.form = form
        self.plan: Plan = plan_of(form)
        self.answers = answers
        self.language = language
        self.instance = Instance(self.plan.mold, answers, counts)
        self.around = Surroundings(
            root=self.instance.document,
            now=datetime(today.year, today.month, today.day, tzinfo=UTC),
            namespaces=NAMESPACES,
            default_namespaces=frozenset({"", XFORMS, self.instance.namespace}),
            instance=lambda name: _list(form, name),
            itext=lambda name: form.itext[name].shown_in(language).text if name in form.itext else "",
            choice_name=self._choice_name,
            repeats=repeats_of(form),
            single=self.instance.single,
            reply=True,
            version=form.version,
        )
        self.irrelevant = self.around.irrelevant

    def value(self, expression: Expression, node: Node) -> Value:
        """The value of an expression that stands at a node."""
        return evaluate(expression, Context(node, self.around))

    def holds(self, expression: Expression | None, node: Node, default: bool = True) -> bool:
        """Whether an expression is true at a node; `default` when there is none."""
        return default if expression is None else truth_of(self.value(expression, node))

    def true(self, run: Run, node: Node) -> bool:
        """Whether a compiled expression is true at a node."""
        return truth_of(run(Context(node, self.around)))

    def asked(self, node: Node) -> bool:
        """Whether neither the node nor anything around it is irrelevant."""
        irrelevant = self.irrelevant
        if not irrelevant:
            return True
        one: Node | None = node
        while one is not None:
            if one in irrelevant:
                return False
            one = one.parent
        return True

    def open_choices(self, question: Question, node: Node) -> frozenset[str]:
        """The values that may be chosen at a node."""
        if question.choice_filter is None:
            return frozenset(choice.value for choice in question.choices)
        found = self.value(question.choice_filter, node)
        items = found if isinstance(found, list) else []
        return frozenset(part.text.strip() for item in items for part in item.elements(question.choice_value))

    def _choice_name(self, value: str, path: str, context: Context) -> str:
        plain = path.strip()
        if not plain.startswith("/"):
            plain = without_positions(_absolute(plain, context.current or context.node))
        choice = self.form.question(plain).choice(value) if self.form.has(plain) else None
        return choice.label.shown_in(self.language).text if choice else ""

    def run(self) -> None:
        """Relevance of containers and questions, and calculations, in the order of what depends on what."""
        self.around.visits = 0
        for piece in self.plan.work:
            self.do(piece)

    def do(self, piece: Rule | Condition) -> bool:
        """One piece of the work, at every position; whether anything came out otherwise than it stood."""
        moved = False
        if isinstance(piece, Condition):
            for _, node in self.instance.at(piece.path):
                moved |= self._mark(node, relevant=self.true(piece.run, node))
            return moved
        for concrete, node in self.instance.at(piece.question.path):
            moved |= self._settle(piece, concrete, node)
        return moved

    def _mark(self, node: Node, *, relevant: bool) -> bool:
        if relevant is (node not in self.irrelevant):
            return False
        (self.irrelevant.discard if relevant else self.irrelevant.add)(node)
        return True

    def _settle(self, rule: Rule, concrete: str, node: Node) -> bool:
        before = node.text
        text = self.instance.initial(rule.text, rule.hidden, concrete)
        if text != before:
            node.set_text(text)
        moved = rule.relevant is not None and self._mark(node, relevant=self.true(rule.relevant, node))
        if not (self.asked(node) if rule.around else node not in self.irrelevant):
            text = ""
        elif rule.calculation is not None:
            text, node.data = computed(rule, rule.calculation(Context(node, self.around)))
        if text != node.text:
            node.set_text(text)
        return moved or text != before

    def computed_counts(self) -> Iterator[tuple[str, int]]:
        """Concrete path and number of positions of every repeat whose number is computed."""
        for repeat, run in self.plan.counted:
            for concrete, node in self.instance.at(repeat.path.rsplit("/", 1)[0]):
                wanted = number_of(run(Context(node, self.around)))
                yield f"{concrete}/{repeat.name}", max(0, int(min(wanted, 1e9))) if wanted == wanted else 0


def computed(rule: Rule, value: Value) -> tuple[str, Data]:
    """What a calculation leaves in its node, and what kind of value that is. No number leaves a blank."""
    if isinstance(value, bool):
        return ("true" if value else "false"), "boolean"
    if isinstance(value, list) and len(value) == 1 and value[0].data:
        return computed(rule, typed(value[0]))
    if isinstance(value, float):
        if math.isnan(value):
            return "", rule.data
        whole = rule.question.datatype in ("int", "integer", "long") and math.isfinite(value)
        return number_text(float(int(value)) if whole else value), "number"
    return text_of(value), rule.data


def worked_out(
    form: Form,
    answers: Answers,
    today: date,
    language: Language | None = None,
    counts: Mapping[str, int] | None = None,
) -> Evaluation:
    """The reply with relevance and calculations worked out. `counts` gives positions of repeats that hold nothing."""
    given = dict(counts or {})
    evaluation = Evaluation(form, answers, today, language or form.default_language, given)
    evaluation.run()
    for _ in range(PASSES if evaluation.plan.counted else 0):
        wanted = {**given, **dict(evaluation.computed_counts())}
        if all(evaluation.instance.positions(path) == count for path, count in wanted.items()):
            break
        evaluation = Evaluation(form, answers, today, evaluation.language, wanted)
        evaluation.run()
    return evaluation


@lru_cache(maxsize=64)
def repeats_of(form: Form) -> frozenset[str]:
    """The paths of a form's repeats."""
    return frozenset(repeat.path for repeat in form.repeats())


@lru_cache(maxsize=256)
def _list(form: Form, name: str) -> Node | None:
    """A secondary instance, read once for the form: expressions look at it and never write into it."""
    return read(form.instances[name]) if name in form.instances else None


def _absolute(path: str, node: Node) -> str:
    names = [one.name for one in reversed((node, *node.ancestors())) if one.sort == "element"]
    for part in path.split("/"):
        if part == "..":
            names.pop()
        elif part != ".":
            names.append(part)
    return "/" + "/".join(names)
