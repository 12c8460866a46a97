"""The judge of every channel: page, workbook and interface are held to the same rules. Drafts are never refused."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date
from typing import Final, Literal

from attrs import frozen

from entraide.kernel.languages import Language
from entraide.kernel.problems import Problem, Severity, refuse
from entraide.kernel.text import Text

from .answers import Answers, Cell, without_positions
from .evaluation import Evaluation, worked_out
from .form import Form, Question
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


def judge(
    form: Form,
    answers: Answers,
    today: date,
    language: Language | None = None,
    counts: Mapping[str, int] | None = None,
) -> Judgement:
    """Hold answers against a form. Reports and never refuses (except a form that cannot be evaluated)."""
    evaluation = worked_out(form, answers, today, language, counts)
    findings: list[Finding] = list(_unknown(evaluation))
    values: dict[str, str] = {}
    relevant: set[str] = set()
    for question in (*form.questions(), *form.hidden):
        for path, node in evaluation.instance.at(question.path):
            if evaluation.asked(node):
                relevant.add(path)
                if node.text:
                    values[path] = node.text
            findings += _findings(question, path, node, evaluation)
    valid = not any(finding.severity == "stop" for finding in findings)
    return Judgement(valid, tuple(findings), values, frozenset(relevant), _completeness(evaluation))


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


def _findings(question: Question, path: str, node: Node, evaluation: Evaluation) -> Iterator[Finding]:
    cell = evaluation.answers.cell(path)
    if not evaluation.asked(node):
        if not cell.blank and question.answerable:
            yield _finding("irrelevant", path)
        return
    value = node.text
    if not value:
        if question.answerable and not cell.missing and evaluation.holds(question.required, node, default=False):
            yield _finding("required", path, question.required_message)
        return
    if not has_type(question, value):
        yield _finding("type", path, value=value[:80], type=question.type)
        return
    yield from _wrong_choices(question, path, node, evaluation)
    yield from _broken_constraint(question, path, node, evaluation, cell)


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


def _wrong_choices(question: Question, path: str, node: Node, evaluation: Evaluation) -> Iterator[Finding]:
    if question.type not in ("select_one", "select_multiple", "rank"):
        return
    chosen = [node.text] if question.type == "select_one" else node.text.split()
    choices = evaluation.open_choices(question, node)
    for value in chosen:
        if value not in choices:
            yield _finding("choice", path, value=value[:80])
    if len(chosen) != len(set(chosen)):
        yield _finding("choice", path, value=node.text[:80])


def _broken_constraint(
    question: Question, path: str, node: Node, evaluation: Evaluation, cell: Cell
) -> Iterator[Finding]:
    if evaluation.holds(question.constraint, node) and _in_range(question, node.text):
        return
    finding = _finding("constraint", path, question.constraint_message)
    if question.attributes.get("severity") != "explain":
        yield finding
    elif not cell.comment:
        yield Finding(path, "constraint", "explain", finding.problem, finding.words)


def _in_range(question: Question, value: str) -> bool:
    if question.type != "range":
        return True
    low, high = question.minimum, question.maximum
    return (not low or float(value) >= float(low)) and (not high or float(value) <= float(high))


def _completeness(evaluation: Evaluation) -> Mapping[str, Completeness]:
    return {section.name: _complete(tuple(section.questions()), evaluation) for section in evaluation.form.sections}


def _complete(questions: tuple[Question, ...], evaluation: Evaluation) -> Completeness:
    asked = answered = required = required_answered = 0
    for question in questions:
        for path, node in evaluation.instance.at(question.path) if question.answerable else ():
            if not evaluation.asked(node):
                continue
            given = not evaluation.answers.cell(path).blank
            must = evaluation.holds(question.required, node, default=False)
            asked, answered = asked + 1, answered + given
            required, required_answered = required + must, required_answered + (must and given)
    return Completeness(asked, answered, required, required_answered)
