"""Works out a reply: which questions are asked, and the calculated values, each after what it is computed from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Final

from attrs import frozen

from entraide.kernel.languages import Language

from .answers import Answers, without_positions
from .dependencies import order
from .form import Form, Group, Question, Repeat
from .instance import Instance
from .xform import edges_of
from .xpath.context import NAMESPACES, XFORMS, Context, Surroundings
from .xpath.evaluator import evaluate
from .xpath.nodes import Node, read
from .xpath.tree import Expression
from .xpath.values import Value, number_of, text_of, truth_of

PASSES: Final = 3
"""Repeats whose number is computed are built anew when the number changes: an outer, an inner, a last look."""


class Evaluation:
    """The state of one reply. Use `worked_out` to make one."""

    def __init__(
        self, form: Form, answers: Answers, today: date, language: Language, counts: Mapping[str, int]
    ) -> None:
        self.form = form
        self.plan = _plan(form)
        self.answers = answers
        self.language = language
        self.instance = Instance(form, answers, counts)
        self.irrelevant: set[Node] = set()
        self.around = Surroundings(
            root=self.instance.document,
            now=datetime(today.year, today.month, today.day, tzinfo=UTC),
            namespaces=NAMESPACES,
            default_namespaces=frozenset({"", XFORMS, self.instance.namespace}),
            instance=self._list,
            itext=lambda name: form.itext[name].shown_in(language).text if name in form.itext else "",
            choice_name=self._choice_name,
            repeats=self.instance.repeats,
        )
        self._lists: dict[str, Node] = {}

    def value(self, expression: Expression, node: Node) -> Value:
        """The value of an expression that stands at a node."""
        self.around.visits = 0
        return evaluate(expression, Context(node, self.around))

    def holds(self, expression: Expression | None, node: Node, default: bool = True) -> bool:
        """Whether an expression is true at a node; `default` when there is none."""
        return default if expression is None else truth_of(self.value(expression, node))

    def asked(self, node: Node) -> bool:
        """Whether neither the node nor anything around it is irrelevant."""
        return not self.irrelevant or not any(one in self.irrelevant for one in (node, *node.ancestors()))

    def open_choices(self, question: Question, node: Node) -> frozenset[str]:
        """The values that may be chosen at a node."""
        if question.choice_filter is None:
            return frozenset(choice.value for choice in question.choices)
        found = self.value(question.choice_filter, node)
        items = found if isinstance(found, list) else []
        return frozenset(part.text.strip() for item in items for part in item.elements(question.choice_value))

    def _list(self, name: str) -> Node | None:
        if name not in self._lists and name in self.form.instances:
            self._lists[name] = read(self.form.instances[name])
        return self._lists.get(name)

    def _choice_name(self, value: str, path: str, context: Context) -> str:
        plain = path.strip()
        if not plain.startswith("/"):
            plain = without_positions(_absolute(plain, context.current or context.node))
        choice = self.form.question(plain).choice(value) if self.form.has(plain) else None
        return choice.label.shown_in(self.language).text if choice else ""

    def run(self) -> None:
        """Relevance of containers and questions, and calculations, in the order of what depends on what."""
        for path, relevant in self.plan.containers.items():
            self._weigh(path, relevant)
        for question, around in self.plan.steps:
            for path in around:
                self._weigh(path, self.plan.containers[path])
            self._settle(question)
        for path, relevant in self.plan.containers.items():
            self._weigh(path, relevant)

    def _weigh(self, path: str, relevant: Expression) -> None:
        for _, node in self.instance.at(path):
            (self.irrelevant.discard if self.holds(relevant, node) else self.irrelevant.add)(node)

    def _settle(self, question: Question) -> None:
        for concrete, node in self.instance.at(question.path):
            if not self.holds(question.relevant, node):
                self.irrelevant.add(node)
            if not self.asked(node):
                node.set_text("")
            elif question.calculation is not None:
                node.set_text(text_of(self.value(question.calculation, node)))
            elif question.answerable:
                node.set_text(self.answers.value(concrete))

    def computed_counts(self) -> Iterator[tuple[str, int]]:
        """Concrete path and number of positions of every repeat whose number is computed."""
        for repeat in self.form.repeats():
            parent = repeat.path.rsplit("/", 1)[0]
            for concrete, node in self.instance.at(parent) if repeat.count_limit else ():
                assert repeat.count_limit is not None
                wanted = number_of(self.value(repeat.count_limit, node))
                yield f"{concrete}/{repeat.name}", max(0, int(wanted)) if wanted == wanted else 0


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
    for _ in range(PASSES):
        wanted = {**given, **dict(evaluation.computed_counts())}
        if all(evaluation.instance.positions(path) == count for path, count in wanted.items()):
            break
        evaluation = Evaluation(form, answers, today, evaluation.language, wanted)
        evaluation.run()
    return evaluation


def _absolute(path: str, node: Node) -> str:
    names = [one.name for one in reversed((node, *node.ancestors())) if one.sort == "element"]
    for part in path.split("/"):
        if part == "..":
            names.pop()
        elif part != ".":
            names.append(part)
    return "/" + "/".join(names)


@frozen
class Plan:
    """The order of work for a form: containers with a condition, then each question with those around it."""

    containers: Mapping[str, Expression]
    steps: tuple[tuple[Question, tuple[str, ...]], ...]


@lru_cache(maxsize=64)
def _plan(form: Form) -> Plan:
    """The plan of a form, made once."""
    found = {section.path: section.relevant for section in form.sections}
    found |= {item.path: item.relevant for item in form.items() if isinstance(item, Group | Repeat)}
    containers = {path: relevant for path, relevant in found.items() if relevant is not None}
    settled, circle = order(edges_of(form))
    steps = tuple(
        (form.question(path), tuple(one for one in containers if path.startswith(one + "/")))
        for path in (*settled, *circle)
    )
    return Plan(containers, steps)
