"""An invented report in each of the six languages, with everything that a tree can hold. Nothing in it happened."""

from __future__ import annotations

import pytest

from entraide.documents.domain import tree as t
from entraide.kernel.languages import LANGUAGES, Language

# ruff: noqa: E501

INVENTED: dict[str, dict[Language, str]] = {
    "banner": {
        "ar": "بيانات مخترعة لأغراض العرض",
        "en": "Invented for a demonstration",
        "es": "Datos inventados para una demostración",
        "fr": "Données inventées pour une démonstration",
        "ru": "Вымышленные данные для демонстрации",
        "zh": "演示用虚构数据",
    },
    "title": {
        "ar": "تقرير عن الردود الواردة من الدول",
        "en": "Report on the replies received from States",
        "es": "Informe sobre las respuestas recibidas de los Estados",
        "fr": "Rapport sur les réponses reçues des États",
        "ru": "Доклад об ответах, полученных от государств",
        "zh": "关于各国答复的报告",
    },
    "body": {
        "ar": "الفريق العامل المعني بالمساعدة",
        "en": "Working Group on Assistance",
        "es": "Grupo de Trabajo sobre Asistencia",
        "fr": "Groupe de travail sur l’assistance",
        "ru": "Рабочая группа по вопросам помощи",
        "zh": "援助问题工作组",
    },
    "session": {
        "ar": "الدورة الثالثة",
        "en": "Third session",
        "es": "Tercer período de sesiones",
        "fr": "Troisième session",
        "ru": "Третья сессия",
        "zh": "第三届会议",
    },
    "first": {
        "ar": "مقدمة",
        "en": "Introduction",
        "es": "Introducción",
        "fr": "Introduction",
        "ru": "Введение",
        "zh": "导言",
    },
    "second": {
        "ar": "تحليل الردود",
        "en": "Analysis of the replies",
        "es": "Análisis de las respuestas",
        "fr": "Analyse des réponses",
        "ru": "Анализ ответов",
        "zh": "答复分析",
    },
    "sentence": {
        "ar": "أبلغت دول عدة عن تدابير اتخذتها لحماية الممتلكات الثقافية، وفقا للقرار 6/4 والوثيقة CTOC/COP/WG.9/2031/2 (الفقرة 12).",
        "en": "Several States reported measures taken to protect cultural property, in accordance with resolution 6/4 and document CTOC/COP/WG.9/2031/2 (para. 12).",
        "es": "Varios Estados informaron de medidas para proteger los bienes culturales, de conformidad con la resolución 6/4 y el documento CTOC/COP/WG.9/2031/2 (párr. 12).",
        "fr": "Plusieurs États ont fait part de mesures prises pour protéger les biens culturels, conformément à la résolution 6/4 et au document CTOC/COP/WG.9/2031/2 (par. 12).",
        "ru": "Несколько государств сообщили о мерах по защите культурных ценностей в соответствии с резолюцией 6/4 и документом CTOC/COP/WG.9/2031/2 (пункт 12).",
        "zh": "若干国家报告了根据第6/4号决议和CTOC/COP/WG.9/2031/2号文件（第12段）为保护文化财产而采取的措施。",
    },
    "point": {
        "ar": "تعيين جهة اتصال وطنية؛",
        "en": "To designate a national focal point;",
        "es": "Designar un punto de contacto nacional;",
        "fr": "De désigner un point de contact national ;",
        "ru": "назначить национальный координационный центр;",
        "zh": "指定国家协调人；",
    },
    "note": {
        "ar": "انظر الوثيقة CTOC/COP/2031/15، الفصل الأول.",
        "en": "See CTOC/COP/2031/15, chap. I.",
        "es": "Véase CTOC/COP/2031/15, cap. I.",
        "fr": "Voir CTOC/COP/2031/15, chap. I.",
        "ru": "См. CTOC/COP/2031/15, гл. I.",
        "zh": "见CTOC/COP/2031/15，第一章。",
    },
    "caption": {
        "ar": "الردود حسب المنطقة",
        "en": "Replies by region",
        "es": "Respuestas por región",
        "fr": "Réponses par région",
        "ru": "Ответы по регионам",
        "zh": "按区域分列的答复",
    },
    "region": {"ar": "أفريقيا", "en": "Africa", "es": "África", "fr": "Afrique", "ru": "Африка", "zh": "非洲"},
    "group": {"ar": "المنطقة", "en": "Region", "es": "Región", "fr": "Région", "ru": "Регион", "zh": "区域"},
    "replies": {"ar": "الردود", "en": "Replies", "es": "Respuestas", "fr": "Réponses", "ru": "Ответы", "zh": "答复数"},
    "source": {
        "ar": "الجولة التجريبية",
        "en": "demonstration round",
        "es": "ronda de demostración",
        "fr": "cycle de démonstration",
        "ru": "показательный цикл",
        "zh": "演示轮次",
    },
    "alternative": {
        "ar": "رسم بأعمدة: أفريقيا 12 ردا، وآسيا 7 ردود.",
        "en": "Bar chart: Africa 12 replies, Asia 7.",
        "es": "Gráfico de barras: África 12 respuestas, Asia 7.",
        "fr": "Diagramme en barres : Afrique 12 réponses, Asie 7.",
        "ru": "Столбчатая диаграмма: Африка — 12 ответов, Азия — 7.",
        "zh": "柱状图：非洲12份答复，亚洲7份。",
    },
    "list": {
        "ar": "قائمة الوثائق المعروضة",
        "en": "List of documents before the meeting",
        "es": "Lista de documentos de la reunión",
        "fr": "Liste des documents dont la réunion était saisie",
        "ru": "Перечень документов совещания",
        "zh": "会议文件清单",
    },
}
WORDS_OF_STATES = (
    ("fr", "La loi protège « les biens culturels » (art. 4)."),
    ("ar", "يحمي القانون «الممتلكات الثقافية» (المادة 4)."),
    ("zh", "法律保护“文化财产”（第4条）。"),
)
SVG = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 420 130" font-family="sans-serif" font-size="14">
<style>.x {{ fill: red }}</style><script>alert(1)</script>
<rect x="110" y="20" width="240" height="34" fill="#00457c" onclick="alert(1)"/>
<rect x="110" y="74" width="140" height="34" style="fill:#5694ca"/>
<text x="100" y="42" text-anchor="end">{region}</text><text x="360" y="42">12</text>
<text x="260" y="96">7</text></svg>"""
LETTERS: dict[Language, str] = {"ar": "أبجد", "en": "abcd", "es": "abcd", "fr": "abcd", "ru": "abcd", "zh": "abcd"}
CHAPTERS: dict[Language, tuple[str, str]] = {"ar": ("أولا", "ثانيا"), "zh": ("一", "二")}


def words(key: str, language: Language) -> str:
    """An invented text."""
    return INVENTED[key][language]


def cell(text: str, numeric: bool = False) -> t.Cell:
    return t.Cell((t.Run(text),), numeric)


def figure(language: Language) -> t.Figure:
    drawn = SVG.format(region=words("region", language))
    return t.Figure(words("caption", language), drawn, words("alternative", language), words("source", language))


def table(language: Language) -> t.Table:
    counted = t.Cell((t.Run("12", href="https://example.org/replies/africa", figure="replies.africa"),), True)
    rows = ((cell(words("region", language)), counted), *((cell("—"), cell(str(n), True)) for n in range(3)))
    return t.Table(
        words("caption", language),
        (cell(words("group", language)), cell(words("replies", language), True)),
        rows,
        words("source", language),
    )


def paragraph(language: Language, number: int) -> t.Paragraph:
    sentence = words("sentence", language)
    letters = LETTERS[language]
    if number == 4:
        return t.Paragraph(
            "4", (t.Run(sentence, note="1"), t.Run(" "), t.Run(sentence, "italic", note="2"), t.Run("."))
        )
    if number == 5:
        deeper = (t.Point("i", (t.Run(sentence),)), t.Point("ii", (t.Run(sentence, note="1"),)))
        points = tuple(
            t.Point(letter, (t.Run(words("point", language)),), deeper if place == 1 else (), f"guid-5-{place}")
            for place, letter in enumerate(letters)
        )
        return t.Paragraph("5", (t.Run(sentence),), points, "guid-5")
    if number == 6:
        quoted = tuple(t.Run(f" {text}", language=code) for code, text in WORDS_OF_STATES)
        return t.Paragraph(
            "6", (t.Run("12", "bold", figure="replies", href="/figures/1"), t.Run(f" — {sentence}"), *quoted)
        )
    return t.Paragraph(str(number), (t.Run(f"{sentence} {sentence}"),))


def sample(language: Language, paragraphs: int = 24) -> t.Tree:
    """The invented report."""
    first, second = CHAPTERS.get(language, ("I", "II"))
    spoken = tuple(((t.Run(text, language=code)),) for code, text in WORDS_OF_STATES)
    body = tuple(paragraph(language, number) for number in range(4, paragraphs + 1))
    third = t.Section("A", words("caption", language), 2, (*body[:3], table(language), figure(language), *body[3:]))
    opening = tuple(paragraph(language, number) for number in (1, 2, 3))
    listing = t.Listing(((t.Run(words("region", language)),), *spoken))
    rows = (
        t.AnnexDocument(("CTOC/COP/WG.9/2031/1",), ("1 b)",), words("title", language)),
        t.AnnexDocument(("CTOC/COP/WG.9/2031/3", "CTOC/COP/WG.8/2031/4"), ("4", "5"), words("title", language)),
    )
    return t.Tree(
        language,
        t.Masthead(
            symbols=("CTOC/COP/WG.9/2031/4",),
            title=words("title", language),
            body=words("body", language),
            session=words("session", language),
            distribution="general",
            date="2031-12-01",
            original_language="fr" if language != "fr" else "en",
            banner=words("banner", language),
        ),
        (
            t.Section(first, words("first", language), 1, opening),
            t.Section(second, words("second", language), 1, (listing,), (third,)),
        ),
        (t.Annex(words("list", language), rows),),
        (t.Note("1", (t.Run(words("note", language)),)), t.Note("2", (t.Run(words("note", language), "italic"),))),
        (t.Speaker("Erewhon", ""),),
        t.Meeting(("2031-10-17", "2031-10-18"), 4),
        (t.Reference("resolution", "6/4", "4"),),
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_invented_report_has_every_text_in_every_language(language: Language) -> None:
    tree = sample(language)
    assert all(texts[language] for texts in INVENTED.values())
    assert [found.number for found in tree.paragraphs()] == [str(n) for n in range(1, 25)]
