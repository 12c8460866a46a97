"""Looking for words in what States wrote, in six languages; and for passages that may say the same in other words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any, Final

from attrs import frozen
from django.db import connection

from entraide.documents.domain.searching import CONFIGURATIONS, Query, parse, starts_to_mark, tsquery, words_to_mark
from entraide.documents.domain.snippets import Bit, marks, snippet
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language

from ..domain.words.likeness import alike, weights
from ..domain.words.terms import concepts_in
from ..models import Passage
from .coding import PassageRow, PassageSetRow, passage_row
from .themes import passages_of_theme

MOST: Final = 500
A_PAGE: Final = 20
LIKE: Final = 10


@frozen
class PassageFilters:
    """What a search is narrowed to; "" for all."""

    theme: str = ""
    question: str = ""
    entity: str = ""
    language: str = ""


@frozen
class FoundPassage:
    """A passage with the finds marked."""

    passage: PassageRow
    bits: tuple[Bit, ...]


@frozen
class LikePassage:
    """A passage that may say the same, and the concepts that both name."""

    passage: PassageRow
    shared: tuple[str, ...]


@frozen
class FoundPassages:
    """One page of finds; `like`: other passages with the concepts that were asked for."""

    query: Query
    hits: tuple[FoundPassage, ...] = ()
    count: int = 0
    at_least: bool = False
    like: tuple[LikePassage, ...] = ()
    concepts: tuple[str, ...] = ()


_WHERE = """p.submission = ANY(%(submissions)s) AND (%(question)s = '' OR p.question = %(question)s)
    AND (%(entity)s = '' OR p.entity = %(entity)s) AND (%(language)s = '' OR p.language = %(language)s)
    AND (NOT %(narrowed)s OR p.id = ANY(%(themed)s))"""


def search_passages(
    actor: Actor, whole: PassageSetRow, text: str, filters: PassageFilters | None = None, *,
    language: Language = "en", page: int = 1,
) -> FoundPassages:  # fmt: skip
    """Passages that the reader may read and that hold all that `text` asks for, the reader's language first, then the rank.

    Without words, all passages that the filters leave, in the order of the paper.
    """
    filters, query = filters or PassageFilters(), parse(text)
    asked = _asked(actor, whole, filters)
    ids = _ranked(query, asked, language) if query else _all(asked)
    shown = ids[(page - 1) * A_PAGE : page * A_PAGE]
    concepts = _concepts(text, filters.language or language) if query else ()
    like = _named(concepts, asked, set(ids)) if page == 1 else ()
    return FoundPassages(query, _marked(query, shown), len(ids), len(ids) >= MOST, like, concepts)


def _concepts(text: str, language: str) -> tuple[str, ...]:
    """What is asked for by its concepts: in the reader's language, else in the first that knows the words."""
    for code in dict.fromkeys((language, *LANGUAGES)):
        if found := concepts_in(text, code):
            return tuple(row.concept for row in found)
    return ()


def _asked(actor: Actor, whole: PassageSetRow, filters: PassageFilters) -> dict[str, Any]:
    themed: list[int] = []
    if filters.theme:
        themed = [row.id for row in passages_of_theme(actor, whole.set_id, filters.theme)[0]]
    return {
        "submissions": list(whole.submissions), "question": filters.question, "entity": filters.entity,
        "language": filters.language, "narrowed": bool(filters.theme), "themed": themed,
    }  # fmt: skip


