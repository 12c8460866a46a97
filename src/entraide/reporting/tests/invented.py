"""An invented round of twelve States and an organisation, ten of which replied. No reply is anybody's."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from entraide.analysis.domain.frozen import Asked, Frozen, Replied, answered, in_order
from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Form
from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform
from entraide.kernel.audience import Audience
from entraide.reference.domain import entities
from entraide.reporting.domain.compose import Facts

SOURCE = Path(__file__).resolve().parents[4] / "data" / "questionnaires" / "cultural-property.xlsx"
ASKED = {
    "EGY": "ar", "FRA": "fr", "PER": "es", "RUS": "ru", "CHN": "zh", "CIV": "fr", "TUR": "en", "MEX": "es",
    "ITA": "en", "JOR": "ar", "KEN": "en", "UKR": "ru", "ICOM": "en",
}  # fmt: skip
SILENT = ("KEN", "UKR", "MEX")
LATE = ("JOR",)
PRACTICE = {
    "EGY": "سجل وطني موحد للقطع الأثرية تتبادله الجمارك والشرطة، وقد سهّل التعرف على القطع في المنافذ.",
    "FRA": "Un registre des ventes, tenu par les marchands et consultable par la police, a raccourci les enquêtes.",
    "PER": "Una ventanilla única para las solicitudes de restitución redujo los plazos a la mitad.",
    "RUS": "Совместные учения таможни и музеев помогли быстрее распознавать подлинные предметы.",
    "CHN": "海关与博物馆共用一个图像数据库，缩短了鉴定时间。",
    "ITA": "A telephone line for dealers, open day and night, brought in reports of doubtful objects.",
}
OBSTACLE = {
    "CIV": ("Les demandes reviennent sans indication du service compétent.", Audience.MEMBERS),
    "TUR": ("Requests stay unanswered for more than a year.", Audience.SECRETARIAT),
    "JOR": ("تختلف أدلة المنشأ المطلوبة من دولة إلى أخرى.", Audience.PUBLIC),
}


@cache
def xform() -> str:
    """The questionnaire that the repository holds, as published."""
    return to_xform(SOURCE.read_bytes()).xml.decode()


@cache
def form() -> Form:
    """The same, read."""
    return read_xform(xform().encode())


def _cells(place: int, entity: str) -> dict[str, Cell]:
    yes = place % 3 != 0
    cells = {
        "/data/respondent/authority": Cell(f"Authority {place} (invented)"),
        "/data/respondent/consulted": Cell("police customs" if yes else "culture"),
        "/data/law/specific_offence": Cell("yes" if yes else "no"),
        "/data/law/acts": Cell("theft illicit_export" if yes else "theft"),
        "/data/institutions/specialised_unit": Cell("yes" if place % 2 else "no"),
        "/data/institutions/stolen_objects_database": Cell("yes"),
        "/data/organized_crime/group_involved": Cell(("yes", "no", "unknown")[place % 3]),
        "/data/funds/funds_estimated": Cell("yes" if place < 5 else "no"),
        "/data/difficulties/obstacles": Cell(_choices("obstacles", place)),
        "/data/assistance/needs": Cell(_choices("needs", place + 1)),
    }
    if entity in PRACTICE:
        cells["/data/practices/good_practice"] = Cell(PRACTICE[entity])
    if entity in OBSTACLE:
        text, audience = OBSTACLE[entity]
        cells["/data/difficulties/obstacles_detail"] = Cell(text, audience=audience)
    return {**cells, **_figures(place), **_amounts(place)}


def _choices(name: str, place: int) -> str:
    values = [
        choice.value for q in form().questions() if q.name == name for choice in q.choices if choice.value != "none"
    ]
    return " ".join(values[place % 3 : place % 3 + 2])


def _figures(place: int) -> dict[str, Cell]:
    cells = {}
    for turn, stem in enumerate(("offences", "prosecuted", "convicted", "seizures", "objects_seized")):
        for year in (2021, 2022, 2023):
            cells[f"/data/figures/{stem}_{year}"] = Cell(str((place * 37 + turn * 11 + year) % 90 * (turn + 1)))
    cells["/data/figures/offences_2021"] = (
        Cell("0"), Cell(missing="not_available"), Cell(missing="confidential"), Cell("1240"),
    )[place % 4]  # fmt: skip
    if place == 5:
        del cells["/data/figures/offences_2022"]
    return cells


def _amounts(place: int) -> dict[str, Cell]:
    cells = {}
    for row in range(1, place % 3 + 1):
        stem = f"/data/figures/cases[{row}]"
        cells |= {
            f"{stem}/case_year": Cell("2022"), f"{stem}/object_type": Cell("coins"), f"{stem}/objects": Cell("12"),
            f"{stem}/value": Cell(f"{place}000.50"), f"{stem}/currency": Cell("EUR" if row == 1 else "USD"),
        }  # fmt: skip
    if place < 5:
        cells |= {
            "/data/funds/funds_amount": Cell("250000"), "/data/funds/funds_currency": Cell("usd"),
            "/data/funds/funds_year": Cell("2022" if place < 4 else "2023"),
        }  # fmt: skip
    return cells


@cache
def made() -> Frozen:
    """The frozen set."""
    asked = [
        Asked(code, entities.entity(code).group, language, "invited" if code in SILENT else "accepted")
        for code, language in ASKED.items()
    ]
    heard = [code for code in ASKED if code not in SILENT]
    replies = [
        Replied(
            100 + place, code, entities.entity(code).group, 1, ASKED[code], "2024-03-10T09:00:00+00:00", f"{place:064d}",
            True, code in LATE,
        )
        for place, code in enumerate(heard)
    ]  # fmt: skip
    rows = [row for place, code in enumerate(heard) for row in answered(100 + place, Answers(_cells(place, code)))]
    ordered_asked, ordered_replies = in_order(asked, replies)
    return Frozen(
        round="heritage-2024", title={"en": {"text": "Cultural property", "status": "original"}}, deadline="2024-03-15",
        invented=True, questionnaire="cultural-property", version="2024.1", xform=xform(), reference="0" * 64,
        asked=ordered_asked, replies=ordered_replies, answers=tuple(rows),
    )  # fmt: skip


def facts() -> Facts:
    """What a report about it would be told."""
    return Facts(
        symbol="DEMO/2024/1", set_number=1, content_hash=made().content_hash(),
        asked_symbols=("CTOC/COP/WG.2/2012/4",), asked_labels=("23 (c)", "23 (d)"), date="2024-05-02",
        figure_base="/reports/1/figures/",
    )  # fmt: skip
