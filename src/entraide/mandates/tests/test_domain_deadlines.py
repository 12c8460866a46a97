"""By when: sessions, dates, recurrences and periods, in six languages."""

from __future__ import annotations

from datetime import date

import pytest

from entraide.kernel.languages import Language
from entraide.mandates.domain.deadlines import due, last_day
from entraide.mandates.domain.numerals import han_number, number_in


@pytest.mark.parametrize(
    ("language", "text", "kind", "value"),
    [
        ("en", "to report to it at its thirty-first session", "session", "31"),
        ("en", "to submit a report at its next session", "session", "next"),
        ("en", "by 30 June 2027 at the latest", "date", "2027-06-30"),
        ("en", "no later than the end of March 2028", "date", "2028-03"),
        ("en", "within six months of the meeting", "period", "P6M"),
        ("en", "to report annually to the Conference", "recurrence", "annual"),
        ("en", "at each of its sessions", "recurrence", "session"),
        ("en", "by 2030, and as appropriate", "date", "2030"),
        ("en", "before the end of 2026", "date", "2026"),
        ("fr", "de lui faire rapport à sa trente et unième session", "session", "31"),
        ("fr", "à sa soixante-dix-septième session", "session", "77"),
        ("fr", "d’ici à la fin de 2026", "date", "2026"),
        ("fr", "au plus tard le 30 juin 2027", "date", "2027-06-30"),
        ("fr", "dans un délai de six mois", "period", "P6M"),
        ("fr", "à leur prochaine session", "session", "next"),
        ("fr", "chaque année", "recurrence", "annual"),
        ("fr", "à sa quatre-vingt-unième session", "session", "81"),
        ("fr", "à sa dixième réunion", "session", "10"),
        ("es", "en su trigésimo primer período de sesiones", "session", "31"),
        ("es", "a más tardar el 30 de junio de 2027", "date", "2027-06-30"),
        ("es", "en un plazo de seis meses", "period", "P6M"),
        ("es", "en su próximo período de sesiones", "session", "next"),
        ("es", "cada dos años", "recurrence", "biennial"),
        ("es", "en su decimotercer período de sesiones", "session", "13"),
        ("es", "antes de que finalice 2026", "date", "2026"),
        ("ru", "на своей тридцать первой сессии", "session", "31"),
        ("ru", "не позднее 30 июня 2027 года", "date", "2027-06-30"),
        ("ru", "в течение шести месяцев", "period", "P6M"),
        ("ru", "на своей следующей сессии", "session", "next"),
        ("ru", "ежегодно", "recurrence", "annual"),
        ("ru", "до конца 2026 года", "date", "2026"),
        ("ru", "к своей двенадцатой сессии", "session", "12"),
        ("ar", "في دورته الحادية والثلاثين", "session", "31"),
        ("ar", "في موعد أقصاه 30 حزيران/يونيه 2027", "date", "2027-06-30"),
        ("ar", "في غضون ستة أشهر", "period", "P6M"),
        ("ar", "في دورتها المقبلة", "session", "next"),
        ("ar", "سنويا", "recurrence", "annual"),
        ("ar", "بحلول نهاية عام 2026", "date", "2026"),
        ("ar", "في اجتماعه الثالث عشر", "session", "13"),
        ("ar", "قبل نهاية عام ٢٠٢٦", "date", "2026"),
        ("zh", "向其第三十一届会议报告", "session", "31"),
        ("zh", "至迟于2027年6月30日", "date", "2027-06-30"),
        ("zh", "在六个月内", "period", "P6M"),
        ("zh", "下届会议", "session", "next"),
        ("zh", "每年", "recurrence", "annual"),
        ("zh", "在2026年底之前", "date", "2026"),
        ("zh", "第十二届会议", "session", "12"),
    ],
)
def test_what_a_deadline_comes_to(language: Language, text: str, kind: str, value: str) -> None:
    found = due(text, language)
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


def test_a_deadline_without_a_certain_value_is_kept_as_printed() -> None:
    found = due("no later than the opening of the summit", "en")
    assert found is not None
    assert (found.text, found.value) == ("no later than the opening of the summit", "")


def test_the_last_day_of_a_year_a_month_and_a_day() -> None:
    assert [last_day(value) for value in ("2026", "2028-02", "2027-06-30")] == [
        date(2026, 12, 31), date(2028, 2, 29), date(2027, 6, 30),
    ]  # fmt: skip


def test_numbers_in_words() -> None:
    assert number_in("quatre-vingt-dix-neuvième", "fr", "ordinals") == 99
    assert number_in("семьдесят вторая", "ru", "ordinals") == 72
    assert number_in("septuagésima sexta", "es", "ordinals") == 76
    assert number_in("التاسعة والستين", "ar", "ordinals") == 69
    assert number_in("from its 3rd to its 7th", "en", "ordinals") is None
    assert [han_number(told) for told in ("十", "二十一", "一百零三", "两")] == [10, 21, 103, 2]
