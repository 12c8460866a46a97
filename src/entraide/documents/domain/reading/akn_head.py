"""The head of an Akoma Ntoso file: symbols, title, issuing body, dates; what else is printed there is kept as lines."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from attrs import define, field

from entraide.documents.domain import symbols
from entraide.documents.domain import tree as t
from entraide.kernel.languages import ISO_639_2, Language, as_language, is_language

from .akn_xml import Element, child, first, name, of, plain, squeezed
from .language import detect

_DISTRIBUTION: Final = re.compile(r"^\s*Distr\.?\s*:?\s*", re.IGNORECASE)
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_TITLES: Final = ("resolutionTitle", "decisionTitle", "title", "documentTitle")
_ORIGINALS: Final[Mapping[str, Language]] = {
    "arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es",
    "anglais": "en", "français": "fr", "inglés": "en", "francés": "fr", "español": "es",
}  # fmt: skip


def language_of(root: Element) -> Language:
    """The language that the file names, else the one its words are in. Raises Refused (DOC-004)."""
    codes = {three: two for two, three in ISO_639_2.items()}
    for item in of(root, "FRBRlanguage"):
        code = item.get("language", "")
        if code in codes or is_language(code[:2]):
            return codes.get(code) or as_language(code[:2])
    return detect(squeezed("".join(root.itertext())))


def masthead(document: Element, root: Element) -> tuple[t.Masthead, bool]:
    """The head as our own writer keeps it, else as the cover page and the preface print it; and whether the title was
    found in the body, where nothing else is made of it.
    """
    own = first(root, "masthead")
    if own is not None:
        return _own(own), False
    head = _Head()
    for home in (child(document, "coverPage"), child(document, "preface")):
        if home is not None:
            head.take(home)
    said = head.fields()
    said["job_number"] = plain(first(document, "docketNumber"))
    if not said["symbols"]:
        said["symbols"] = tuple(item.get("showAs", "") for item in of(document, "FRBRnumber") if item.get("showAs"))[:1]
    inside = "" if said["title"] else _title_inside(document)
    return t.Masthead(**{**said, "title": said["title"] or inside}), bool(inside)


def _title_inside(document: Element) -> str:
    """The titles that stand as paragraphs of the body."""
    bodies = (home for home in document if name(home) in ("mainBody", "body"))
    lines = (child(line, "docTitle") for home in bodies for line in home if name(line) == "p")
    return " ".join(plain(title) for title in lines if title is not None)


def _own(item: Element) -> t.Masthead:
    known: dict[str, Any] = {
        str(key): str(value) for key, value in item.attrib.items() if key in t.Masthead.__annotations__
    }
    said = tuple(plain(symbol) for symbol in of(item, "symbol"))
    lines = tuple(plain(line) for line in of(item, "line"))
    return t.Masthead(**{**known, "symbols": said, "lines": lines})


@define
class _Head:
    """What has been found so far; `lines` are the words that belong to no field.

    A field is taken by the method named after its element, which says whether it took the words.
    """

    symbols: list[str] = field(factory=list)
    titles: dict[str, list[str]] = field(factory=dict)
    said: dict[str, str] = field(factory=dict)
    lines: list[str] = field(factory=list)

    def take(self, home: Element) -> None:
        """Read the cover page, or the preface."""
        for line in home:
            if name(line):
                self._line(line, name(home))

    def _line(self, line: Element, home: str) -> None:
        """Take the fields out of a line; what words are left over are kept as they are printed."""
        rest = plain(line)
        for item in line.iter():
            words = plain(item) if isinstance(item.tag, str) else ""
            take = getattr(self, f"_{name(item)}", None) if words else None
            if take and take(item, words, home):
                rest = rest.replace(words, "", 1)
        if any(sign.isalnum() for sign in rest):
            self.lines.append(squeezed(rest).strip())

    def _docNumber(self, _item: Element, words: str, _home: str) -> bool:  # noqa: N802 - the names of the schema
        found = symbols.parse(words)
        self.symbols += [str(symbol) for symbol in found if str(symbol) not in self.symbols]
        return bool(found)

    def _docTitle(self, item: Element, words: str, home: str) -> bool:  # noqa: N802
        role = item.get("refersTo", "").lstrip("#")
        self.titles.setdefault("title" if role in _TITLES else home, []).append(words)
        return True

    def _docAuthority(self, item: Element, words: str, _home: str) -> bool:  # noqa: N802
        role = item.get("refersTo", "").lstrip("#")
        if role == "publisher":
            return False
        if "body" in self.said and role != "subsidiaryBody":
            return False
        if "body" in self.said:
            self.lines.append(self.said["body"])
        self.said["body"] = words
        return True

    def _docStatus(self, _item: Element, words: str, _home: str) -> bool:  # noqa: N802
        return self._keep("distribution", words, _DISTRIBUTION.sub("", words))

    def _session(self, _item: Element, words: str, _home: str) -> bool:
        return self._keep("session", words)

    def _docDate(self, item: Element, words: str, _home: str) -> bool:  # noqa: N802
        day = item.get("date", "")
        return self._keep("date", words, day if _DAY.fullmatch(day) else "")

    def _location(self, _item: Element, words: str, _home: str) -> bool:
        return self._keep("place", words)

    def _inline(self, item: Element, words: str, _home: str) -> bool:
        kind = item.get("name", "")
        if kind == "agenda item":
            return self._keep("item", words)
        if kind == "agenda item name" and "item" in self.said:
            self.said["item"] += f" {words}"
            return True
        original = _original(words) if kind == "originalLanguage" else ""
        return bool(original) and self._keep("original_language", words, original)

    def _keep(self, field_name: str, words: str, meant: str = "") -> bool:
        """Take the words for a field that is still empty; `meant` is what they come to."""
        if field_name in self.said:
            return False
        self.said[field_name] = meant or words
        return True

    def fields(self) -> dict[str, Any]:
        """As the masthead takes them. The title is the one called so, else the preface's, else all of the cover's."""
        order = ("title", "preface", "coverPage")
        used = next((key for key in order if self.titles.get(key)), "")
        left = [words for key in reversed(order) if key != used for words in self.titles.get(key, ())]
        title = " ".join(self.titles.get(used, ()))
        return {**self.said, "symbols": tuple(self.symbols), "title": title, "lines": (*self.lines, *left)}


def _original(words: str) -> str:
    said = re.findall(r"\w+", words.lower())
    return next((_ORIGINALS[word] for word in said if word in _ORIGINALS), "")
