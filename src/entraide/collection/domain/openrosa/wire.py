"""The documents of OpenRosa: the list of forms, the manifest, the answer to a submission."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from attrs import frozen

ACCEPTED: Final = "full submission upload was successful!"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'


@frozen
class ListedForm:
    """A form in the list. Addresses are whole; `manifest` is empty for a form without files."""

    form_id: str
    name: str
    version: str
    md5: str
    download: str
    manifest: str = ""


@frozen
class ListedFile:
    """A file of a form."""

    name: str
    md5: str
    download: str


def form_list(forms: Iterable[ListedForm]) -> str:
    """The formList document."""
    rows = (
        f"<xform><formID>{escape(one.form_id)}</formID><name>{escape(one.name or one.form_id)}</name>"
        f"<version>{escape(one.version)}</version><hash>md5:{one.md5}</hash>"
        f"<downloadUrl>{escape(one.download)}</downloadUrl>"
        + (f"<manifestUrl>{escape(one.manifest)}</manifestUrl>" if one.manifest else "")
        + "</xform>"
        for one in forms
    )
    return f'{_HEAD}<xforms xmlns="http://openrosa.org/xforms/xformsList">{"".join(rows)}</xforms>'


def manifest(files: Iterable[ListedFile]) -> str:
    """The manifest document."""
    rows = (
        f"<mediaFile><filename>{escape(one.name)}</filename><hash>md5:{one.md5}</hash>"
        f"<downloadUrl>{escape(one.download)}</downloadUrl></mediaFile>"
        for one in files
    )
    return f'{_HEAD}<manifest xmlns="http://openrosa.org/xforms/xformsManifest">{"".join(rows)}</manifest>'


def response(message: str, nature: str = "") -> str:
    """The OpenRosaResponse document; `nature` is `error` for a refusal."""
    return (
        f'<OpenRosaResponse xmlns="http://openrosa.org/http/response" items="0">'
        f'<message nature="{escape(nature)}">{escape(message)}</message></OpenRosaResponse>'
    )
