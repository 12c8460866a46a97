"""Passages of a set: to be coded next, one by one with what one's own coder said, and how far the coders are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from attrs import frozen
from django.db import connection

from entraide.foundation.accounts.queries import names
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text

from .. import policies
from ..domain.words.codebook import codebook
from ..domain.words.passages import NEVER_QUOTED, Prepared, prepare
from ..domain.words.proposing import Proposal, propose
from ..models import Coding, Passage, PassageSet
from .codings import AGREED, Codings, codings_of
from .sets import content, form_of


@frozen
class OpenQuestion:
    """A question answered in words."""

    name: str
    number: str
    label: Text


@frozen(hash=False)
class PassageSetRow:
    """The passages of a set."""

    def __hash__(self) -> int:
        return hash((self.set_id, self.made_at))

    set_id: int
    title: Text
    invented: bool
    replied: int
    submissions: tuple[int, ...]
    questions: tuple[OpenQuestion, ...]
    codebook: str
    made_at: datetime

    def question(self, name: str) -> OpenQuestion:
        """The question with this name."""
        return next((one for one in self.questions if one.name == name), OpenQuestion(name, "", Text()))


@frozen
class PassageRow:
    """A passage: `number` refers to the question's, `part` to its place in the answer (from 1)."""

    id: int
    submission: int
    entity: str
    region: str
    question: str
    number: str
    path: str
    part: int
    language: str
    audience: str
    text: str
    concepts: tuple[str, ...]

    @property
    def reference(self) -> str:
        """The paragraph reference: the question's number and the part of the answer."""
        return f"{self.number or self.question}, {self.part}"


@frozen
class Said:
    """What one coder said of a passage, or what was agreed upon (`hand` 0)."""

    hand: int
    name: str
    themes: tuple[str, ...]


@frozen
class Progress:
    """Passages of the set: all, coded by the reader, by anybody, by two or more."""

    passages: int
    own: int
    coded: int
    twice: int


def passage_set_row(row: PassageSet) -> PassageSetRow:
    """As pages read it."""
    questions = tuple(OpenQuestion(q["name"], q["number"], Text.from_json(q["label"])) for q in row.questions)
    return PassageSetRow(
        row.frozen_set_id, Text.from_json(row.title), row.invented, row.replied, tuple(row.submissions), questions,
        row.codebook, row.made_at,
    )  # fmt: skip


def passage_row(row: Passage) -> PassageRow:
    """As pages read it."""
    return PassageRow(
        row.pk, row.submission, row.entity, row.region, row.question, row.number, row.path, row.part + 1, row.language,
        row.audience, row.text, tuple(row.concepts),
    )  # fmt: skip


def passage_set(actor: Actor, set_id: int) -> PassageSetRow:
    """The passages of a set; NotHere for those to whom its figures were not opened."""
    return passage_set_row(policies.access_passage_set(actor, set_id))


def has_passages(actor: Actor, set_id: int) -> bool:
    """Whether the set has been cut, as far as the reader may know."""
    with acting_as(actor, savepoint=False):
        return PassageSet.objects.filter(frozen_set_id=set_id).exists()


def prepared(actor: Actor, set_id: int) -> Prepared:
    """What `actions.cut_passages` stores; NotHere unless the secretariat asks."""
    made = content(actor, set_id)
    return prepare(made, form_of(made))


def passage(actor: Actor, set_id: int, passage_id: int) -> PassageRow:
    """One passage; NotHere for whoever may not read it."""
    return passage_row(policies.access_passage(actor, set_id, passage_id)[1])


def entities_that_wrote(whole: PassageSetRow) -> tuple[str, ...]:
    """Who wrote something in the set that the reader may read."""
    rows = Passage.objects.filter(submission__in=whole.submissions).order_by("entity")
    return tuple(rows.values_list("entity", flat=True).distinct())


def may_be_quoted(actor: Actor, row: PassageRow) -> bool:
    """Whether the reader may choose the passage to be quoted."""
    return actor.staff and Audience(row.audience) not in NEVER_QUOTED


def whole_answer(row: PassageRow) -> tuple[PassageRow, ...]:
    """The passages of the same answer, in their order."""
    rows = Passage.objects.filter(submission=row.submission, path=row.path).order_by("part")
    return tuple(passage_row(one) for one in rows)


def proposals(row: PassageRow) -> tuple[Proposal, ...]:
    """Themes that the words of a passage propose."""
    return propose(row.concepts, row.question, codebook())


