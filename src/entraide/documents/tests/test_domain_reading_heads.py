"""Heads of first pages as the bodies print them, in six languages; every paper and person in them is invented."""

import pytest

from entraide.documents.domain.reading import read
from entraide.documents.domain.tree import Tree

HEADS = {
    "en-ga": """\
United Nations A/99/123
General Assembly Distr.: General
12 July 2099
Original: English
Ninety-ninth session
Item 71 (b) of the preliminary list*
Promotion of invented cooperation: other questions

Right to invented examples

Report of the Secretary-General**

Summary
The present report is invented for tests and describes nothing that happened.

* A/99/50.
** The present report was submitted late in order to include the latest information.

I. Introduction

1. The report is invented. It was made for tests in the hall on 3 May 2099.
""",
    "fr-ctoc": """\
Nations Unies CTOC/COP/WG.2/2099/4

Conférence des Parties à la Convention
des Nations Unies contre la criminalité inventée

Distr. générale
1er novembre 2099
Français
Original : anglais

Groupe de travail sur l’assistance inventée
Sixième session
Vienne, 15-19 octobre 2099
Point 2 de l’ordre du jour provisoire*

Rapport du Groupe de travail sur l’assistance inventée sur sa sixième session

* CTOC/COP/WG.2/2099/1.

I. Introduction

1. Le rapport est inventé pour les essais et ne dit rien de vrai dans la salle.
""",
    "es-cac": """\
Naciones Unidas CAC/COSP/2099/3
Conferencia de los Estados Parte en la Convención inventada
Distr. general
5 de noviembre de 2099
Español
Original: inglés
Octavo período de sesiones
Abu Dabi, 16 a 20 de diciembre de 2099
Tema 2 del programa provisional*

Aplicación de la Convención inventada

Nota de la Secretaría

I. Introducción

1. El informe es inventado para las pruebas y no dice nada de verdad en la sala.
""",
    "ru-ecosoc": """\
Организация Объединенных Наций E/CN.15/2099/7

Экономический и Социальный Совет

Distr.: General
1 December 2099
Russian
Original: English

Комиссия по вымышленным делам
Двадцать первая сессия
Вена, 23-27 апреля 2099 года
Пункт 7 предварительной повестки дня*

Вымышленные тенденции и ответные меры

Доклад Генерального секретаря

I. Введение

1. Доклад вымышлен для проверки и не говорит ни о чем в зале.
""",
    "ar-hrc": """\
الأمم المتحدة A/HRC/99/4

الجمعية العامة

Distr.: General
7 March 2099
Arabic
Original: English

مجلس حقوق الإنسان
الدورة التاسعة والتسعون
البند 3 من جدول الأعمال

الحق في الأمثلة المختلقة

تقرير المقرر الخاص المعني بالأمثلة

أولا - مقدمة

1 - هذا التقرير مختلق لأغراض الاختبار ولا يقول شيئا عن أي اجتماع في القاعة.
""",
    "zh-ga": """\
联合国 A/99/88
大会
Distr.: General
12 July 2099
Chinese
Original: English
第九十九届会议
暂定项目表*项目71(b)

虚构例子的权利

秘书长的报告

* A/99/50。

一. 导言

1. 本报告系为测试而虚构，不说明任何真实的会议。
""",
    "unesco": """\
C99/15/3.SC/6
Paris, July 2099
Original: French
Limited distribution

Subsidiary Committee of the Meeting of States Parties to the invented Convention
Third session

Item 5 of the provisional agenda

Report of the Secretariat on its activities

I. Introduction

1. The report is invented for the tests and says nothing of the hall.
""",
    "hrc-en": """\
A/HRC/99/5

Human Rights Council
Fifty-third session
19 June–14 July 2099
Agenda item 3
Promotion and protection of all invented rights

Visit to an invented country

Report of the Special Rapporteur on invented rights, Jo Anonymous

I. Introduction

1. The report is invented for the tests and says nothing of the hall.
""",
}


def head(name: str) -> Tree:
    return read(HEADS[name].encode(), "x.txt")


@pytest.mark.parametrize(
    ("name", "symbol", "distribution", "date", "session", "item", "original", "title"),
    [
        ("en-ga", "A/99/123", "General", "2099-07-12", "Ninety-ninth session", "Item 71 (b) of the preliminary list",
         "English", "Right to invented examples"),
        ("fr-ctoc", "CTOC/COP/WG.2/2099/4", "générale", "2099-11-01", "Sixième session",
         "Point 2 de l’ordre du jour provisoire", "anglais",
         "Rapport du Groupe de travail sur l’assistance inventée sur sa sixième session"),
        ("es-cac", "CAC/COSP/2099/3", "general", "2099-11-05", "Octavo período de sesiones",
         "Tema 2 del programa provisional", "inglés", "Aplicación de la Convención inventada"),
        ("ru-ecosoc", "E/CN.15/2099/7", "General", "2099-12-01", "Двадцать первая сессия",
         "Пункт 7 предварительной повестки дня", "English", "Вымышленные тенденции и ответные меры"),
        ("ar-hrc", "A/HRC/99/4", "General", "2099-03-07", "الدورة التاسعة والتسعون", "البند 3 من جدول الأعمال", "English",
         "الحق في الأمثلة المختلقة"),
        ("zh-ga", "A/99/88", "General", "2099-07-12", "第九十九届会议", "暂定项目表*项目71(b)", "English", "虚构例子的权利"),
        ("unesco", "C99/15/3.SC/6", "Limited", "", "Third session", "Item 5 of the provisional agenda", "French",
         "Report of the Secretariat on its activities"),
        ("hrc-en", "A/HRC/99/5", "", "", "Fifty-third session", "Agenda item 3", "",
         "Report of the Special Rapporteur on invented rights, Jo Anonymous"),
    ],
)  # fmt: skip
def test_what_the_head_says(
    name: str, symbol: str, distribution: str, date: str, session: str, item: str, original: str, title: str
) -> None:
    said = head(name).masthead
    assert said.symbols == (symbol,)
    assert (said.distribution, said.date, said.original_language) == (distribution, date, original)
    assert (said.session, said.item, said.title) == (session, item, title)


@pytest.mark.parametrize("name", HEADS)
def test_language_and_words(name: str) -> None:
    tree = head(name)
    assert tree.language == ({"unesco": "en", "hrc-en": "en"}.get(name) or name[:2])
    assert "DOC-025" not in {problem.code for problem in tree.problems}
    assert [section.number for section in tree.sections if section.number] in (["I"], ["أولا"], ["一"])
    assert [item.number for item in tree.paragraphs() if item.number] == ["1"]


def test_notes_of_stars() -> None:
    assert [note.number for note in head("en-ga").notes] == ["*", "**"]
    assert [note.number for note in head("zh-ga").notes] == ["*"]


def test_place_and_days_of_the_meeting() -> None:
    assert head("fr-ctoc").masthead.place == "Vienne, 15-19 octobre 2099"
    assert head("ru-ecosoc").masthead.place == "Вена, 23-27 апреля 2099 года"
    assert head("hrc-en").masthead.place == "19 June–14 July 2099"


def test_long_lines_at_the_head_take_no_time() -> None:
    text = (
        "a-" * 3000
        + " session\n"
        + "Item 1 "
        + "x " * 3000
        + "\nDistr.: "
        + "General " * 900
        + "\n\nI. One\n\n1. The end of it.\n"
    )
    assert read(text.encode(), "x.txt", "en").sections
