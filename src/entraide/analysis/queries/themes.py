"""How many said what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import frozen

from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.audience import Audience

from .. import policies
from ..domain.disclosure import protect_results, rules_of
from ..domain.figures import Figure
from ..domain.results import Dimension, Result, Row
from ..domain.words.codebook import codebook
from ..domain.words.counting import CodedPassage, ThemeCount, count, counted
from ..domain.words.guarding import guarded
from ..domain.words.passages import NEVER_QUOTED
from ..models import FrozenSet, Passage
from .coding import PassageRow, PassageSetRow, live_codings, passage_row, passage_set
from .codings import Edition
from .theme_labels import LABELS

SHOWN: Final = 200


@frozen
class Themes:
    """Every theme that somebody said, with N; `coded` of `passages` were coded, `twice` by two or more."""

    counts: tuple[ThemeCount, ...]
    answered: Mapping[str, str]
    passages: int
    coded: int
    twice: int


@frozen(eq=False)
class _Counted:
    """Coded passages with the themes that count, who answered in words, how many passages there are, the table."""

    rows: tuple[CodedPassage, ...]
    answered: Mapping[str, str]
    passages: int
    twice: int
    counts: tuple[ThemeCount, ...]


@frozen
class _Reader:
    """For whom is counted. `reach`: words that go at least as far; None for those of the person or all of the secretariat.

    `behind`: also what these readers do not see is counted (never what was for the secretariat alone).
    """

    staff: bool = False
    entity: str = ""
    party: bool = False
    reach: Audience | None = None
    behind: bool = False

    def sees(self, audience: str, entity: str) -> bool:
        """Whether these words may be read by them."""
        if self.reach is not None:
            return Audience(audience) not in NEVER_QUOTED and Audience(audience).width >= self.reach.width
        return self.staff or Actor(entity=self.entity, party=self.party).admits(Audience(audience), entity)

    def counts(self, audience: str, entity: str) -> bool:
        """Whether these words stand in their counts."""
        return self.sees(audience, entity) or (self.behind and audience != Audience.SECRETARIAT)


def _reader(actor: Actor) -> _Reader:
    return _Reader(staff=True) if actor.staff else _Reader(False, actor.entity, actor.party)


@frozen(eq=False)
class _Told:
    """The passages that a reader's counts are made of: number → submission, entity, region, whether they see it."""

    rows: Mapping[int, tuple[int, str, str, bool]]
    answered: Mapping[str, str]


@lru_cache(maxsize=32)
def _told(_set_id: int, _made_at: datetime, submissions: tuple[int, ...], reader: _Reader, question: str) -> _Told:
    """Passages without their words: they never change."""
    with acting_as(SYSTEM, savepoint=False):
        rows = Passage.objects.filter(submission__in=submissions, **({"question": question} if question else {}))
        told = list(rows.values_list("id", "submission", "entity", "region", "audience"))
    pairs = {(audience, entity) for _id, _submission, entity, _region, audience in told}
    sees = {pair: reader.sees(*pair) for pair in pairs if reader.counts(*pair)}
    kept = {
        number: (submission, entity, region, sees[audience, entity])
        for number, submission, entity, region, audience in told
        if (audience, entity) in sees
    }
    return _Told(kept, {entity: region for _submission, entity, region, _sees in kept.values()})


def _counted(whole: PassageSetRow, reader: _Reader, question: str = "") -> _Counted:
    """Kept between requests for readers of one kind, until somebody codes."""
    return _count(live_codings(whole).edition, whole, reader, question)


@lru_cache(maxsize=32)
def _count(_at: Edition, whole: PassageSetRow, reader: _Reader, question: str) -> _Counted:
    codings = live_codings(whole)
    told = _told(whole.set_id, whole.made_at, whole.submissions, reader, question)
    rows = tuple(
        CodedPassage(number, *told.rows[number], counted(codings.agreed.get(number), codings.said.get(number, {}).values()))
        for number in sorted({*codings.said, *codings.agreed})
        if number in told.rows
    )  # fmt: skip
    twice = sum(1 for row in rows if len(codings.said.get(row.passage, ())) > 1)
    counts = count(rows, told.answered, codebook())
    if reader.behind:
        counts = guarded(counts, rows, codebook(), rules_of(reader.reach or Audience.PUBLIC))
    return _Counted(rows, told.answered, len(told.rows), twice, counts)