_NEXT = """
SELECT p.id FROM analysis_passage p WHERE p.submission = ANY(%(submissions)s) AND p.id > %(after)s
AND (%(question)s = '' OR p.question = %(question)s) AND (%(language)s = '' OR p.language = %(language)s)
AND coalesce((SELECT c.deed FROM analysis_coding c WHERE c.passage_id = p.id AND c.hand = %(hand)s
              ORDER BY c.id DESC LIMIT 1), '') <> 'coded'
ORDER BY p.id LIMIT 1
"""


def next_passage(
    actor: Actor, whole: PassageSetRow, after: int = 0, question: str = "", language: str = ""
) -> int | None:
    """The next passage that this coder has not coded, after one and then from the beginning; None when all are."""
    asked = {
        "submissions": list(whole.submissions), "question": question, "language": language, "hand": actor.person_id or -1
    }  # fmt: skip
    with connection.cursor() as cursor:
        for start in dict.fromkeys((after, 0)):
            cursor.execute(_NEXT, {**asked, "after": start})
            if found := cursor.fetchone():
                return int(found[0])
    return None


def live_codings(whole: PassageSetRow) -> Codings:
    """For counting: of everybody, read as the system does; whoever shows it decides what a reader may see of it."""
    return codings_of(whole.set_id, whole.made_at, whole.submissions)


def said_of(actor: Actor, row: PassageRow) -> tuple[Said, ...]:
    """What was said of a passage: one's own first; the others' only once one has coded it oneself. Nothing for outsiders."""
    if not actor.staff:
        return ()
    last = Coding.objects.filter(passage_id=row.id).order_by("hand", "-id").distinct("hand")
    rows = [one for one in last if one.deed == "coded"]
    if not any(one.hand == actor.person_id for one in rows):
        return ()
    known = names(one.hand for one in rows)
    ordered = sorted(rows, key=lambda one: (one.hand != actor.person_id, one.hand == AGREED, one.hand))
    return tuple(Said(one.hand, known.get(one.hand, ""), tuple(one.themes)) for one in ordered)


def progress(actor: Actor, whole: PassageSetRow) -> Progress:
    """How far the coding is."""
    passages = Passage.objects.filter(submission__in=whole.submissions).count()
    said = live_codings(whole).said
    return Progress(
        passages,
        sum(1 for given in said.values() if actor.person_id in given),
        len(said),
        sum(1 for given in said.values() if len(given) > 1),
    )


def own_progress(actor: Actor, whole: PassageSetRow) -> tuple[int, int]:
    """How many passages this coder has coded, and how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT DISTINCT ON (passage_id) deed FROM analysis_coding WHERE hand = %s AND passage_id IN"
            " (SELECT id FROM analysis_passage WHERE submission = ANY(%s)) ORDER BY passage_id, id DESC) last"
            " WHERE deed = 'coded'",
            [actor.person_id or -1, list(whole.submissions)],
        )
        (own,) = cursor.fetchone()
    return own, Passage.objects.filter(submission__in=whole.submissions).count()


@frozen
class CodingLine:
    """One line of the export: every row that was ever written, with whether it stands."""

    passage: PassageRow
    coder: str
    themes: tuple[str, ...]
    proposed: Mapping[str, tuple[str, ...]]
    """Of the themes those that had been proposed, with the rules of the codebook that proposed them."""
    deed: str
    agreed: bool
    stands: bool
    codebook: str
    at: datetime


def coding_lines(actor: Actor, set_id: int) -> tuple[CodingLine, ...]:
    """Every coding of a set with the coder's name; for the secretariat only, NotHere for others."""
    policies.access_frozen_set(actor, set_id)
    whole = passage_set(actor, set_id)
    rows = list(
        Coding.objects.select_related("passage")
        .filter(passage__submission__in=whole.submissions)
        .order_by("passage_id", "id")
    )
    last = {(row.passage_id, row.hand): row.pk for row in rows}
    known = names(row.coder for row in rows)
    return tuple(
        CodingLine(
            passage_row(row.passage), known.get(row.coder, ""), tuple(row.themes),
            {theme: tuple(rules) for theme, rules in row.proposed.items()}, row.deed, row.hand == AGREED,
            last[row.passage_id, row.hand] == row.pk and row.deed == "coded", row.codebook, row.at,
        )
        for row in rows
    )  # fmt: skip
