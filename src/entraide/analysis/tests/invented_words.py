"""Invented answers in words, in six languages and with every audience. No answer is anybody's."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from entraide.analysis.domain.frozen import Asked, Frozen, Replied, answered, in_order
from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Form
from entraide.collection.domain.xform import read_xform
from entraide.collection.domain.xlsform import to_xform
from entraide.kernel.audience import Audience
from entraide.reference.domain import entities

SOURCE: Final = Path(__file__).resolve().parents[4] / "data" / "questionnaires" / "cultural-property.xlsx"
PRACTICE: Final = {
    "EGY": ("ar", "تتبادل الجمارك والشرطة سجلا وطنيا للقطع الأثرية؛ وقد سهل ذلك التعرف عليها في المنافذ."),
    "FRA": ("fr", "Les marchands tiennent un registre des ventes. La police peut le consulter à tout moment."),
    "PER": ("es", "Una ventanilla única recibe las solicitudes de restitución. Los plazos se redujeron a la mitad."),
    "RUS": ("ru", "Таможня и музеи проводят совместные учения. Подлинные предметы распознают быстрее."),
    "CHN": ("zh", "海关与博物馆共用一个图像数据库，缩短了鉴定时间。"),
    "ITA": ("en", "A telephone line for dealers is open day and night. Doubtful objects are reported on it."),
}
OBSTACLE: Final = {
    "CIV": ("fr", "Les demandes reviennent sans que le service compétent soit indiqué.", Audience.MEMBERS),
    "TUR": ("en", "Requests stay unanswered for more than a year.", Audience.SECRETARIAT),
    "JOR": ("ar", "تختلف أدلة المنشأ المطلوبة من دولة إلى أخرى.", Audience.PUBLIC),
}


@cache
def words_form() -> Form:
    """The first questionnaire, which asks for obstacles in words."""
    return read_xform(to_xform(SOURCE.read_bytes()).xml)


@cache
def words_made() -> Frozen:
    """A round in which these nine replied, each to one open question."""
    groups = {one.code: one.group for one in entities.entities("state")}
    path = {question.name: question.path for question in words_form().questions()}
    said = {code: (language, "good_practice", Cell(text)) for code, (language, text) in PRACTICE.items()}
    said |= {
        code: (language, "obstacles_detail", Cell(text, audience=audience))
        for code, (language, text, audience) in OBSTACLE.items()
    }
    asked, heard, rows = [], [], []
    for number, (code, (language, question, cell)) in enumerate(said.items(), 1):
        asked.append(Asked(code, groups[code], language, "invited"))
        heard.append(
            Replied(number, code, groups[code], 1, language, "2026-03-01T00:00:00+00:00", "0" * 64, True, False)
        )
        rows += answered(number, Answers({path[question]: cell}))
    ordered = in_order(asked, heard)
    place = {reply.submission: at for at, reply in enumerate(ordered[1])}
    rows.sort(key=lambda row: (place[row.submission], row.path))
    return Frozen(
        "invented", {}, "2026-03-15", True, "cultural-property", "1", "", "0" * 64, *ordered, tuple(rows)
    )