def themes(actor: Actor, set_id: int, question: str = "") -> Themes:
    """The table of themes: for the secretariat of everything, for others of what they may read themselves, N included.

    So no number has anything behind it that a second number could give away. NotHere unless the figures were opened.
    """
    found = _counted(passage_set(actor, set_id), _reader(actor), question)
    return Themes(found.counts, found.answered, found.passages, len(found.rows), found.twice)


def passages_of_theme(
    actor: Actor, set_id: int, theme: str, region: str | None = None, question: str = ""
) -> tuple[tuple[PassageRow, ...], int]:
    """The passages of a theme (and of those below it) that the reader may read, at most SHOWN; and how many they are."""
    whole = passage_set(actor, set_id)
    book = codebook()
    wanted = [
        row.passage for row in _counted(whole, _reader(actor), question).rows
        if theme in book.with_parents(row.themes) and (region is None or row.region == region)
    ]  # fmt: skip
    found = Passage.objects.filter(pk__in=wanted[:SHOWN])
    return tuple(passage_row(row) for row in found), len(wanted)


def theme_results(actor: Actor, set_id: int, audience: Audience | None = None) -> Mapping[str, Result]:
    """`themes` (theme), `themes.group` (theme × regional group), `themes.entity` (theme × entity, what readers may see).

    Counts of respondents of those that answered in words. Without `audience` they are for who asks: the secretariat's own,
    or an edition of what everybody with the same reach may read. With it they are for a report: the secretariat counts what
    was written for it to count, and what would tell that audience who wrote is held. Others get no more than their reach.
    """
    whole = passage_set(actor, set_id)
    own = policies.reach(actor)
    with acting_as(SYSTEM, savepoint=False):
        digest = FrozenSet.objects.filter(pk=set_id).values_list("content_hash", flat=True).first() or ""
    if not actor.staff:
        reach = audience if audience is not None and audience.width > own.width else own
        return _results(_counted(whole, _Reader(reach=reach)), digest, reach)
    everything = _results(_counted(whole, _Reader(staff=True)), digest, Audience.SECRETARIAT)
    if audience in (None, Audience.SECRETARIAT):
        return everything
    printed = _results(_counted(whole, _Reader(reach=audience, behind=True)), digest, audience)
    return protect_results(printed, audience, whole=everything)


def _results(found: _Counted, digest: str, audience: Audience) -> dict[str, Result]:
    book = codebook()
    theme = Dimension("theme", "code", LABELS["theme"], {code: one.label for code, one in book.themes.items()})
    group = Dimension("group", "group", LABELS["group"])
    entity = Dimension("entity", "entity", LABELS["entity"])

    def result(name: str, dimensions: tuple[Dimension, ...], cells: Iterable[Row]) -> Result:
        return Result(name, digest, LABELS[name], "replies", LABELS["method"], dimensions, tuple(cells), audience)

    said: dict[tuple[str, str], set[int]] = {}
    for row in found.rows:
        for one in book.with_parents(row.themes) if row.seen else ():
            said.setdefault((one, row.entity), set()).add(row.submission)
    return {
        "themes": result("themes", (theme,), (Row((one.theme,), one.said) for one in found.counts)),
        "themes.group": result(
            "themes.group", (theme, group),
            (Row((one.theme, region), figure) for one in found.counts for region, figure in one.groups.items()),
        ),
        "themes.entity": result(
            "themes.entity", (theme, entity),
            (
                Row(key, Figure(f"theme.{'.'.join(key)}", Decimal(1), 1, tuple(sorted(who)), unit="replies"))
                for key, who in sorted(said.items())
            ),
        ),
    }  # fmt: skip
