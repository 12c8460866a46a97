"""The judge of every channel: page, workbook and interface are held to the same rules. Drafts are never refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date
from typing import Final, Literal, NamedTuple

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Severity, refuse
from entraide.kernel.text import Text

from .answers import BLANK, Answers, Cell, without_positions
from .evaluation import Evaluation, worked_out
from .form import Form, Question
from .plan import Rule
from .submission import Submission, read_submission
from .xpath.moments import looks_like_date, parse
from .xpath.nodes import Node

FindingCode = Literal["required", "constraint", "type", "choice", "irrelevant", "unknown"]

_PROBLEMS: Final[Mapping[FindingCode, tuple[str, Severity]]] = {
    "required": ("COL-021", "stop"),
    "constraint": ("COL-022", "stop"),
    "type": ("COL-023", "stop"),
    "choice": ("COL-024", "stop"),
    "irrelevant": ("COL-025", "note"),
    "unknown": ("COL-026", "stop"),
}
_CHOOSING: Final = frozenset({"select_one", "select_multiple", "rank"})
_SHAPES: Final[Mapping[str, re.Pattern[str]]] = {
    "integer": re.compile(r"-?\d{1,15}", re.ASCII),
    "decimal": re.compile(r"-?\d{1,25}(\.\d{1,15})?", re.ASCII),
    "range": re.compile(r"-?\d{1,25}(\.\d{1,15})?", re.ASCII),
    "time": re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?", re.ASCII),
    "geopoint": re.compile(r"-?\d+(\.\d+)? -?\d+(\.\d+)?( -?\d+(\.\d+)?){0,2}", re.ASCII),
    "acknowledge": re.compile(r"OK"),
}


@frozen
class Finding:
    """One thing the judge found. `path` is concrete. `words` are the form's own, if it has any."""

    path: str
    code: FindingCode
    severity: Severity
    problem: Problem
    words: Text

    def message(self, language: Language = "en") -> str:
        """What to tell the person: the form's own words, else what is wrong and what to do."""
        if self.words:
            return self.words.shown_in(language).text
        return f"{self.problem.what(language)} {self.problem.do(language)}"


@frozen
class Completeness:
    """How far a section is: questions that apply, those answered, and the required ones among both."""

    asked: int = 0
    answered: int = 0
    required: int = 0
    required_answered: int = 0

    @property
    def done(self) -> bool:
        """Whether nothing required is open."""
        return self.required == self.required_answered


@frozen
class Judgement:
    """What the judge says of a reply. `values` and `relevant` are by concrete path; `complete` by section name."""

    valid: bool
    problems: tuple[Finding, ...]
    values: Mapping[str, str]
    relevant: frozenset[str]
    complete: Mapping[str, Completeness]

    def at(self, path: str) -> tuple[Finding, ...]:
        """The findings at a concrete path."""
        return tuple(finding for finding in self.problems if finding.path == path)


class Told(NamedTuple):
    """One place of a question: whether it is asked, its value, what is wrong, whether it was answered and must be."""

    path: str
    asked: bool
    value: str
    findings: tuple[Finding, ...]
    given: bool = False
    must: bool = False


def judge(
    form: Form,
    answers: Answers,
    today: date,
    language: Language | None = None,
    counts: Mapping[str, int] | None = None,
) -> Judgement:
    """Hold answers against a form. Reports and never refuses (except a form that cannot be evaluated)."""
    return judgement_of(worked_out(form, answers, today, language, counts))


def judgement_of(evaluation: Evaluation) -> Judgement:
    """What is to be said of a reply that is worked out."""
    plan, at = evaluation.plan, evaluation.instance.at
    told = {
        rule: [told_at(rule, path, node, evaluation) for path, node in at(rule.question.path)] for rule in plan.rules
    }
    return assembled(evaluation, told)


def assembled(evaluation: Evaluation, told: Mapping[Rule, Iterable[Told]]) -> Judgement:
    """The judgement out of what is told of every place."""
    findings: list[Finding] = list(_unknown(evaluation))
    values: dict[str, str] = {}
    relevant: list[str] = []
    for places in told.values():
        for place in places:
            if place.asked:
                relevant.append(place.path)
                if place.value:
                    values[place.path] = place.value
            findings += place.findings
    valid = not any(finding.severity == "stop" for finding in findings)
    return Judgement(valid, tuple(findings), values, frozenset(relevant), _completeness(evaluation.form, told))


def judge_xml(form: Form, xml: bytes, today: date, language: Language | None = None) -> Judgement:
    """Hold a submission against a form. Refused with COL-020 when it answers another questionnaire."""
    submission: Submission = read_submission(form, xml)
    if submission.form_id and submission.form_id != form.id:
        raise refuse("COL-020", found=submission.form_id, expected=form.id)
    return judge(form, submission.answers, today, language, submission.counts)


