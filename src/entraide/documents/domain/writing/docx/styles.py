"""Styles under the names of the organisation's own template, so that conference services know them again."""

from __future__ import annotations

from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame
from entraide.kernel.languages import Language

from .xml import flag, shown, w

LOCALES: dict[Language, str] = {
    "ar": "ar-SA", "en": "en-GB", "es": "es-ES", "fr": "fr-FR", "ru": "ru-RU", "zh": "zh-CN",
}  # fmt: skip
COLUMN = 907
"""How far the text stands in from the margins, in twentieths of a point; masthead and marks reach beyond it."""
_LATIN = "Times New Roman"
_ARABIC = "Noto Naskh Arabic"
_HAN = "SimSun"


def write_styles(frame: Frame) -> bytes:
    """Defaults with fonts and language of each script, then the styles."""
    language = frame.tree.language
    rtl = language == "ar"
    column = {"start": COLUMN, "end": COLUMN}
    root = w("styles", _defaults(language))
    normal = w("pPr", flag("bidi", rtl), w("spacing", after=120, line=252, lineRule="auto"))
    root.append(_style("Normal", None, normal, default=True))
    for name, size, before in (("H1", 28, 360), ("H23", 24, 280), ("H4", 21, 240)):
        level = ("H1", "H23", "H4").index(name)
        root.append(_heading(name, size, before, level))
    root.append(_style("HM", "Normal", w("pPr", w("spacing", before=480, after=360), w("ind", **column)), _bold(34)))
    root.append(_style("SingleTxt", "Normal", w("pPr", w("ind", **column), w("jc", val="start" if rtl else "both"))))
    root.append(_style("Recital", "SingleTxt", w("pPr", w("ind", **column, firstLine=567))))
    conclusion = w("pPr", w("spacing", after=40), w("ind", start=5670, end=COLUMN), w("jc", val="start"))
    root.append(_style("Conclusion", "SingleTxt", conclusion))
    root.append(_style("Point", "SingleTxt", w("pPr")))
    root.append(
        _style(
            "Caption",
            "Normal",
            w("pPr", w("keepNext"), w("spacing", before=240, after=120), w("ind", **column)),
            _bold(21),
        )
    )
    root.append(
        _style("Source", "Normal", w("pPr", w("spacing", before=80, after=240), w("ind", **column)), _sized(18))
    )
    root.append(_style("TableText", "Normal", w("pPr", w("spacing", before=40, after=40)), _sized(19)))
    root.append(
        _style(
            "FootnoteText",
            "Normal",
            w("pPr", w("spacing", after=40, line=220, lineRule="auto"), w("ind", **column)),
            _sized(18),
        )
    )
    root.append(_style("Masthead", "Normal", w("pPr", w("spacing", after=20)), _sized(18)))
    root.append(_style("Symbol", "Normal", w("pPr", w("spacing", after=40)), _bold(26)))
    root.append(_style("Session", "Normal", w("pPr", w("spacing", after=20)), _sized(20)))
    root.append(_style("Organization", "Normal", w("pPr", w("spacing", after=60)), _bold(26)))
    root.append(_style("Header", "Normal", w("pPr", w("spacing", after=0)), _sized(18)))
    root.append(_style("Footer", "Normal", w("pPr", w("spacing", after=0)), _sized(17)))
    root.append(_style("FootnoteReference", None, w("rPr", w("vertAlign", val="superscript")), kind="character"))
    link = w("rPr", w("color", val="00457C"), w("u", val="single"))
    root.append(_style("Hyperlink", None, link, kind="character"))
    return shown(root)


def write_fonts() -> bytes:
    """The fonts, and by which others Word may replace one that is not installed."""
    root = w("fonts")
    for name, other, charset, family in _FONTS:
        alternative = w("altName", val=other) if other else None
        root.append(w("font", alternative, w("charset", val=charset), w("family", val=family), name=name))
    return shown(root)


_FONTS = (
    (_LATIN, "", "00", "roman"),
    (_ARABIC, "Simplified Arabic", "B2", "roman"),
    (_HAN, "Noto Serif CJK SC", "86", "auto"),
)


def _defaults(language: Language) -> Element:
    latin = LOCALES["en"] if language in ("ar", "zh") else LOCALES[language]
    arabic = _ARABIC if language == "ar" else _LATIN
    run = w(
        "rPr",
        w("rFonts", ascii=_LATIN, hAnsi=_LATIN, eastAsia=_HAN, cs=arabic),
        w("sz", val=22 if language == "ar" else 21),
        w("szCs", val=26 if language == "ar" else 21),
        w("lang", val=latin, eastAsia=LOCALES["zh"], bidi=LOCALES["ar"]),
    )
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", w("pPr")))


def _style(
    name: str, parent: str | None, *properties: Element, kind: str = "paragraph", default: bool = False
) -> Element:
    based = w("basedOn", val=parent) if parent else None
    first = {"default": "1"} if default else {}
    named = w("name", val=_SHOWN.get(name, name))
    return w("style", named, based, w("qFormat"), *properties, type=kind, styleId=name, **first)


_SHOWN = {
    "H1": "_ H_1", "H23": "_ H_2/3", "H4": "_ H_4", "HM": "_ H __M_G", "SingleTxt": "_ Single Txt",
    "FootnoteText": "footnote text", "FootnoteReference": "footnote reference",
    "Caption": "caption", "Header": "header", "Footer": "footer",
}  # fmt: skip
"""The names that people see in the list of styles; the others are their own."""


def _heading(name: str, size: int, before: int, level: int) -> Element:
    hanging = w("ind", start=COLUMN, end=COLUMN, hanging=COLUMN)
    paragraph = w(
        "pPr",
        w("keepNext"),
        w("keepLines"),
        w("spacing", before=before, after=160),
        hanging,
        w("outlineLvl", val=level),
    )
    return _style(name, "Normal", paragraph, _bold(size))


def _bold(size: int) -> Element:
    return w("rPr", w("b"), w("bCs"), w("sz", val=size), w("szCs", val=size + 4))


def _sized(size: int) -> Element:
    return w("rPr", w("sz", val=size), w("szCs", val=size + 3))
