"""A directory of 5,000 invented authorities of 200 States and territories with 20,000 invented people, for measuring only.

Every entry is marked as invented; names are of real kinds of offices in six languages and, where a State writes another script,
in its own. Rows are written in bulk in the name of the system, past the actions, always the same for the same seed.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

SEED = 20261130
STATES = 200
BATCH = 1_000
READER = "FRA"
"""The State whose focal point is the one who measures."""

OFFICES: dict[str, dict[str, str]] = {
    "justice_ministry": {
        "en": "Ministry of Justice, International Cooperation Division",
        "fr": "Ministère de la justice, Division de la coopération internationale",
        "es": "Ministerio de Justicia, División de Cooperación Internacional",
        "ru": "Министерство юстиции, Отдел международного сотрудничества",
        "ar": "وزارة العدل، شعبة التعاون الدولي", "zh": "司法部国际合作司",
    },
    "prosecutor": {
        "en": "Office of the Prosecutor General", "fr": "Bureau du Procureur général", "es": "Fiscalía General",
        "ru": "Генеральная прокуратура", "ar": "مكتب النائب العام", "zh": "总检察长办公室",
    },
    "police": {
        "en": "National Police, International Relations Department", "fr": "Police nationale, Service des relations internationales",
        "es": "Policía Nacional, Departamento de Relaciones Internacionales",
        "ru": "Национальная полиция, Департамент международных связей",
        "ar": "الشرطة الوطنية، إدارة العلاقات الدولية", "zh": "国家警察局国际关系处",
    },
    "interpol_bureau": {
        "en": "INTERPOL National Central Bureau", "fr": "Bureau central national INTERPOL", "es": "Oficina Central Nacional de INTERPOL",
        "ru": "Национальное центральное бюро Интерпола", "ar": "المكتب المركزي الوطني للإنتربول", "zh": "国际刑警组织国家中心局",
    },
    "customs": {
        "en": "Customs Administration", "fr": "Administration des douanes", "es": "Administración de Aduanas",
        "ru": "Таможенная служба", "ar": "إدارة الجمارك", "zh": "海关总署",
    },
    "culture_ministry": {
        "en": "Ministry of Culture, Department of Cultural Property", "fr": "Ministère de la culture, Département des biens culturels",
        "es": "Ministerio de Cultura, Departamento de Bienes Culturales", "ru": "Министерство культуры, Департамент культурных ценностей",
        "ar": "وزارة الثقافة، إدارة الممتلكات الثقافية", "zh": "文化部文化财产司",
    },
    "foreign_ministry": {
        "en": "Ministry of Foreign Affairs, Legal Department", "fr": "Ministère des affaires étrangères, Direction des affaires juridiques",
        "es": "Ministerio de Relaciones Exteriores, Dirección Jurídica", "ru": "Министерство иностранных дел, Правовой департамент",
        "ar": "وزارة الخارجية، الإدارة القانونية", "zh": "外交部条约法律司",
    },
    "coast_guard": {
        "en": "Coast Guard Command",
        "fr": "Commandement des garde-côtes",
        "es": "Comando de Guardacostas",
        "ru": "Командование береговой охраны",
        "ar": "قيادة خفر السواحل", "zh": "海岸警卫队司令部",
    },
    "financial_intelligence": {
        "en": "Financial Intelligence Unit", "fr": "Cellule de renseignement financier", "es": "Unidad de Inteligencia Financiera",
        "ru": "Подразделение финансовой разведки", "ar": "وحدة المعلومات المالية", "zh": "金融情报中心",
    },
    "anti_corruption": {
        "en": "Anti-Corruption Commission", "fr": "Commission de lutte contre la corruption", "es": "Comisión Anticorrupción",
        "ru": "Комиссия по борьбе с коррупцией", "ar": "هيئة مكافحة الفساد", "zh": "反腐败委员会",
    },
    "interior_ministry": {
        "en": "Ministry of the Interior, Migration Department", "fr": "Ministère de l’intérieur, Département des migrations",
        "es": "Ministerio del Interior, Departamento de Migraciones", "ru": "Министерство внутренних дел, Миграционный департамент",
        "ar": "وزارة الداخلية، إدارة الهجرة", "zh": "内政部移民司",
    },
    "court": {
        "en": "Court of Appeal of", "fr": "Cour d’appel de", "es": "Tribunal de Apelación de", "ru": "Апелляционный суд города",
        "ar": "محكمة استئناف", "zh": "上诉法院",
    },
}  # fmt: skip
ORIGINALS = {
    "DEU": "Bundesamt für Justiz", "GRC": "Υπουργείο Δικαιοσύνης", "TUR": "Adalet Bakanlığı", "JPN": "法務省", "KOR": "법무부",
    "IND": "गृह मंत्रालय", "THA": "สำนักงานอัยการสูงสุด", "ISR": "משרד המשפטים", "GEO": "იუსტიციის სამინისტრო",
    "ARM": "Արդարադատության նախարարություն",
    "UKR": "Міністерство юстиції",
    "BRA": "Ministério da Justiça",
    "POL": "Ministerstwo Sprawiedliwości",
    "VNM": "Bộ Tư pháp", "IRN": "وزارت دادگستری", "ETH": "ፍትሕ ሚኒስቴር", "BGD": "আইন মন্ত্রণালয়", "CZE": "Ministerstvo spravedlnosti",
}  # fmt: skip
FUNCTIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "justice_ministry": (
        ("mutual_legal_assistance", "UNTOC", "18(13)"), ("extradition", "UNTOC", "16"), ("transfer_of_sentenced_persons", "UNTOC", "17"),
    ),
    "prosecutor": (("mutual_legal_assistance", "DRUGS1988", "7"), ("confiscation", "UNTOC", "13")),
    "police": (("law_enforcement_cooperation", "UNTOC", "27"), ("firearms", "FIREARMS", "13(2)")),
    "interpol_bureau": (("law_enforcement_cooperation", "UNTOC", "27"),), "customs": (("law_enforcement_cooperation", "UNTOC", "27"),),
    "culture_ministry": (("cultural_property", "UNESCO1970", ""),), "foreign_ministry": (("focal_point", "", ""),),
    "coast_guard": (("smuggling_by_sea", "SMUGGLING", "8(6)"), ("illicit_traffic_by_sea", "DRUGS1988", "17(7)")),
    "financial_intelligence": (("asset_recovery", "UNCAC", ""),), "anti_corruption": (("corruption_prevention", "UNCAC", "6(3)"),),
    "interior_ministry": (("prevention", "UNTOC", "31(6)"),), "court": (("extradition", "UNTOC", "16"),),
}  # fmt: skip
NETWORKS = ("EJN", "IBERRED", "WACAP", "ARINSA", "CARIN", "COMMONWEALTH", "24_7", "GLOBE")
SYLLABLES = ("ka", "lo", "mi", "ra", "ten", "dor", "vas", "ul", "be", "no", "sha", "gri", "pel", "tu", "zan", "mar")
DAY = (("09:00", "12:30"), ("13:30", "17:00"))


def codes() -> list[str]:
    """The States, and so many territories that there are STATES."""
    from entraide.reference.domain.entities import entities  # noqa: PLC0415 - after Django is ready

    states = [one.code for one in entities("state")]
    return (states + [one.code for one in entities("territory")])[:STATES]


def records(count: int) -> Iterator[Any]:
    """The invented records, always the same."""
    from entraide.directory.domain.record import Function, Hours, Procedure, Reach, Record  # noqa: PLC0415
    from entraide.kernel.text import Text  # noqa: PLC0415
    from entraide.reference.domain.zones import zones_of  # noqa: PLC0415

    chance = random.Random(SEED)
    kinds, states = list(OFFICES), codes()
    for number in range(count):
        entity, turn = states[number % len(states)], number // len(states)
        kind = kinds[turn] if turn < len(kinds) else chance.choice(("prosecutor", "police", "court", "customs"))
        city = "".join(chance.choice(SYLLABLES) for _syllable in range(3)).capitalize()
        zone = next(iter(zones_of(entity)), "UTC")
        local = turn >= len(kinds) or kind == "court"
        names = {code: f"{name} {city}" if local else name for code, name in OFFICES[kind].items()}
        yield Record(
            entity, Text.of(None, **names), kind,
            tuple(Function(*one, exclusive=turn == 0) for one in FUNCTIONS[kind][: 1 if local else None]),
            tuple(chance.sample(("ar", "en", "es", "fr", "ru", "zh", "de", "pt"), 2)),
            original_name=ORIGINALS.get(entity, "") if turn == 0 else "", acronym=f"{entity[:2]}{kind[:2]}{turn}".upper(),
            networks=tuple(chance.sample(NETWORKS, 2)),
            reaches=(
                Reach("phone", f"+{1000000000 + number}"), Reach("phone", f"+{2000000000 + number}", "urgent"),
                Reach("email", f"office.{number}@example.org", "requests"), Reach("post", city, city=city, country=entity, public=True),
            ),
            procedure=Procedure(
                hours=Hours(zone, (DAY,) * 5 + ((), ()), (), entity if turn == 0 else ""), channels=("diplomatic", "direct", "interpol"),
                formats=("scanned", "email", "oral_urgent"), translation_certified=chance.random() < 0.5, interpol_urgent=True,
                information=Text.of("en", en="Invented: the dates of the acts and the persons concerned.", fr="Inventé : les dates des faits."),
            ),
            invented=True,
        )  # fmt: skip


def load(authorities: int = 5_000, people: int = 20_000) -> float:
    """Fill an empty database; seconds it took."""
    from entraide.foundation.db.context import acting_as  # noqa: PLC0415
    from entraide.kernel.actor import SYSTEM  # noqa: PLC0415

    begun = time.perf_counter()
    with acting_as(SYSTEM):
        _authorities(authorities)
        _people(people)
    _settle()
    return time.perf_counter() - begun


def _authorities(count: int) -> None:
    from entraide.directory import indexing  # noqa: PLC0415
    from entraide.directory.models import Authority, Designation, Procedure, Reach  # noqa: PLC0415
    from entraide.directory.rows import columns_of  # noqa: PLC0415
    from entraide.kernel import clock  # noqa: PLC0415
    from entraide.kernel.audience import Audience  # noqa: PLC0415

    chance, now = random.Random(SEED + 1), clock.now()
    made = list(records(count))
    rows = []
    for record in made:
        confirmed = now.date() - timedelta(days=chance.randrange(700))
        state = "confirmed" if chance.random() < 0.8 else "not_confirmed"
        rows.append(
            Authority(entity=record.entity, state=state, confirmed_on=confirmed, changed_at=now, **columns_of(record))
        )
    Authority.objects.bulk_create(rows, BATCH)
    pairs = list(zip(rows, made, strict=True))
    Reach.objects.bulk_create(
        (
            Reach(
                authority=row, entity=row.entity, kind=one.kind, purpose=one.purpose, value=one.value, city=one.city,
                country=one.country, position=place, audience=Audience.PUBLIC if one.public else Audience.MEMBERS,
            )
            for row, record in pairs
            for place, one in enumerate(record.reaches)
        ),
        BATCH,
    )  # fmt: skip
    Procedure.objects.bulk_create(
        (Procedure(authority=row, entity=row.entity, content=record.procedure.to_json()) for row, record in pairs),
        BATCH,
    )
    Designation.objects.bulk_create(
        (
            Designation(authority=row, kind="note_verbale", reference=f"Invented NV {row.pk}", dated=date(2025, 1, 15), recorded_at=now)
            for row in rows
            if row.state == "confirmed"
        ),
        BATCH,
    )  # fmt: skip
    indexing.write([indexing.row(row.pk, row.state, row.audience, record) for row, record in pairs])


def _people(count: int) -> None:
    from entraide.foundation.accounts.models import Membership, Person  # noqa: PLC0415

    states = codes()
    people = [
        Person(email=f"invented.{number}@example.org", name=f"Invented person {number}", language="en", password="!")
        for number in range(count)
    ]
    Person.objects.bulk_create(people, BATCH)
    Membership.objects.bulk_create(
        (
            Membership(
                person=one, role="focal_point" if number < len(states) and states[number] != READER else "expert",
                entity=states[number % len(states)], party=True, note_verbale="Invented",
            )
            for number, one in enumerate(people)
        ),
        BATCH,
    )  # fmt: skip


def _settle() -> None:
    """As a database is after its first night."""
    from django.db import connections  # noqa: PLC0415

    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
