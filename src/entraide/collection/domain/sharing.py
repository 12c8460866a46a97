"""How far an answer goes: what its State said of it, else of its section, else what the questionnaire or the round says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from attrs import evolve

from entraide.kernel.audience import Audience, narrowest

from .answers import Answers, Cell, without_positions
from .form import Form, Question

OFFERED: Final = (Audience.PUBLIC, Audience.MEMBERS, Audience.PARTIES, Audience.AGGREGATE, Audience.SECRETARIAT)
"""What a State may choose among, from the widest to the narrowest."""
Said = Literal["answer", "section", "questionnaire", "round"]
Shares = Mapping[str, Audience]
"""What a State said of whole sections, by their names."""


def of_question(question: Question) -> Audience | None:
    """What the questionnaire says of a question's answers (`bind::entraide:audience`); None where it says nothing."""
    return as_audience(question.attributes.get("audience", ""))


def as_audience(said: str) -> Audience | None:
    """The audience of this name; None for no such name."""
    return Audience(said) if said in set(Audience) else None


def effective_audience(
    question: Question, cell: Cell, round_default: Audience, section: Audience | None = None
) -> Audience:
    """Who may read an answer.

    The State's word on the answer itself stands, be it narrower or wider. Its word on the section narrows everything in it
    and widens what has no guard of its own: a question that the questionnaire keeps narrower stays so.
    """
    return _decided(question, cell, round_default, section)[0]


def said_by(question: Question, cell: Cell, section: Audience | None = None) -> Said:
    """Whose word decided: of the answer, of the section, of the questionnaire, or of the round."""
    return _decided(question, cell, Audience.SECRETARIAT, section)[1]


def _decided(
    question: Question, cell: Cell, round_default: Audience, section: Audience | None
) -> tuple[Audience, Said]:
    own = of_question(question)
    if cell.audience is not None:
        return cell.audience, "answer"
    if section is not None:
        guarded = own is not None and own.width < section.width
        return (narrowest((own, section)), "questionnaire") if own and guarded else (section, "section")
    return (own, "questionnaire") if own is not None else (round_default, "round")


def as_sent(form: Form, answers: Answers, shares: Shares) -> Answers:
    """The answers as they are sent: each with its State's word on it, also where that was said of the section as a whole.

    What holds nothing but such a word is no answer, and left out.
    """
    said = {path: _with_share(form, path, cell, shares) for path, cell in answers.items()}
    return Answers({path: cell for path, cell in said.items() if not evolve(cell, audience=None).empty})


def _with_share(form: Form, path: str, cell: Cell, shares: Shares) -> Cell:
    share = shares.get(form.section_of(path))
    plain = without_positions(path)
    if share is None or cell.audience is not None or not form.has(plain):
        return cell
    return evolve(cell, audience=effective_audience(form.question(plain), cell, share, share))


def with_audiences(form: Form, answers: Answers, round_default: Audience) -> Answers:
    """Every answer with the audience that it has in effect, for those who count, quote and print."""
    return Answers(
        {
            path: evolve(cell, audience=effective_audience(form.question(plain), cell, round_default))
            if form.has(plain := without_positions(path))
            else cell
            for path, cell in answers.items()
        }
    )


def shares_from_json(data: Mapping[str, str]) -> dict[str, Audience]:
    """What is kept with the reply: section → audience; unknown words are dropped."""
    return {name: audience for name, said in data.items() if (audience := as_audience(said)) is not None}
