"""A register of 100,000 invented mandates with 1,000,000 pieces of evidence, written past the actions for measuring only.

Every paper of it is marked as invented, its sentences are words in no order, and it lives in a database that is thrown
away. Rows are made by PostgreSQL itself, as its superuser and with triggers off; then the register's own function makes
the facets.
"""

from __future__ import annotations

import os
import random
import sys
import time
from itertools import accumulate
from typing import Any

import psycopg

PAPERS, MEETINGS, BODIES = 2_000, 200, 10
POOL = 5_000
WIDE = 777
"""The mandate with a thousand pieces of evidence."""

WORDS = {
    "en": "harbour lantern register treaty customs statue museum archive compass ledger bridge orchard signal market "
    "garden mirror ribbon engine quarry meadow beacon anchor canvas timber saddle pepper marble copper velvet lighthouse "
    "assistance training directory request evidence network report session guide legislation prosecutor cooperation",
    "fr": "port lanterne registre douane statue musée archive boussole pont verger signal marché jardin miroir ruban "
    "moteur carrière prairie balise ancre toile bois selle poivre marbre cuivre velours phare assistance formation "
    "répertoire demande preuve réseau rapport session guide législation procureur coopération",
    "es": "puerto farol registro aduana estatua museo archivo brújula puente huerto señal mercado jardín espejo cinta "
    "motor cantera pradera baliza ancla lienzo madera silla pimienta mármol cobre terciopelo faro asistencia formación "
    "directorio solicitud prueba red informe sesión guía legislación fiscal cooperación",
    "ru": "гавань фонарь реестр таможня статуя музей архив компас мост сад сигнал рынок зеркало лента двигатель карьер "
    "луг маяк якорь холст древесина седло перец мрамор медь бархат помощь обучение справочник запрос доказательство "
    "сеть доклад сессия руководство законодательство прокурор сотрудничество",
    "ar": "ميناء فانوس سجل جمارك تمثال متحف محفوظات بوصلة جسر بستان اشاره سوق حديقه مراه شريط محرك مقلع مرج مناره "
    "مرساه قماش خشب سرج فلفل رخام نحاس مخمل مساعده تدريب دليل طلب اثبات شبكه تقرير دوره تشريع مدع تعاون",
    "zh": "港口 灯笼 登记 海关 雕像 博物 档案 罗盘 桥梁 果园 信号 市场 花园 镜子 丝带 引擎 采石 草地 灯塔 船锚 帆布 木材 马鞍 胡椒 "
    "大理 铜器 天鹅 援助 培训 名录 请求 证据 网络 报告 会议 指南 立法 检察 合作",
}  # fmt: skip
TOPICS = (
    "technical-assistance", "mutual-legal-assistance", "extradition", "central-authorities", "cultural-property",
    "trafficking-in-persons", "firearms", "money-laundering", "corruption", "cybercrime", "data", "training",
)  # fmt: skip
ACTS = ("request", "invite", "encourage", "recommend", "urge", "decide", "call", "note")
KINDS = (
    ("states", "member-states", 25), ("states", "states-parties", 20), ("secretariat", "unodc", 20),
    ("secretariat", "secretariat", 10), ("conference", "conference", 8), ("body", "working-group", 5),
    ("donors", "donors", 4), ("organisation", "igos", 3), ("states", "", 5),
)  # fmt: skip

