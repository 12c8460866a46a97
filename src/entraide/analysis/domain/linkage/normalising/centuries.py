"""Centuries and millennia by rule: `XVIIIe siècle`, `18th century BC`, `القرن الثامن عشر`, `十八世纪`."""

from __future__ import annotations

import re
from typing import Final

from .letters import listed, plain

_ROMAN: Final = {"i": 1, "v": 5, "x": 10}
_ORDINALS: Final = {
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first",
    "fr": "premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme "
    "treizieme quatorzieme quinzieme seizieme dix-septieme dix-huitieme dix-neuvieme vingtieme vingt-et-unieme",
    "es": "primero segundo tercero cuarto quinto sexto septimo octavo noveno decimo undecimo duodecimo decimotercero "
    "decimocuarto decimoquinto decimosexto decimoseptimo decimoctavo decimonoveno vigesimo vigesimoprimero",
    "es2": "uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete "
    "dieciocho diecinueve veinte veintiuno",
    "ru": "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат "
    "пятнадцат шестнадцат семнадцат восемнадцат девятнадцат двадцат",
    "zh": "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十 二十一",
}
_ARABIC: Final = listed("الاول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر")
_TEENS: Final = listed("الحادي الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع")


def _named() -> dict[str, int]:
    found = {name: number for names in _ORDINALS.values() for number, name in enumerate(names.split(), 1)}
    found |= {plain(name): number for number, name in enumerate(_ARABIC, 1)}
    found |= {f"{plain(name)} عشر": number for number, name in enumerate(_TEENS, 11)}
    return found | {"العشرون": 20, "العشرين": 20, "الحادي والعشرون": 21, "الحادي والعشرين": 21}


_NAMES: Final = _named()
_NUMBER: Final = (
    r"(?P<{0}>\d{{1,2}}|[ivx]{{1,6}}|[хxіi]+[vіixх]*|"
    + "|".join(
        sorted(
            (re.escape(name).replace(r"\-", "[- ]") for name in _NAMES if name[0] not in "абвгдежзиклмнопрстуфхцчшщ"),
            key=len,
            reverse=True,
        )
    )
    + r")"
)
_RUSSIAN_NUMBER: Final = "|".join(sorted(_ORDINALS["ru"].split(), key=len, reverse=True))
_ERA: Final = (
    r"(?:(?:st|nd|rd|th)?[ -]*(?:century|centuries|cent\.?|c\.)|(?:er|re|eme|e|ieme)?[ .]*(?:siecles?|s\.)"
    r"|(?:-?(?:и|го|м|ыи))?[ -]*(?:век[а-я]*|вв?\.)|(?:个)?[ ]?世纪)"
)
_BEFORE: Final = (
    r"(?:[ ,]*(?P<bc>b\.? ?c\.?(?: ?e\.?)?\b|before christ|av\.? ?j\.?-? ?c\.?|avant j\w*[- .]*c\w*\.?|avant notre ere"
    r"|a\. ?(?:de ?)?c\.?|antes de (?:cristo|nuestra era)|до н\.? ?э\.?|до нашеи эры|до р\. ?х\.?"
    r"|ق ?\.? ?م\b|قبل الميلاد))?"
)
_SPAN: Final = r"(?:\d{1,2}(?:st|nd|rd|th|e|eme)?|[ivx]{1,6}e?) ?[-–/] ?"
_PATTERNS: Final = (
    re.compile(rf"(?<![a-zа-я\u0600-\u06ff])(?:{_SPAN})?" + _NUMBER.format("n") + rf"[ -]*{_ERA}(?![a-zа-я]){_BEFORE}"),
    re.compile(rf"(?P<n>{_RUSSIAN_NUMBER})(?:ыи|ого|ом|ои|ии|ьего|ьем)? +век[а-я]*{_BEFORE}"),
    re.compile(
        r"\b(?:siglos?|s\.) +(?:[ivx]{1,6} ?[-–/y] ?)?(?P<n>[ivx]{1,6}|\d{1,2}|"
        + "|".join(sorted((_ORDINALS["es"] + " " + _ORDINALS["es2"]).split(), key=len, reverse=True))
        + rf")\b{_BEFORE}"
    ),
    re.compile(
        r"(?:ال)?قرن +(?P<n>\d{1,2}|"
        + "|".join(sorted((plain(n) for n in _NAMES if plain(n)[0] == "ا"), key=len, reverse=True))
        + rf")(?: م\b| ميلادي)?{_BEFORE}"
    ),
)
_CHINESE_BEFORE: Final = re.compile(r"(?:公元|西元)前 ?(?=\d|[一二三四五六七八九十])")


def cut_centuries(folded: str, language: str) -> tuple[str, tuple[str, ...]]:
    """The text without its centuries, and their codes: `c18`, `c-5` for the fifth before Christ. Needs folded text."""
    if not _may(folded):
        return folded, ()
    found: list[str] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            number = _number(match["n"])
            if 1 <= number <= 50:
                earlier = bool(match.groupdict().get("bc")) or bool(
                    _CHINESE_BEFORE.search(folded[: match.start("n") + 1])
                )
                found.append(f"c{'-' if earlier else ''}{number}")
                folded = folded[: match.start()] + " " * (match.end() - match.start()) + folded[match.end() :]
    return (folded.replace("公元前", " ").replace("公元", " ") if found else folded), tuple(found)


def _may(folded: str) -> bool:
    return any(sign in folded for sign in ("cent", "siecl", "siglo", "век", " в.", " вв.", "قرن", "世纪", "s.", " c."))


def _number(written: str) -> int:
    written = written.replace("х", "x").replace("і", "i").replace(" ", "-" if written.isascii() else " ")
    if written.isdigit():
        return int(written)
    if written in _NAMES:
        return _NAMES[written]
    if not set(written) <= set(_ROMAN):
        return 0
    values = [_ROMAN[letter] for letter in written]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def is_century(code: str) -> bool:
    """Whether a code of a culture is a century such as `c18` or `c-5`."""
    return bool(re.fullmatch(r"c-?\d{1,2}", code))


_SAID: Final = {
    "ar": ("القرن {n}", "القرن {n} قبل الميلاد"),
    "en": ("{n}{th} century", "{n}{th} century BC"),
    "es": ("siglo {roman}", "siglo {roman} a. C."),
    "fr": ("{roman}{e} siècle", "{roman}{e} siècle av. J.-C."),
    "ru": ("{roman} век", "{roman} век до н. э."),
    "zh": ("{n}世纪", "公元前{n}世纪"),
}


def century_name(code: str, language: str) -> str:
    """`c18` as the language writes it: `18th century`, `XVIIIe siècle`, `XVIII век`."""
    number = int(code[1:])
    tens, units = divmod(abs(number), 10)
    th = "th" if tens == 1 else {1: "st", 2: "nd", 3: "rd"}.get(units, "th")
    roman = "X" * tens + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][units]
    said = _SAID[language][number < 0]
    return said.format(n=abs(number), th=th, roman=roman, e="er" if abs(number) == 1 else "e")
