"""How many said what, how far the coders agree, and what is chosen to be quoted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

from attrs import frozen

from entraide.foundation.accounts.queries import names
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM, Actor
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.reference.domain import entities

from .. import policies
from ..domain.figures import Figure
from ..domain.results import Dimension, Result, Row
from ..domain.words import agreement
from ..domain.words.codebook import codebook
from ..domain.words.counting import CodedPassage, ThemeCount, count, counted
from ..models import FrozenSet, Passage, Quotation
from .coding import Edition, PassageRow, PassageSetRow, edition, live_codings, passage_row, passage_set

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


def _counted(actor: Actor, whole: PassageSetRow, question: str = "") -> _Counted:
    """Kept between requests for readers of one kind, until somebody codes."""
    reader = (actor.staff, "" if actor.staff else actor.entity, actor.party)
    return _count(edition(whole), whole, reader, question)


@lru_cache(maxsize=32)
def _count(at: Edition, whole: PassageSetRow, reader: tuple[bool, str, bool], question: str) -> _Counted:
    staff, entity, party = reader
    actor = SYSTEM if staff else Actor(entity=entity, party=party)
    codings = live_codings(whole)
    told = [row for row in _told(whole.set_id, whole.made_at, whole.submissions) if question in ("", row[5])]
    if not staff:
        told = [row for row in told if row[4] != Audience.SECRETARIAT]
    answered = {row[2]: row[3] for row in told}
    admitted = {pair: actor.admits(Audience(pair[0]), pair[1]) for pair in {(row[4], row[2]) for row in told}}
    rows = tuple(
        CodedPassage(
            number, submission, entity, region, audience, admitted[audience, entity],
            counted(codings.agreed.get(number), codings.said.get(number, {}).values()),
        )
        for number, submission, entity, region, audience, _question in told
        if number in codings.said or number in codings.agreed
    )  # fmt: skip
    twice = sum(1 for row in rows if len(codings.said.get(row.passage, ())) > 1)
    return _Counted(rows, answered, len(told), twice, count(rows, answered, codebook(), staff))


@lru_cache(maxsize=4)
def _told(_set_id: int, _made_at: datetime, submissions: tuple[int, ...]) -> tuple[tuple[Any, ...], ...]:
    """Passages without their words: they never change."""
    with acting_as(SYSTEM, savepoint=False):
        rows = Passage.objects.filter(submission__in=submissions)
        return tuple(rows.values_list("id", "submission", "entity", "region", "audience", "question"))


def themes(actor: Actor, set_id: int, question: str = "") -> Themes:
    """The table of themes as this reader may see it; NotHere for whoever may read none of the passages."""
    whole = passage_set(actor, set_id)
    found = _counted(actor, whole, question)
    return Themes(found.counts, found.answered, found.passages, len(found.rows), found.twice)


def passages_of_theme(
    actor: Actor, set_id: int, theme: str, region: str | None = None, question: str = ""
) -> tuple[tuple[PassageRow, ...], int]:
    """The passages of a theme (and of those below it) that the reader may read, at most SHOWN; and how many they are."""
    whole = passage_set(actor, set_id)
    book = codebook()
    wanted = [
        row.passage for row in _counted(actor, whole, question).rows
        if row.seen and theme in book.with_parents(row.themes) and (region is None or row.region == region)
    ]  # fmt: skip
    found = Passage.objects.filter(pk__in=wanted[:SHOWN])
    return tuple(passage_row(row) for row in found), len(wanted)


def theme_results(actor: Actor, set_id: int) -> Mapping[str, Result]:
    """`themes` (theme), `themes.group` (theme × regional group), `themes.entity` (theme × entity, what the reader may see).

    Counts of respondents of those that answered in words; parts of the secretariat's own are left out for other readers.
    """
    whole = passage_set(actor, set_id)
    book, found = codebook(), _counted(actor, whole)
    rows, counts = found.rows, found.counts
    audience = Audience.SECRETARIAT if actor.staff else Audience.STATE
    with acting_as(SYSTEM, savepoint=False):
        digest = FrozenSet.objects.filter(pk=set_id).values_list("content_hash", flat=True).first() or ""
    theme = Dimension("theme", "code", _label("theme"), {code: one.label for code, one in book.themes.items()})
    group = Dimension("group", "group", _label("group"))
    entity = Dimension("entity", "entity", _label("entity"))

    def result(name: str, dimensions: tuple[Dimension, ...], cells: tuple[Row, ...]) -> Result:
        return Result(name, digest, _label(name), "replies", _label("method"), dimensions, cells, audience)

    each = [(one, row) for row in rows if row.seen for one in book.with_parents(row.themes)]
    said: dict[tuple[str, str], set[int]] = {}
    for one, row in each:
        said.setdefault((one, row.entity), set()).add(row.submission)
    return {
        "themes": result("themes", (theme,), tuple(Row((one.theme,), one.said) for one in counts)),
        "themes.group": result(
            "themes.group", (theme, group),
            tuple(Row((one.theme, region), figure) for one in counts for region, figure in one.groups.items()),
        ),
        "themes.entity": result(
            "themes.entity", (theme, entity),
            tuple(
                Row(key, Figure(f"theme.{'.'.join(key)}", Decimal(1), 1, tuple(sorted(who)), unit="replies"))
                for key, who in sorted(said.items())
            ),
        ),
    }  # fmt: skip


def _label(name: str) -> Text:
    return LABELS[name]


LABELS: Final = {
    "theme": Text.of("en", en="Theme", fr="Thème", es="Tema", ru="Тема", zh="主题", ar="الموضوع"),
    "group": Text.of(
        "en", en="Regional group", fr="Groupe régional", es="Grupo regional", ru="Региональная группа", zh="区域组",
        ar="المجموعة الإقليمية",
    ),
    "entity": Text.of(
        "en", en="State or organization", fr="État ou organisation", es="Estado u organización",
        ru="Государство или организация", zh="国家或组织", ar="الدولة أو المنظمة",
    ),
    "themes": Text.of(
        "en", en="What respondents wrote, by theme", fr="Ce qu’ont écrit les répondants, par thème",
        es="Lo que escribieron quienes respondieron, por tema", ru="Что написали респонденты, по темам",
        zh="答复方所写内容，按主题", ar="ما كتبه المجيبون، حسب الموضوع",
    ),
    "themes.group": Text.of(
        "en", en="What respondents wrote, by theme and regional group",
        fr="Ce qu’ont écrit les répondants, par thème et groupe régional",
        es="Lo que escribieron quienes respondieron, por tema y grupo regional",
        ru="Что написали респонденты, по темам и региональным группам", zh="答复方所写内容，按主题和区域组",
        ar="ما كتبه المجيبون، حسب الموضوع والمجموعة الإقليمية",
    ),
    "themes.entity": Text.of(
        "en", en="Who wrote of which theme", fr="Qui a écrit sur quel thème", es="Quién escribió sobre qué tema",
        ru="Кто о какой теме написал", zh="谁写到哪个主题", ar="من كتب عن أي موضوع",
    ),
    "method": Text.of(
        "en",
        en="Coded by people; a theme counts when the coders agreed upon it, or each of them gave it. N: those that answered in words.",
        fr="Codé par des personnes ; un thème compte si les codeurs en sont convenus ou l’ont tous donné. N : ceux qui ont répondu par écrit.",
        es="Codificado por personas; un tema cuenta si los codificadores lo acordaron o lo dieron todos. N: quienes respondieron por escrito.",
        ru="Закодировано людьми; тема учитывается, если кодировщики о ней договорились или ее указал каждый. N: ответившие словами.",
        zh="由人工编码；编码员一致同意或各自均给出的主题方计入。N：以文字作答者。",
        ar="رمّزها أشخاص؛ يحتسب الموضوع إذا اتفق عليه المرمّزون أو ذكره كل منهم. ن: من أجابوا كتابة.",
    ),
}  # fmt: skip


# Agreement


@frozen
class AgreementTable:
    """How far the coders agree: coders by name, each theme, all together, and what is to be talked over."""

    coders: Mapping[int, str]
    rows: tuple[agreement.ThemeAgreement, ...]
    overall: agreement.Agreement
    shared: int
    disputed: tuple[PassageRow, ...]
    disputed_count: int


def agreement_of(actor: Actor, set_id: int) -> AgreementTable:
    """For the secretariat. Disputed passages are shown to coders only after they have coded them themselves."""
    policies.access_frozen_set(actor, set_id)
    whole = passage_set(actor, set_id)
    codings = live_codings(whole)
    coders = names({coder for said in codings.said.values() for coder in said})
    open_to = [
        number for number in agreement.disagreements(codings.said, set(codings.agreed))
        if actor.person_id in codings.said[number] or actor.person_id not in coders
    ]  # fmt: skip
    shown = Passage.objects.filter(pk__in=open_to[:SHOWN])
    return AgreementTable(
        dict(sorted(coders.items())),
        *_agreement(edition(whole), whole),
        Counter(len(said) > 1 for said in codings.said.values())[True],
        tuple(passage_row(row) for row in shown),
        len(open_to),
    )


@lru_cache(maxsize=8)
def _agreement(_at: Edition, whole: PassageSetRow) -> tuple[tuple[agreement.ThemeAgreement, ...], agreement.Agreement]:
    said = live_codings(whole).said
    return agreement.by_theme(said, tuple(codebook().themes)), agreement.overall(said)


# Quotations


@frozen
class QuotationRow:
    """A quotation: the words in their own language, whose they are, where they stand, how far they may go."""

    id: int
    passage: int
    text: str
    language: str
    entity: str
    question: str
    reference: str
    audience: Audience
    translations: Text
    state: str
    chosen_by: int
    cleared_by: int | None

    @property
    def shown(self) -> Text:
        """The original with its translations, as one text."""
        return Text(
            {**self.translations.versions, self.language: self.text},  # type: ignore[dict-item]
            {**self.translations.statuses, self.language: "original"},  # type: ignore[dict-item]
        )


def quotation_row(row: Quotation) -> QuotationRow:
    """As pages and the composer read it."""
    said = passage_row(row.passage)
    return QuotationRow(
        row.pk, said.id, said.text, said.language, said.entity, said.question, said.reference, Audience(row.audience),
        Text.from_json(row.translations), row.state, row.chosen_by, row.cleared_by,
    )  # fmt: skip


def quotations(actor: Actor, set_id: int) -> tuple[QuotationRow, ...]:
    """What is chosen from a set, by question and entity: for the secretariat all, for others what is cleared and theirs to read."""
    whole = passage_set(actor, set_id)
    found = Quotation.objects.select_related("passage").filter(passage__submission__in=whole.submissions)
    kept = [
        quotation_row(row) for row in found
        if actor.staff or (row.state == "cleared" and actor.admits(Audience(row.audience), row.entity))
    ]  # fmt: skip
    place = {code: at for at, code in enumerate(entities.ordered({row.entity for row in kept}, actor.language))}
    order = {question.name: at for at, question in enumerate(whole.questions)}
    return tuple(sorted(kept, key=lambda row: (order.get(row.question, 0), place[row.entity], row.passage)))


def quotation_of(actor: Actor, set_id: int, passage_id: int) -> QuotationRow | None:
    """The quotation made of a passage, if there is one that the reader may see."""
    whole = passage_set(actor, set_id)
    row = (
        Quotation.objects.select_related("passage")
        .filter(passage_id=passage_id, passage__submission__in=whole.submissions)
        .first()
    )
    return quotation_row(row) if row and (actor.staff or row.state == "cleared") else None
