"""Earlier mandates that are near to a draft: found by its rarest words, ranked by what they share with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from attrs import frozen
from django.db import connection

from entraide.kernel.actor import Actor
from entraide.kernel.languages import Language, as_language

from ..domain.classify import classify
from ..domain.facets import ALL
from ..domain.similar import Asked, Drawn, any_of, content_words, nearness, repeats, shared, terms
from ..domain.vocabulary import Act, group_of
from ..models import Addressee, Gist, Mandate
from .rows import LIGHT, MandateRow, rows_numbered

RAREST: Final = 5
MOST_WEIGHED: Final = 150
LONGEST: Final = 10_000
NEAR: Final = 0.25
"""What shares less with a draft is not shown."""


@frozen
class Earlier:
    """What was asked before, once or again and again. `row` is the nearest of `rows`; `nearness` of 1."""

    row: MandateRow
    rows: tuple[MandateRow, ...]
    sessions: int
    acted: bool
    nearness: float


def similar(
    actor: Actor, text: str, language: Language, addressee: str = "", most: int = 8, *, without: int | None = None
) -> tuple[Earlier, ...]:
    """What of the register is near to a paragraph in `language`, the nearest first, repeats together.

    `addressee` is `kind/name` as in the facets; `without` leaves out one mandate, which would be nearest to itself.
    """
    text = text[:LONGEST]
    draft = Drawn(terms(text), classify(text, language).group, frozenset({addressee} - {""}))
    found = [one for one in _candidates(text, language) if one != without]
    drawn = _drawn(found, language)
    ranked = sorted(drawn, key=lambda one: (-nearness(draft, drawn[one]), -one))
    near = [one for one in ranked if shared(draft.terms, drawn[one].terms) >= NEAR][: most * 4]
    rows = {row.id: row for row in rows_numbered(actor, near, LIGHT)}
    groups = repeats(_asked(rows, drawn, near))[:most]
    return tuple(
        Earlier(
            rows[group.keys[0]], tuple(rows[key] for key in group.keys), group.sessions, group.acted,
            nearness(draft, drawn[group.keys[0]]),
        )
        for group in groups
    )  # fmt: skip


def similar_to(actor: Actor, row: MandateRow, most: int = 3) -> tuple[Earlier, ...]:
    """What is near to a mandate or a proposal, itself left out."""
    language = as_language(row.language)
    whom = next((f"{one.kind}/{(one.entity or one.name).lower()}" for one in row.addressees), "")
    return similar(actor, row.paragraph.shown_in(language).text, language, whom, most, without=row.id)


def _candidates(text: str, language: Language) -> list[int]:
    """Mandates with most of the rarest words, or with fewer of them when most are in too few; behind the wall of facets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT mandates_rarest(%s, %s::text[], %s)", [language, list(content_words(text))[:400], RAREST]
        )
        rarest = cursor.fetchone()[0]
        found: dict[int, None] = {}
        for at_once in (4, 3, 2, 1):
            if len(found) < MOST_WEIGHED // 10 and len(rarest) >= at_once:
                cursor.execute(
                    "SELECT w.mandate FROM mandates_found(%s::text[], %s::text[], %s) w"
                    " JOIN mandates_facet f ON f.mandate_id = w.mandate AND f.facet = %s ORDER BY w.rank DESC",
                    [[language], [any_of(rarest, at_once)], MOST_WEIGHED, ALL],
                )
                found.update(dict.fromkeys(row[0] for row in cursor.fetchall()))
    return list(found)


def _drawn(ids: Iterable[int], language: Language) -> dict[int, Drawn]:
    wanted = list(ids)
    words = dict(Gist.objects.filter(mandate_id__in=wanted, language=language).values_list("mandate_id", "words"))
    acts = dict(Mandate.objects.filter(pk__in=wanted).values_list("pk", "act"))
    asked: dict[int, set[str]] = {}
    rows = Addressee.objects.filter(mandate_id__in=wanted).order_by()
    for mandate, kind, name, entity in rows.values_list("mandate_id", "kind", "name", "entity"):
        asked.setdefault(mandate, set()).add(f"{kind}/{(entity or name).lower()}")
    return {
        one: Drawn(terms(said), _group(acts[one]), frozenset(asked.get(one, ())))
        for one, said in words.items()
        if one in acts
    }


def _group(act: Act | str) -> str:
    return group_of(act)  # type: ignore[arg-type]


def _asked(rows: Mapping[int, MandateRow], drawn: Mapping[int, Drawn], near: Iterable[int]) -> list[Asked[int]]:
    return [
        Asked(one, drawn[one].terms, rows[one].session, rows[one].first_action_on is not None)
        for one in near
        if one in rows
    ]
