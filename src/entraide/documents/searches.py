"""Looking for words in all papers that a person may read: found by PostgreSQL, grouped by paper, marked in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from attrs import frozen
from django.db import connection

from entraide.kernel.actor import Actor
from entraide.kernel.languages import LANGUAGES, Language, as_language

from .catalogue import Filters, documents_numbered
from .domain.searching import CONFIGURATIONS, Query, parse, starts_to_mark, tsquery, words_to_mark
from .domain.snippets import Bit, marks, snippet
from .models import Version
from .queries import DocumentRow

MOST = 500
"""Passages of one language that are weighed against one another; a word that stands in more is too common to rank."""
PASSAGES_SHOWN = 3


@frozen
class PassageHit:
    """A passage that holds what was looked for; `guid` is that of the paragraph, None for what has none."""

    guid: UUID | None
    number: str
    language: Language
    bits: tuple[Bit, ...]


@frozen
class Hit:
    """A paper with the best of its passages; `title` has the finds marked, () when the title is not what was found."""

    document: DocumentRow
    title: tuple[Bit, ...]
    title_language: Language
    passages: tuple[PassageHit, ...]


@frozen
class Results:
    """One page of papers. `count` is of all pages; `at_least` when so much was found that not all was weighed."""

    query: Query
    hits: tuple[Hit, ...] = ()
    count: int = 0
    at_least: bool = False


@frozen
class _Found:
    passage: int
    document: int
    language: str
    rank: float


def search(
    actor: Actor, text: str, filters: Filters | None = None, *, language: Language = "en", everywhere: bool = True,
    start: int = 0, size: int = 10,
) -> Results:  # fmt: skip
    """Papers with a passage that holds all that `text` asks for, the best first; nothing that this person may not read.

    `language` is that of the reader: what is found in it comes first, and alone unless `everywhere`.
    """
    filters, query = filters or Filters(), parse(text)
    if not query:
        return Results(query)
    found = _found(query, filters, language, everywhere)
    papers = _by_paper(found)
    shown = papers[start : start + size]
    at_least = max(Counter(one.language for one in found).values(), default=0) >= MOST
    return Results(query, _hits(actor, query, shown, language), len(papers), at_least)


def _found(query: Query, filters: Filters, language: Language, everywhere: bool) -> list[_Found]:
    wanted: Sequence[Language] = (filters.language,) if filters.language else LANGUAGES if everywhere else (language,)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT passage, document, language, rank FROM documents_found("
            "%s::text[], %s::text[], %s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [
                list(wanted), [tsquery(query)] * len(wanted), language, MOST, filters.body, filters.meeting, filters.item,
                filters.state, filters.kind, filters.year, filters.session,
            ],
        )  # fmt: skip
        return [_Found(*row) for row in cursor.fetchall()]


def _by_paper(found: Sequence[_Found]) -> list[list[_Found]]:
    """The passages of each paper, the best first, and the paper with the best of them first."""
    papers: dict[int, list[_Found]] = {}
    for one in sorted(found, key=lambda one: (-one.rank, -one.document, one.passage)):
        papers.setdefault(one.document, []).append(one)
    return list(papers.values())


def _hits(actor: Actor, query: Query, papers: Sequence[Sequence[_Found]], language: Language) -> tuple[Hit, ...]:
    rows = documents_numbered(actor, [paper[0].document for paper in papers])
    texts = _texts(query, [one.passage for paper in papers for one in paper[: PASSAGES_SHOWN * len(LANGUAGES)]])
    return tuple(
        _hit(rows[paper[0].document], [texts[one.passage] for one in paper if one.passage in texts], query, language)
        for paper in papers
        if paper[0].document in rows
    )


@frozen
class _Text:
    guid: UUID | None
    number: str
    position: int
    language: str
    text: str
    single: list[int]
    joined: list[int]


def _hit(row: DocumentRow, texts: Sequence[_Text], query: Query, language: Language) -> Hit:
    """Of a paragraph that was found in several languages, the first; what has a page of its own before what has none."""
    texts = sorted(texts, key=lambda text: (text.language != language, text.guid is None))
    title = next((text for text in texts if not text.position), None)
    shown: dict[object, _Text] = {}
    for text in texts:
        if text.position:
            shown.setdefault(text.guid or text.number or text.position, text)
    return Hit(
        row,
        snippet(title.text, _marks(title, query), len(title.text)) if title else (),
        as_language(title.language) if title else "en",
        tuple(
            PassageHit(text.guid, text.number, as_language(text.language), snippet(text.text, _marks(text, query)))
            for text in list(shown.values())[:PASSAGES_SHOWN]
        ),
    )


def _marks(text: _Text, query: Query) -> set[int]:
    return marks(text.text, query, text.single, text.joined)


_PLACES = """ARRAY(
    SELECT place FROM unnest(p.vector) word CROSS JOIN LATERAL unnest(word.positions) place
    WHERE word.lexeme = ANY(tsvector_to_array(to_tsvector(c.name, %s)))
       OR EXISTS (SELECT 1 FROM unnest(tsvector_to_array(to_tsvector(c.name, %s))) start
                  WHERE starts_with(word.lexeme, start)))"""


def _texts(query: Query, passages: Sequence[int]) -> Mapping[int, _Text]:
    """The passages with the places of the words found, by PostgreSQL's own idea of which words are one."""
    names = ", ".join(f"('{code}', 'pg_catalog.{name}'::regconfig)" for code, name in CONFIGURATIONS.items())
    asked = [
        value for joined in (False, True) for value in (words_to_mark(query, joined), starts_to_mark(query, joined))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.paragraph_id, p.number, p.position, p.language, p.text,"  # noqa: S608 - names of our own
            f" {_PLACES}, {_PLACES} FROM documents_passage p JOIN (VALUES {names}) c (code, name) ON c.code = p.language"
            " WHERE p.id = ANY(%s)",
            [*asked, list(passages)],
        )
        return {row[0]: _Text(*row[1:]) for row in cursor.fetchall()}


def files_imported(actor: Actor, digests: Iterable[str]) -> frozenset[str]:
    """Of these SHA-256 digests of files, those of files imported already; nothing for anybody but the secretariat."""
    if not actor.staff:
        return frozenset()
    return frozenset(
        Version.objects.filter(sha256__in=[one for one in digests if one]).values_list("sha256", flat=True)
    )
