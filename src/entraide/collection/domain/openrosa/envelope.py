"""What a submission says of itself, before anybody asks whether its answers hold."""

from __future__ import annotations

from typing import Final

from attrs import frozen
from lxml import etree

from entraide.kernel.problems import refuse

from ..xpath.nodes import parser

OPENROSA: Final = "http://openrosa.org/xforms"
LARGEST: Final = 8_000_000
"""Bytes of the XML of one submission; attachments come beside it."""
LONGEST: Final = 200
"""Characters of a name that a submission gives to itself or to its form."""


@frozen
class Envelope:
    """Which form a submission answers, and which submission it is. `deprecated` is the instance that it replaces."""

    form_id: str
    version: str
    instance: str
    deprecated: str = ""
    name: str = ""


def read_envelope(xml: bytes) -> Envelope:
    """Refused: COL-417 for what is no XML, 418 too large, 420 with a document type, 419 encrypted, 407 without form or instance."""
    root = _root(xml)
    if root.get("encrypted") == "yes" or _named(root, "base64EncryptedKey") is not None:
        raise refuse("COL-419")
    meta = _named(root, "meta")
    envelope = Envelope(
        form_id=root.get("id") or etree.QName(root).namespace or "",
        version=root.get("version") or "",
        instance=root.get("instanceID") or _said(meta, "instanceID"),
        deprecated=_said(meta, "deprecatedID"),
        name=_said(meta, "instanceName")[:LONGEST],
    )
    for field, value in (("form ID xml attribute", envelope.form_id), ("instance ID", envelope.instance)):
        if not value:
            raise refuse("COL-407", field=field)
    for value in (envelope.form_id, envelope.version, envelope.instance, envelope.deprecated):
        if len(value) > LONGEST:
            raise refuse("COL-416", field="id", value=value[:40])
    return envelope


def _root(xml: bytes) -> etree._Element:
    if len(xml) > LARGEST:
        raise refuse("COL-418", limit=LARGEST)
    try:
        root = etree.fromstring(xml, parser())
    except (etree.XMLSyntaxError, ValueError):
        raise refuse("COL-417", format="xml") from None
    # An entity that swells or fetches needs a document type, and no client writes one.
    if root.getroottree().docinfo.doctype:
        raise refuse("COL-420")
    return root


def _named(parent: etree._Element, local: str) -> etree._Element | None:
    return next(
        (child for child in parent if isinstance(child.tag, str) and etree.QName(child).localname == local), None
    )


def _said(meta: etree._Element | None, local: str) -> str:
    found = None if meta is None else _named(meta, local)
    return "" if found is None else (found.text or "").strip()
