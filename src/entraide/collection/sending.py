"""What would be sent if a reply were sent now, and what forbids it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from attrs import evolve, field, frozen

from entraide.kernel.problems import Problem, Refused

from .domain.answers import Answers, positions, without_positions
from .domain.findings import Found, findings, unexplained
from .domain.form import Form
from .domain.judge import Finding, Judgement, judge
from .domain.sharing import Shares, as_sent, shares_from_json
from .drafts import draft_of
from .forms import form_of
from .lastround import last_answers
from .models import Reply


@frozen
class Sending:
    """A judged draft. `answers` are those that apply: exactly what is signed and sent."""

    form: Form
    draft: Answers
    judgement: Judgement
    found: tuple[Found, ...]
    shares: Shares = field(factory=dict)

    @property
    def answers(self) -> Answers:
        """Without what does not apply, which stays in the draft and is neither counted nor sent; each with its sharing."""
        return as_sent(self.form, applying(self.draft, self.judgement), self.shares)

    @property
    def content_hash(self) -> str:
        """The digest of exactly what would be sent."""
        return self.answers.content_hash()

    def blocking(self, sections: Iterable[str] | None = None) -> tuple[Finding | Found, ...]:
        """What has to be corrected, and what has to be explained, in these sections or in all."""
        wanted = None if sections is None else set(sections)
        wrong = (one for one in self.judgement.problems if one.severity in ("stop", "explain"))
        rows: tuple[Finding | Found, ...] = (*wrong, *unexplained(self.found))
        return tuple(one for one in rows if wanted is None or self.form.section_of(one.path) in wanted)

    def check(self, sections: Iterable[str] | None = None) -> None:
        """Refused with COL-306 and every single thing."""
        _refuse(self.form, self.blocking(sections))


def to_send(reply: Reply, today: date) -> Sending:
    """The draft of a reply as it would be sent today."""
    form = form_of(reply.round.version_id)
    draft = draft_of(reply, form)
    judgement = judge(form, draft, today)
    found = findings(form, draft, judgement, today, last_answers(reply, form))
    return Sending(form, draft, judgement, found, shares_from_json(reply.sharing))


def applying(draft: Answers, judgement: Judgement) -> Answers:
    """The answers that apply and hold something."""
    return Answers({path: cell for path, cell in draft.items() if path in judgement.relevant and not cell.empty})


def place_of(form: Form, path: str) -> str:
    """`17.1 [2]`: the printed number, and the row in a repeat."""
    plain = without_positions(path)
    number = form.question(plain).number if form.has(plain) else ""
    return " ".join([number or path, *(f"[{row}]" for row in positions(path))])


def refuse_blocking(form: Form, problems: Iterable[Finding]) -> None:
    """COL-306 with everything that cannot stand at all: for what a letter says, which nobody here can explain."""
    _refuse(form, [found for found in problems if found.severity == "stop"])


def _refuse(form: Form, blocking: Sequence[Finding | Found]) -> None:
    """COL-306 with each of these and its question's number; nothing for none."""
    if blocking:
        placed = [evolve(one.problem, place=place_of(form, one.path)) for one in blocking]
        raise Refused(Problem("COL-306", {"count": len(blocking)}), *placed)
