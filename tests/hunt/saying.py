"""What an answer says to whoever opens it: pages, tables, workbooks, Word and PDF files, whatever is packed in them."""

from __future__ import annotations

import gzip
import io
import zipfile

import pypdfium2
from django.http import HttpResponseBase


def content(response: HttpResponseBase) -> bytes:
    """All its bytes, headers first: an address may be told by a name of a file or by a redirection."""
    headers = "\n".join(f"{name}: {value}" for name, value in response.items()).encode()
    return headers + b"\n" + (b"".join(response) if response.streaming else response.content)


def said(response: HttpResponseBase) -> str:
    """What can be read in it."""
    whole = content(response)
    body = whole[whole.find(b"\n\n") + 1 :] if response.streaming else response.content
    kind = response.get("Content-Type", "")
    texts = [whole.decode("utf-8", "replace")]
    if body[:2] == b"PK":
        texts += _unzipped(body)
    elif body[:2] == b"\x1f\x8b":
        texts.append(gzip.decompress(body).decode("utf-8", "replace"))
    elif "pdf" in kind and body[:4] == b"%PDF":
        texts += _pages(body)
    return "\n".join(texts)


def _unzipped(body: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]


def _pages(body: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(body)
    return [page.get_textpage().get_text_bounded() for page in document]
