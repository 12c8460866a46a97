"""An XForm as the interfaces handle it: which files it asks for, another version or id written in."""

from __future__ import annotations

import re
from typing import Final

from attrs import frozen
from lxml import etree

from entraide.kernel.problems import refuse

from ..xpath.nodes import element_of
from .fields import XFORMS

_MEDIA = re.compile(r"^jr://(images|audio|video|file|file-csv)/(.+)$")
_KINDS: Final = {"images": "image", "audio": "audio", "video": "video", "file": "file", "file-csv": "file"}
_HTML: Final = "{http://www.w3.org/1999/xhtml}"


@frozen
class Media:
    """A file that a form asks for: its name, and image, audio, video or file."""

    name: str
    kind: str


@frozen
class Told:
    """What an XForm says of itself."""

    form_id: str
    version: str
    title: str


def told_by(xform: bytes) -> Told:
    """Refused: COL-007 for no XML, COL-407 without an id."""
    root = element_of(xform)
    data = _data(root)
    form_id = data.get("id") or etree.QName(data).namespace or ""
    if not form_id:
        raise refuse("COL-407", field="form ID xml attribute")
    title = root.find(f"{_HTML}head/{_HTML}title")
    return Told(form_id, data.get("version") or "", ("" if title is None else title.text or "").strip())


def with_id(xform: bytes, form_id: str) -> bytes:
    """The same form under another id."""
    root = element_of(xform)
    _data(root).set("id", form_id)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def media_of(xform: bytes) -> tuple[Media, ...]:
    """The files that the form asks for, in alphabetical order: pictures and sounds of questions, lists outside of it."""
    root = element_of(xform)
    said = [one.text or "" for one in root.iter(f"{XFORMS}value")]
    said += [one.get("src") or "" for one in root.iter(f"{XFORMS}instance")]
    found = {match.group(2): _KINDS[match.group(1)] for text in said if (match := _MEDIA.match(text.strip()))}
    if any("pulldata(" in value for one in root.iter(f"{XFORMS}bind") for value in one.attrib.values()):
        for one in root.iter(f"{XFORMS}bind"):
            for value in one.attrib.values():
                for name in re.findall(r"pulldata\(\s*'([\w.-]+)'", str(value)):
                    found.setdefault(name if name.endswith(".csv") else f"{name}.csv", "file")
    return tuple(Media(name, found[name]) for name in sorted(found))


def _data(root: etree._Element) -> etree._Element:
    instance = next(root.iter(f"{XFORMS}instance"), None)
    data = None if instance is None else next((one for one in instance if isinstance(one.tag, str)), None)
    if data is None:
        raise refuse("COL-011", missing="model/instance")
    return data