MADE = """
INSERT INTO meetings_body (id, code, name, mandate, act_kind, act_label)
SELECT b, 'INV/' || b, jsonb_build_object('en', jsonb_build_object('text', 'Invented body ' || b, 'status', 'original')),
       '{}', '', '' FROM generate_series(1, %(bodies)s) b;
INSERT INTO meetings_meeting (id, body_id, title, session, place, starts_on, ends_on, sittings, changed_at, sequence)
SELECT m, 1 + m %% %(bodies)s, jsonb_build_object('en', jsonb_build_object('text', 'Invented meeting ' || m, 'status', 'original')),
       '{}', '{}', DATE '2004-01-01' + m * 40, DATE '2004-01-03' + m * 40, 4, now(), 0
FROM generate_series(1, %(meetings)s) m;
INSERT INTO documents_document (id, symbols, kind, title, meeting_id, agenda_items, dated, original_language, invented,
                                audience, entity, filed_at, states)
SELECT d, ARRAY['INV/' || (1 + (d - 1) * %(meetings)s / %(papers)s) || '/' || d], 'report',
       jsonb_build_object('en', jsonb_build_object('text', 'Invented report ' || d, 'status', 'original')),
       1 + (d - 1) * %(meetings)s / %(papers)s, '{}',
       DATE '2004-01-03' + (1 + (d - 1) * %(meetings)s / %(papers)s) * 40, 'en', true,
       CASE WHEN d %% 50 = 7 THEN 'secretariat' WHEN d %% 50 = 9 THEN 'parties' ELSE 'public' END, '', now(), '{}'
FROM generate_series(1, %(papers)s) d;
CREATE TEMP TABLE made AS
SELECT i, ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid AS guid, p.paper,
       1 + (random() * (%(pool)s - 1))::int AS one, 1 + (random() * (%(pool)s - 1))::int AS two,
       random() AS lot, random() AS other, random() AS third,
       DATE '2004-01-03' + (1 + (p.paper - 1) * %(meetings)s / %(papers)s) * 40 AS day
FROM generate_series(1, %(mandates)s) i
CROSS JOIN LATERAL (SELECT 1 + ((i - 1)::bigint * %(papers)s / %(mandates)s)::int AS paper) p;
UPDATE made SET two = one WHERE i %% 20 = 0;
INSERT INTO documents_paragraph (guid, document_id, number, point, position, chapter, text)
SELECT guid, paper, i::text, '', i, '',
       (SELECT jsonb_object_agg(a.language, jsonb_build_object('text', a.words || ' ' || b.words, 'status', 'official'))
        FROM pool a JOIN pool b USING (language) WHERE a.id = one AND b.id = two)
FROM made;
INSERT INTO mandates_mandate (id, paragraph_id, position, issuer, act, lemma, strength, deliverable, summary, "references",
    hedges, deadline, conditional, acts_possible, reporting, due_on, due_meeting_id, recurrence, topics, adopted_on,
    first_action_on, edition, proposal, language, life, proposed_at, decided_at)
SELECT i, guid, 0, 'The invented body', (%(acts)s::text[])[1 + (lot * lot * 7)::int], 'request', 4,
       (SELECT words FROM pool p WHERE p.id = one AND p.language = 'en'), '{}', '[]', '{}', '', false, '{}', other < 0.1,
       CASE WHEN other < 0.2 THEN day + (third * 2000)::int END,
       CASE WHEN other > 0.9 THEN 1 + (third * (%(meetings)s - 1))::int END, '',
       ARRAY[(%(topics)s::text[])[1 + (third * 11)::int]],
       day, CASE WHEN third < 0.6 THEN day + (third * 900)::int END, 1, '{"span": [0, 7]}', 'en',
       CASE WHEN lot < 0.7 THEN 'adopted' WHEN lot < 0.85 THEN 'endorsed' WHEN lot < 0.9 THEN 'superseded'
            WHEN lot < 0.95 THEN 'elapsed' ELSE 'retired' END, now(), now()
FROM made;
UPDATE mandates_mandate SET parent_id = id - 1 WHERE id %% 25 = 0;
INSERT INTO mandates_addressee (id, mandate_id, position, kind, name, text, entity, response, implementation, note, resources)
SELECT i * 2 + turn, i, turn, k.kind, k.name, CASE WHEN k.name = '' THEN c.code ELSE k.name END,
       CASE WHEN k.name = '' THEN c.code ELSE '' END,
       (ARRAY['pending', 'pending', 'accepted', 'in_part', 'noted'])[1 + (third * 4)::int],
       (ARRAY['not_started', 'in_progress', 'implemented', 'continuing', 'needs_resources', 'stagnant'])[1 + (other * 5)::int],
       '{}', ''
FROM made CROSS JOIN generate_series(0, 1) turn
JOIN kinds k ON (lot * 1000 + turn * 37)::int %% 100 BETWEEN k.first AND k.last
JOIN codes c ON c.id = i %% (SELECT count(*) FROM codes)
WHERE turn = 0 OR third < 0.3;
INSERT INTO mandates_evidence (id, mandate_id, kind, happened_on, withdrawn_because, source, href, text, submitted_at,
                               submitted_by, validated_at, validated_by)
SELECT e, CASE WHEN e <= 1000 THEN %(wide)s ELSE 1 + (power(random(), 2) * (%(mandates)s - 1))::int END,
       (ARRAY['report', 'law', 'project', 'reply', 'document'])[1 + e %% 5], DATE '2010-01-01' + (e %% 4000)::int, '', '', '',
       jsonb_build_object('en', jsonb_build_object('text', 'Invented evidence ' || e, 'status', 'original')), now(), 1,
       CASE WHEN e %% 20 <> 3 THEN now() END, CASE WHEN e %% 20 <> 3 THEN 2 END
FROM generate_series(1, %(evidence)s) e;
INSERT INTO mandates_gist (mandate_id, language, words, audience, entity)
SELECT i, a.language, a.folded || ' ' || b.folded, d.audience, d.entity
FROM made JOIN pool a ON a.id = one JOIN pool b ON b.id = two AND b.language = a.language
JOIN documents_document d ON d.id = paper ORDER BY i, a.language;
"""
RELATED = """
INSERT INTO mandates_relation (mandate_id, kind, other_id, note, noted_at)
SELECT i, (ARRAY['reiterates', 'endorses', 'supersedes', 'implements', 'cites'])[1 + (i / 7) %% 5], i - 1, '', now()
FROM generate_series(7, %(mandates)s, 7) i;
INSERT INTO mandates_relation (mandate_id, kind, other_id, note, noted_at)
SELECT %(wide)s + i, 'cites', %(wide)s, '', now() FROM generate_series(1, 40) i WHERE (%(wide)s + i) %% 7 <> 0;
"""


