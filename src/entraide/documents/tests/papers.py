"""A small paper in the form of a report, in two languages, built by hand: invented for the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from entraide.documents.domain import codec
from entraide.documents.domain.tree import Tree
from entraide.kernel.text import Text

HEADINGS = {"en": ("Introduction", "Recommendations"), "ar": ("مقدمة", "التوصيات")}
LETTERS = {"en": ("a", "b", "c"), "ar": ("أ", "ب", "ج")}
TEXTS = {
    "en": ("The Group met on 4 and 5 March.", "Under agenda item 3, the Group recommended that States should:", "keep"),
    "ar": (
        "عقد الفريق اجتماعه يومي 4 و5 آذار/مارس.",
        "في إطار البند 3 من جدول الأعمال، أوصى الفريق الدول بما يلي:",
        "حفظ",
    ),
}
FILE = """  I. Introduction

1. The Working Group on Archives met in Nairobi on 4 and 5 March 2019.

2. It took note of the report of the Secretariat.

  II. Recommendations

3. Under agenda item 3, the Working Group recommended that States should:

 (a) Keep a register of seizures;

 (b) Share it with the Secretariat.
"""


def paper(language: str = "en", points: int = 3) -> Tree:
    """Two chapters, two paragraphs, points under the second; an annex of three documents; three speakers."""
    first, second, word = TEXTS[language]
    letters = LETTERS[language][:points]
    data: dict[str, Any] = {
        "language": language,
        "masthead": {"title": {"en": "Report on archives", "ar": "تقرير عن المحفوظات"}[language], "symbols": ["ARC/2019/4"]},
        "sections": [
            {"number": "I", "heading": HEADINGS[language][0], "level": 1, "paragraphs": [
                {"number": "1", "text": first, "notes": ["1"]}]},
            {"number": "II", "heading": HEADINGS[language][1], "level": 1, "paragraphs": [
                {"number": "2", "text": second, "points": [
                    {"number": letter, "text": f"{word} {turn}", "points": []} for turn, letter in enumerate(letters)]}]},
        ],
        "annexes": [{"heading": "Annex", "documents": [
            {"symbols": ["ARC/2019/1"], "agenda_items": ["1 b"], "title": f"{word} 1"},
            {"symbols": ["ARC/2019/2", "LIB/2019/7"], "agenda_items": ["4", "5"], "title": f"{word} 2"},
            {"symbols": ["ARC/2019/3"], "agenda_items": ["10"], "title": f"{word} 3"}]}],
        "notes": [{"number": "1", "text": first}],
        "speakers": [{"name": "Égypte", "code": "EGY"}, {"name": "Turquie", "code": "TUR"}, {"name": "Atlantis", "code": ""}],
        "meeting": {"dates": ["2019-03-04", "2019-03-05"], "sittings": 3},
    }  # fmt: skip
    return codec.from_json(data)


def details(**changes: Any) -> dict[str, Any]:
    """What the officer fills in to file the paper."""
    return {
        "symbols": ["ARC/2019/4"], "body_code": "ARC", "body_name": Text.of(en="Working Group on Archives"),
        "starts_on": date(2019, 3, 4), "ends_on": date(2019, 3, 5), "sittings": 3,
        "title": Text.of(en="Report on archives"), "place": Text.of(en="Nairobi"), "session": Text.of(en="First session"),
        **changes,
    }  # fmt: skip
