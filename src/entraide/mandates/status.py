"""What the report on the status of implementation is made of: what anybody may see of a body's recommendations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Final

from django.utils import translation

from entraide.documents import actions as documents
from entraide.documents.domain.filing import shown_label
from entraide.foundation.actions import Act, action
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, Actor
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import refuse
from entraide.kernel.text import Text
from entraide.meetings import queries as meetings

from . import policies, wording
from .domain.status_report import Asked, Done, Facts, Grouping, Item, compose_all, title
from .exchange.rows import of_body
from .models import Addressee, Evidence, Mandate

LIVES: Final = ("adopted", "endorsed", "superseded", "elapsed")
MOST: Final = 2_000
"""A paper with more rows than this is no paper any more."""


def facts(body: str, symbol: str = "") -> Facts:
    """What the public may see, whoever asks: a report is for everybody.

    What only passes another mandate on is left out. Refused with MAN-430 when there is nothing, MAN-405 when there is too
    much.
    """
    with acting_as(ANONYMOUS):
        return _facts(body, symbol)


def _facts(body: str, symbol: str) -> Facts:
    known = next((row for row in meetings.bodies() if row.code == body), None)
    found = Mandate.objects.filter(of_body(body), life__in=LIVES, paragraph__document__filed_at__isnull=False)
    found = found.exclude(proposal__has_key="rejected_because").exclude(contained__life__in=LIVES)
    rows = list(found.select_related("paragraph", "paragraph__document")[: MOST + 1])
    if known is None or not rows:
        raise refuse("MAN-430")
    if len(rows) > MOST:
        raise refuse("MAN-405", rows=f"> {MOST}", limit=MOST)
    ids = [row.pk for row in rows]
    asked, done = _asked(ids), _done(ids)
    invented = any(row.paragraph.document.invented for row in rows)
    items = tuple(_item(row, asked[row.pk], done[row.pk]) for row in rows)
    return Facts(known.name, clock.now().date().isoformat(), items, symbol, invented)


def _item(row: Mandate, asked: Sequence[Asked], done: Sequence[Done]) -> Item:
    paragraph = row.paragraph
    return Item(
        str(paragraph.document), shown_label(paragraph.number, paragraph.point), Text.from_json(paragraph.text),
        tuple(asked), tuple(done), row.life, tuple(row.topics), _iso(row.due_on),
        _iso(row.adopted_on or paragraph.document.dated),
    )  # fmt: skip


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _asked(ids: Sequence[int]) -> Mapping[int, list[Asked]]:
    found: dict[int, list[Asked]] = defaultdict(list)
    named = cache(_names)
    for row in Addressee.objects.filter(mandate_id__in=ids).order_by("position", "id"):
        names = named(row.kind, row.name, row.text)
        found[row.mandate_id].append(Asked(names, row.implementation, Text.from_json(row.note), row.resources))
    return found


def _names(kind: str, name: str, text: str) -> dict[Language, str]:
    return dict(_in_six(kind, name, text))


def _in_six(kind: str, name: str, text: str) -> Iterator[tuple[Language, str]]:
    for language in LANGUAGES:
        with translation.override("zh-hans" if language == "zh" else language):
            yield language, wording.addressee(kind, name, text)


def _done(ids: Sequence[int]) -> Mapping[int, list[Done]]:
    """Validated and not withdrawn: said here and held by the database. A paper that is not public is not named."""
    found: dict[int, list[Done]] = defaultdict(list)
    shown = Evidence.objects.filter(mandate_id__in=ids, validated_at__isnull=False, withdrawn_at__isnull=True)
    for row in shown.select_related("document", "paragraph", "paragraph__document").order_by("happened_on", "id"):
        on = (row.happened_on or row.submitted_at.date()).isoformat()
        paper, label = row.document, ""
        if row.paragraph:
            paper, label = row.paragraph.document, shown_label(row.paragraph.number, row.paragraph.point)
        named = str(paper) if paper else ""
        found[row.mandate_id].append(Done(row.kind, Text.from_json(row.text), on, named, label, row.href))
    return found


@action("mandates.status.filed")
def file_status(act: Act, body: str, symbol: str, by: Grouping = "document") -> int:
    """File the report of today as a document in six languages; its id. Refused as `facts` and as filing a document."""
    policies.may_register(act.actor).enforce()
    if not symbol.strip():
        raise refuse("DOC-308")
    told = facts(body, symbol.strip())
    named = Text.of("en", **{language: title(told, language) for language in LANGUAGES})
    document = documents.file_document(
        act.actor, trees=compose_all(told, by), symbols=[told.symbol], kind="report", title=named,
        dated=clock.now().date(), invented=told.invented,
    )  # fmt: skip
    act.about("documents.document", body=body, recommendations=len(told.items))
    act.object_id = str(document.pk)
    return int(document.pk)


def bodies_with(actor: Actor) -> tuple[tuple[str, Text], ...]:
    """The bodies whose recommendations are in the register: code and name."""
    del actor  # what the public may see is the same for everybody
    with acting_as(ANONYMOUS):
        shown = Mandate.objects.filter(life__in=LIVES)
        own = set(shown.filter(body__isnull=False).values_list("body_id", flat=True).distinct())
        met = shown.filter(body__isnull=True).values_list("paragraph__document__meeting__body_id", flat=True)
        known = own | set(met.distinct())
        return tuple((row.code, row.name) for row in meetings.bodies() if row.id in known)
