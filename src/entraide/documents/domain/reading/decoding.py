"""From bytes to text: the encoding, and the signs that readers do not see."""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import Final

from entraide.kernel.problems import Problem, refuse

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY: Final = ("cp1252", "cp1251", "cp1256", "gb18030")
_UNSEEN: Final = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_BLANK: Final = re.compile("[\u00a0\u202f\u2000-\u200a\u3000\t]")
_PRESENTATION: Final = re.compile("[\u2474-\u2487\u3220-\u3229\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc\u2f00-\u2fd5]+")
_LOOSE_MARK: Final = re.compile(r"[ \u0640](?=[\u064b-\u0652])")
"""What stands in for the letter under a mark that has been drawn alone."""


def is_rtl(text: str) -> bool:
    """Whether a sign is a letter that is written from right to left."""
    return ("\u0590" <= text[:1] <= "\u08ff" and text[:1].isalpha()) or "\ufb1d" <= text[:1] <= "\ufefc"


def decode(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    """The text of a plain text file. Raises Refused: DOC-001 when there is none, DOC-002 when it is no text."""
    if not data.strip():
        raise refuse("DOC-001")
    text, problems = _decoded(data)
    shown = visible(text)
    if not shown.strip():
        raise refuse("DOC-001")
    if len(_CONTROL.findall(shown)) > len(shown) // 200:
        raise refuse("DOC-002")
    return shown, problems


def visible(text: str) -> str:
    """Composed, with plain blanks, ligatures taken apart, without direction marks: what a reader sees."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = _BLANK.sub(" ", _UNSEEN.sub("", plain))
    plain = _PRESENTATION.sub(lambda found: _LOOSE_MARK.sub("", unicodedata.normalize("NFKC", found[0])), plain)
    return unicodedata.normalize("NFC", plain)


def _decoded(data: bytes) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        if b"\0" in data or _mostly_control(data):
            raise refuse("DOC-002") from None
    encoding = _likeliest(data)
    return data.decode(encoding, errors="replace"), (Problem("DOC-024", {"encoding": encoding}, line=1),)


def _mostly_control(data: bytes) -> bool:
    head = data[:65536]
    return sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 200


def _likeliest(data: bytes) -> str:
    """The old encoding in which most words are made of letters of one script."""
    return max(_LEGACY, key=lambda encoding: _likeness(data[:20000].decode(encoding, errors="replace")))


def _likeness(text: str) -> float:
    words = re.findall(r"[^\W\d_]+", text)
    odd = text.count("\ufffd") * 5 + sum(
        bool(re.search(r"[a-z][A-Z]|[À-ß][a-z]|[^\x00-\x7f]{4}", word)) for word in words
    )
    cyrillic = len(re.findall(r"\b[А-Яа-яё]{3,}\b", text))
    arabic = len(re.findall(r"\b[\u0621-\u064a]{3,}\b", text))
    han = 3 * len(re.findall("[的在和了国会议是]", text))
    return max(cyrillic, arabic, han) - (odd if max(cyrillic, arabic, han) < len(words) // 2 else 0)