def _all(asked: dict[str, Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT p.id FROM analysis_passage p WHERE {_WHERE} ORDER BY p.id LIMIT {MOST}", asked)  # noqa: S608
        return [row[0] for row in cursor.fetchall()]


def _ranked(query: Query, asked: dict[str, Any], language: Language) -> list[int]:
    written = tsquery(query)
    parts = [
        f"SELECT p.id, p.language, ts_rank(p.vector, q, 1) AS rank FROM analysis_passage p,"  # noqa: S608 - names of our own
        f" to_tsquery('pg_catalog.{name}', %(written)s) q WHERE p.language = '{code}' AND p.vector @@ q AND {_WHERE}"
        for code, name in CONFIGURATIONS.items()
        if asked["language"] in ("", code)
    ]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM ({' UNION ALL '.join(parts)}) found"  # noqa: S608 - names of our own
            f" ORDER BY language <> %(first)s, rank DESC, id LIMIT {MOST}",
            {**asked, "written": written, "first": language},
        )
        return [row[0] for row in cursor.fetchall()]


_PLACES = """ARRAY(
    SELECT place FROM unnest(p.vector) word CROSS JOIN LATERAL unnest(word.positions) place
    WHERE word.lexeme = ANY(tsvector_to_array(to_tsvector(c.name, %s)))
       OR EXISTS (SELECT 1 FROM unnest(tsvector_to_array(to_tsvector(c.name, %s))) start
                  WHERE starts_with(word.lexeme, start)))"""


def _marked(query: Query, ids: Sequence[int]) -> tuple[FoundPassage, ...]:
    rows = {row.pk: passage_row(row) for row in Passage.objects.filter(pk__in=ids)}
    if not query:
        return tuple(FoundPassage(rows[one], snippet(rows[one].text, (), 400)) for one in ids if one in rows)
    names = ", ".join(f"('{code}', 'pg_catalog.{name}'::regconfig)" for code, name in CONFIGURATIONS.items())
    asked = [said for joined in (False, True) for said in (words_to_mark(query, joined), starts_to_mark(query, joined))]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id, {_PLACES}, {_PLACES} FROM analysis_passage p"  # noqa: S608 - names of our own
            f" JOIN (VALUES {names}) c (code, name) ON c.code = p.language WHERE p.id = ANY(%s)",
            [*asked, list(ids)],
        )
        places = {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
    found = []
    for one in ids:
        if one in rows and one in places:
            text = rows[one].text
            found.append(FoundPassage(rows[one], snippet(text, marks(text, query, *places[one]), 400)))
    return tuple(found)


def _named(concepts: Collection[str], asked: dict[str, Any], without: set[int]) -> tuple[LikePassage, ...]:
    """Passages that name all the concepts that were asked for, in other words: the shortest first."""
    if not concepts:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT p.id FROM analysis_passage p WHERE {_WHERE} AND p.concepts @> %(concepts)s::varchar[]"  # noqa: S608
            " AND NOT p.id = ANY(%(without)s) ORDER BY cardinality(p.concepts), p.id LIMIT %(most)s",
            {**asked, "concepts": list(concepts), "without": list(without), "most": LIKE},
        )
        ids = [row[0] for row in cursor.fetchall()]
    rows = {row.pk: passage_row(row) for row in Passage.objects.filter(pk__in=ids)}
    return tuple(LikePassage(rows[one], tuple(concepts)) for one in ids if one in rows)


def like(actor: Actor, whole: PassageSetRow, row: PassageRow, across: bool = True) -> tuple[LikePassage, ...]:
    """Passages of the set, by other respondents, that may say the same: in other languages, or in all with `across=False`.

    Read through the reader's own walls, rarity included, so that it tells nothing of what one may not read.
    """
    if not row.concepts:
        return ()
    asked = {"submissions": list(whole.submissions), "concepts": list(row.concepts), "entity": row.entity}
    languages = [code for code in LANGUAGES if not across or code != row.language]
    with acting_as(actor, savepoint=False), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c, count(*) FROM analysis_passage p, unnest(p.concepts) c"
            " WHERE p.submission = ANY(%(submissions)s) GROUP BY c",
            asked,
        )
        counts = dict(cursor.fetchall())
        cursor.execute("SELECT count(*) FROM analysis_passage p WHERE p.submission = ANY(%(submissions)s)", asked)
        (passages,) = cursor.fetchone()
        cursor.execute(
            "SELECT p.id, p.concepts FROM analysis_passage p WHERE p.submission = ANY(%(submissions)s)"
            " AND p.concepts && %(concepts)s::varchar[] AND p.entity <> %(entity)s AND p.language = ANY(%(languages)s)",
            {**asked, "languages": languages},
        )
        others = cursor.fetchall()
    found = alike(row.concepts, others, weights(counts, passages), LIKE)
    rows = {one.pk: passage_row(one) for one in Passage.objects.filter(pk__in=[one.passage for one in found])}
    return tuple(LikePassage(rows[one.passage], one.shared) for one in found if one.passage in rows)
