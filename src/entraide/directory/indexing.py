"""Filing an authority under the keys by which it is sought: its names, State, city and competence. Never a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db import connection
from django.utils import translation

from entraide.foundation.db.pouring import as_json
from entraide.kernel.languages import LANGUAGES, Language
from entraide.reference.domain.names import names_of

from . import wording
from .domain.record import Record
from .domain.similar import filed, vocabulary
from .domain.vocabulary import FUNCTIONS

Filed = tuple[int, str, str, str, int, list[str], str]

_WRITE = """
INSERT INTO directory_sought (authority_id, entity, audience, rank, words, keys)
SELECT r.authority_id, r.entity, directory_sought_by(r.state, r.audience), r.rank, r.words, r.keys::tsvector
FROM json_to_recordset(%s::json)
    AS r(authority_id bigint, entity text, state text, audience text, rank integer, words text[], keys text)
ON CONFLICT (authority_id) DO UPDATE SET entity = EXCLUDED.entity, audience = EXCLUDED.audience, rank = EXCLUDED.rank,
    words = EXCLUDED.words, keys = EXCLUDED.keys
"""
_COLUMNS = ("authority_id", "entity", "state", "audience", "rank", "words", "keys")
AT_ONCE = 1_000


def index(authority_id: int, state: str, audience: str, record: Record) -> None:
    """File one authority anew, in the name of whoever writes it."""
    write([row(authority_id, state, audience, record)])


def row(authority_id: int, state: str, audience: str, record: Record) -> Filed:
    """What is filed of one authority; `state` and `audience` are its columns."""
    texts = tuple(_texts(record))
    named = [text for text, weight in texts if weight in "AB"]
    place = min(
        (list(FUNCTIONS).index(one.function) for one in record.functions if one.function in FUNCTIONS), default=99
    )
    rank = place * 2 + (0 if any(one.exclusive for one in record.functions) else 1)
    return (authority_id, record.entity, state, audience, rank, list(vocabulary(named)), filed(texts))


def write(rows: Iterable[Filed]) -> None:
    """File many at once."""
    found = [dict(zip(_COLUMNS, one, strict=True)) for one in rows]
    with connection.cursor() as cursor:
        for start in range(0, len(found), AT_ONCE):
            cursor.execute(_WRITE, [as_json(found[start : start + AT_ONCE])])


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every text with the weight of what is found in it: A its names, B its State, C its competence, D its places."""
    for text in (*record.name.versions.values(), record.original_name, record.transliteration, record.acronym):
        yield text, "A"
    yield from ((text, "B") for text in (record.entity, record.territory, *names_of(record.entity)))
    yield from ((text, "D") for text in {one.city for one in record.reaches if one.public and one.city})
    for code in LANGUAGES:
        yield _kind(record.kind, code), "C"
        yield from ((_function(one.function, code), "C") for one in record.functions)
    yield from ((network, "D") for network in record.networks)


@lru_cache(maxsize=1024)
def _kind(kind: str, language: Language) -> str:
    with translation.override(language):
        return wording.kind_label(kind)


@lru_cache(maxsize=1024)
def _function(function: str, language: Language) -> str:
    with translation.override(language):
        return wording.function_label(function)
