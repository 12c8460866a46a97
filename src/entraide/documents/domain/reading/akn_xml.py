"""Looking into an Akoma Ntoso file: elements by their local names, their words without footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from lxml import etree

from entraide.kernel.problems import Problem, refuse

Element = Any
"""An lxml element; its stubs do not know local names."""

_LOCAL: Final[dict[Any, str]] = {}
_MOST_NAMES: Final = 2000
NOTES: Final = frozenset({"authorialNote", "noteRef"})
_NO_WIDTH: Final = re.compile("[\u200b\ufeff]")
_LABEL: Final = re.compile(r"[\s()（）\[\]【】.．、\-–—‘’'`]+")
_DOCTYPE: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TAG: Final = re.compile(rb"<(/?)([A-Za-z_][\w:.\-]*)(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*>")
_DECLARATION: Final = 4096
_DEEPEST: Final = 120
"""Elements within elements: real files stay under 30, and each level costs the reader a few calls."""


def parsed(data: bytes) -> tuple[Element, list[Problem]]:
    """The root of the file, and a problem when it had to be mended to be read at all.

    Raises Refused: DOC-006 when it is no XML or declares a document type (entities are never expanded), DOC-008 when
    elements stand too deep in each other.
    """
    if _DOCTYPE.search(data[:_DECLARATION]) or b"<!ENTITY" in data:
        raise refuse("DOC-006", kind="XML")
    try:
        root, problems = etree.fromstring(data, _parser(recover=False)), []
    except etree.XMLSyntaxError as error:
        root, problems = _mended(data), [Problem("DOC-036", {"reason": error.msg or "?"}, "", error.lineno or 0)]
    if root is None or root.getroottree().docinfo.internalDTD is not None:
        raise refuse("DOC-006", kind="XML")
    _check_depth(root)
    return root, problems


def _parser(recover: bool) -> Any:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, recover=recover
    )


def _mended(data: bytes) -> Element | None:
    """What is left of a file with tags that do not match: some hundred of the organisation's own files are like that."""
    for attempt in (_balanced(data), data):
        try:
            return etree.fromstring(attempt, _parser(recover=True))
        except etree.XMLSyntaxError:
            continue
    return None


def _balanced(data: bytes) -> bytes:
    """With the end tags that are missing put in, and those that close nothing taken out."""
    kept: list[bytes] = []
    open_tags: list[bytes] = []
    at = 0
    for found in _TAG.finditer(data):
        kept.append(data[at : found.start()])
        at = found.end()
        kept.append(_matched(found, open_tags))
    kept += [data[at:], *(b"</%s>" % tag for tag in reversed(open_tags))]
    return b"".join(kept)


def _matched(found: re.Match[bytes], open_tags: list[bytes]) -> bytes:
    tag = found[2]
    if not found[1]:
        if not found[0].endswith(b"/>"):
            open_tags.append(tag)
        return found[0]
    if tag not in open_tags[-_DEEPEST:]:
        return b""
    missing = []
    while (last := open_tags.pop()) != tag:
        missing.append(b"</%s>" % last)
    return b"".join([*missing, found[0]])


def _check_depth(root: Element) -> None:
    depth = 0
    for event, _item in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise refuse("DOC-008", limit=_DEEPEST)


def name(item: Element) -> str:
    """The name of an element without its namespace."""
    try:
        return _LOCAL[item.tag]
    except KeyError:
        tag = item.tag
        found = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_LOCAL) < _MOST_NAMES:
            _LOCAL[tag] = found
        return found


def of(root: Element, *names: str) -> Iterator[Element]:
    """Every element at or below with one of these names."""
    yield from root.iter(*(f"{{*}}{wanted}" for wanted in names))


def first(root: Element, *names: str) -> Element | None:
    """The first element at or below with one of these names."""
    return next(of(root, *names), None)


def child(item: Element, *names: str) -> Element | None:
    """The first element directly below with one of these names."""
    return next((found for found in item if name(found) in names), None)


def squeezed(text: str) -> str:
    """Runs of white space as one blank."""
    if not text.isascii():
        text = _NO_WIDTH.sub("", text)
    body = " ".join(text.split())
    if not body:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{body}{' ' if text[-1].isspace() else ''}"


def plain(item: Element | None) -> str:
    """The text of an element, without its footnotes."""
    return "" if item is None else squeezed("".join(_texts(item))).strip()


def _texts(item: Element) -> Iterator[str]:
    yield item.text or ""
    for turn, inner in enumerate(item):
        kind = name(inner)
        if kind not in NOTES:
            yield " " if kind == "eol" or (turn and kind == "p") else ""
            yield from _texts(inner)
        yield inner.tail or ""


def number_of(item: Element) -> str:
    """The number as printed, `1.`, `(a)`; "" when there is none."""
    return plain(child(item, "num"))


def headed(item: Element) -> str:
    """The heading of an element with its subheading."""
    return " ".join(filter(None, (plain(child(item, "heading")), plain(child(item, "subheading")))))


def bare(printed: str) -> str:
    """A printed number without its stops and brackets."""
    return _LABEL.sub(" ", printed).strip()