def connect() -> psycopg.Connection[Any]:
    """As the superuser of the throw-away cluster."""
    return psycopg.connect(
        host=os.environ["ENTRAIDE_SOCKET"], user="postgres", dbname=os.environ["ENTRAIDE_DATABASE"], autocommit=True
    )


def load(mandates: int, evidence: int) -> float:
    """Fill an empty database; seconds it took."""
    begun = time.perf_counter()
    with connect() as server:
        for setting in (
            "session_replication_role = replica",
            "synchronous_commit = off",
            "maintenance_work_mem = '256MB'",
        ):
            server.execute(f"SET {setting}")
        server.execute("SELECT setseed(0.4)")
        _tables(server)
        _tell("sentences", begun)
        facts = {
            "bodies": BODIES, "meetings": MEETINGS, "papers": PAPERS, "pool": POOL, "mandates": mandates,
            "evidence": evidence, "acts": list(ACTS), "topics": list(TOPICS), "wide": WIDE,
        }  # fmt: skip
        indexes = _without_indexes(server, "mandates_gist")
        for statement in filter(str.strip, MADE.split(";\n")):
            server.execute(statement, facts)
            _tell(" ".join(statement.split()[:3]), begun)
        for statement in filter(str.strip, RELATED.split(";\n")):
            server.execute(statement, facts)
        for index in indexes:
            server.execute(index)
        _tell("indexes of words", begun)
        _facets(server, mandates, begun)
        for table in ("mandate", "addressee", "evidence", "relation", "gist", "facet"):
            server.execute(f"VACUUM ANALYZE mandates_{table}")
        server.execute("VACUUM ANALYZE documents_paragraph")
        server.execute("VACUUM ANALYZE documents_document")
        server.execute("ANALYZE")
        _all_visible(server)
        for table in ("meetings_body", "meetings_meeting", "documents_document", "mandates_mandate", "mandates_addressee",
                      "mandates_evidence"):  # fmt: skip
            server.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
    _tell("ready", begun)
    return time.perf_counter() - begun


