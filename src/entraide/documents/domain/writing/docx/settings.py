"""The parts beside the text: settings, headers with symbol, page and banner, and what the file says about itself."""

from __future__ import annotations

from lxml import etree

from entraide.documents.domain.writing.elements import Element
from entraide.documents.domain.writing.frame import Frame

from .styles import LOCALES
from .text import paragraph_properties, plain_runs
from .xml import WIDTH, shown, text, w

_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def write_settings(frame: Frame) -> bytes:
    """Settings: separators of the notes, and Word's layout of today rather than that of 2007."""
    separators = w("footnotePr", w("footnote", id=-1), w("footnote", id=0))
    uri = "http://schemas.microsoft.com/office/word"
    compatible = w("compat", w("compatSetting", name="compatibilityMode", uri=uri, val=15))
    latin = LOCALES["en"] if frame.tree.language in ("ar", "zh") else LOCALES[frame.tree.language]
    languages = w("themeFontLang", val=latin, eastAsia=LOCALES["zh"], bidi=LOCALES["ar"])
    return shown(w("settings", separators, compatible, languages))


def write_header(frame: Frame, first: bool) -> bytes:
    """The banner on every page; the symbol on all but the first."""
    head = frame.masthead
    root = w("hdr")
    if head.banner:
        sides = ("top", "left", "bottom", "right")
        border = w("pBdr", *(w(side, val="single", sz=6, space=2, color="8A1C1C") for side in sides))
        properties = paragraph_properties(frame, "Header", border=border, align="center")
        root.append(w("p", properties, *plain_runs(frame, head.banner)))
    if not first:
        rule = w("pBdr", w("bottom", val="single", sz=4, space=1, color="auto"))
        symbol = plain_runs(frame, frame.symbol, "en", bold=True)
        root.append(w("p", paragraph_properties(frame, "Header", border=rule), *symbol))
    if not len(root):
        root.append(w("p", paragraph_properties(frame, "Header")))
    return shown(root)


def write_footer(frame: Frame) -> bytes:
    """The job number, and which page of how many this is."""
    # The line runs from left to right in Arabic papers too, or "1/7" would turn into "7/1"; its two ends change places.
    tabs = w("tabs", w("tab", val="right", pos=WIDTH))
    line = w("p", paragraph_properties(frame, "Footer", tabs=tabs, voice="en"))
    job = plain_runs(frame, frame.masthead.job_number, "en")
    pages = [*_counted("PAGE"), w("r", text("/")), *_counted("NUMPAGES")]
    ends = (pages, job) if frame.tree.language == "ar" else (job, pages)
    line.extend([*ends[0], w("r", w("tab")), *ends[1]])
    root = w("ftr")
    root.append(line)
    return shown(root)


def _counted(field: str) -> list[Element]:
    begin, separate, end = [w("r", w("fldChar", fldCharType=kind)) for kind in ("begin", "separate", "end")]
    return [begin, w("r", w("instrText", f" {field} ")), separate, w("r", text("1")), end]


def write_core(frame: Frame) -> bytes:
    """Title, language and date of the file; the date is the paper's own."""
    space = {"cp": _CORE, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI}
    root = etree.Element(f"{{{_CORE}}}coreProperties", nsmap=space)
    rows = ((_DC, "title", frame.masthead.title), (_DC, "identifier", frame.symbol))
    for uri, name, words in (*rows, (_DC, "language", LOCALES[frame.tree.language])):
        if words:
            etree.SubElement(root, f"{{{uri}}}{name}").text = words
    if len(frame.masthead.date) == 10:
        created = etree.SubElement(root, f"{{{_TERMS}}}created")
        created.set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
        created.text = f"{frame.masthead.date}T00:00:00Z"
    return shown(root)