def starting_answers(form: Form) -> Answers:
    """What a new draft holds: the defaults of questions outside repeats."""
    given = {one.path: Cell(one.default) for one in form.questions() if one.default and not one.repeat}
    return Answers(given)


def _finding(code: FindingCode, place: str, words: Text | None = None, **params: object) -> Finding:
    number, severity = _PROBLEMS[code]
    return Finding(place, code, severity, Problem(number, params, place), words or Text())


def _unknown(evaluation: Evaluation) -> Iterator[Finding]:
    for path, cell in evaluation.answers.items():
        if not cell.empty and not evaluation.form.has(without_positions(path)):
            yield _finding("unknown", path, path=path)


def told_at(rule: Rule, path: str, node: Node, evaluation: Evaluation) -> Told:
    """What is to be said of one place."""
    question = rule.question
    cell = evaluation.answers.cells.get(path, BLANK)
    value = node.text
    if not (evaluation.asked(node) if rule.around else node not in evaluation.irrelevant):
        answered = not cell.blank and question.answerable
        return Told(path, False, value, (_finding("irrelevant", path),) if answered else ())
    given, must = not cell.blank, False
    if rule.required is not None and question.answerable:
        must = evaluation.true(rule.required, node)
    if value:
        return Told(path, True, value, tuple(_findings(rule, path, node, evaluation, cell)), given, must)
    missed = must and not cell.missing
    return Told(path, True, "", (_finding("required", path, question.required_message),) if missed else (), given, must)


def _findings(rule: Rule, path: str, node: Node, evaluation: Evaluation, cell: Cell) -> Iterator[Finding]:
    question, value = rule.question, node.text
    if not has_type(question, value):
        yield _finding("type", path, value=value[:80], type=question.type)
        return
    if question.type in _CHOOSING:
        yield from _wrong_choices(rule, path, node, evaluation)
    if rule.constraint is not None or question.type == "range":
        yield from _broken_constraint(rule, path, node, evaluation, cell)


def has_type(question: Question, value: str) -> bool:
    """Whether a canonical value is of the question's type; texts always are."""
    if question.type == "calculate":
        return True
    if question.type in ("date", "dateTime"):
        plain = question.type == "dateTime" or len(value) == 10
        return plain and looks_like_date(value) and parse(value, UTC).when is not None
    if question.type in ("geotrace", "geoshape"):
        return all(_SHAPES["geopoint"].fullmatch(part.strip()) for part in value.split(";") if part.strip())
    shape = _SHAPES.get(question.type)
    return shape is None or bool(shape.fullmatch(value.strip()))


def _wrong_choices(rule: Rule, path: str, node: Node, evaluation: Evaluation) -> Iterator[Finding]:
    question, value = rule.question, node.text
    chosen = [value] if question.type == "select_one" else value.split()
    choices = rule.values if rule.filter is None else evaluation.open_choices(question, node)
    for one in chosen:
        if one not in choices:
            yield _finding("choice", path, value=one[:80])
    if len(chosen) != len(set(chosen)):
        yield _finding("choice", path, value=value[:80])


def _broken_constraint(rule: Rule, path: str, node: Node, evaluation: Evaluation, cell: Cell) -> Iterator[Finding]:
    question = rule.question
    kept = rule.constraint is None or evaluation.true(rule.constraint, node)
    if kept and _in_range(question, node.text):
        return
    finding = _finding("constraint", path, question.constraint_message)
    grade = question.attributes.get("severity", "stop")
    if grade == "note":
        yield Finding(path, "constraint", "note", finding.problem, finding.words)
    elif grade != "explain":
        yield finding
    elif not cell.comment:
        yield Finding(path, "constraint", "explain", finding.problem, finding.words)


def _in_range(question: Question, value: str) -> bool:
    if question.type != "range":
        return True
    low, high = question.minimum, question.maximum
    return (not low or float(value) >= float(low)) and (not high or float(value) <= float(high))


def _completeness(form: Form, told: Mapping[Rule, Iterable[Told]]) -> Mapping[str, Completeness]:
    counted = {section.name: [0, 0, 0, 0] for section in form.sections}
    for rule, places in told.items():
        count = counted.get(form.section_of_question(rule.question.path))
        if count is not None and rule.question.answerable:
            for place in places:
                if place.asked:
                    count[0] += 1
                    count[1] += place.given
                    count[2] += place.must
                    count[3] += place.must and place.given
    return {name: Completeness(*count) for name, count in counted.items()}