def _tables(server: psycopg.Connection[Any]) -> None:
    from entraide.documents.domain.searching import index_words  # noqa: PLC0415 - once Django is ready

    chance = random.Random(4)
    vocabularies = {language: _vocabulary(language) for language in WORDS}
    weights = {
        language: list(accumulate(1 / rank for rank in range(1, len(words) + 1)))
        for language, words in vocabularies.items()
    }
    server.execute("CREATE TEMP TABLE pool (id int, language text, words text, folded text)")
    with server.cursor() as cursor, cursor.copy("COPY pool FROM STDIN") as rows:
        for number in range(1, POOL + 1):
            for language, words in vocabularies.items():
                said = _few(chance, words, weights[language])
                rows.write_row((number, language, said, index_words(said)))
    server.execute("CREATE INDEX ON pool (id, language)")
    server.execute("CREATE TEMP TABLE kinds (kind text, name text, first int, last int)")
    first = 0
    for kind, name, share in KINDS:
        server.execute("INSERT INTO kinds VALUES (%s, %s, %s, %s)", (kind, name, first, first + share - 1))
        first += share
    from entraide.reference.domain import entities  # noqa: PLC0415 - once Django is ready

    server.execute("CREATE TEMP TABLE codes (id int, code text)")
    for at, state in enumerate(entities.entities("state")):
        server.execute("INSERT INTO codes VALUES (%s, %s)", (at, state.code))
    for table in ("pool", "kinds", "codes"):
        server.execute(f"ANALYZE {table}")


def _vocabulary(language: str) -> list[str]:
    """The words above, which are everywhere, then two thousand put together of two of them, which are rare."""
    words = WORDS[language].split()
    return [*words, *(one + other for one in words for other in words if one != other)]


def _few(chance: random.Random, words: list[str], weights: list[float]) -> str:
    """Nine to fourteen of them, the rarer the further down the list, as in any language; and a number."""
    return " ".join(
        [*chance.choices(words, cum_weights=weights, k=chance.randint(9, 14)), str(chance.randrange(100_000))]
    )


def _without_indexes(server: psycopg.Connection[Any], table: str) -> list[str]:
    """The indexes over words are built at the end, in one go; how each is made."""
    found = server.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%gin%%'", (table,)
    ).fetchall()
    for name, _made in found:
        server.execute(f"DROP INDEX {name}")
    return [made for _name, made in found]


def _facets(server: psycopg.Connection[Any], mandates: int, begun: float) -> None:
    for first in range(1, mandates + 1, 10_000):
        server.execute(
            "SELECT mandates_reindex(ARRAY(SELECT generate_series(%s::bigint, %s::bigint)))", (first, first + 9_999)
        )
    _tell("facets", begun)


def _all_visible(server: psycopg.Connection[Any]) -> None:
    """As the server does in quiet hours: indexes alone answer only for pages that no open transaction may yet see else."""
    for _turn in range(5):
        server.execute("VACUUM mandates_facet")
        seen = server.execute("SELECT relallvisible >= relpages * 0.99 FROM pg_class WHERE relname = 'mandates_facet'")
        if seen.fetchone() == (True,):
            return
        time.sleep(1)


def _tell(what: str, begun: float) -> None:
    print(f"{time.perf_counter() - begun:6.1f} s  {what}", file=sys.stderr, flush=True)
