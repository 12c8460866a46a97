"""Reading: a file in, the tree out. Plain text, Word, PDF and Akoma Ntoso, told apart by what they hold."""

from __future__ import annotations

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import Language
from entraide.kernel.problems import refuse

from .akn import read_akn
from .docx import read_docx
from .docx_package import OLE, refusal_of_ole
from .limits import MAX_BYTES, Budget
from .text import read_text

__all__ = ["MAX_BYTES", "read"]

_PICTURES = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc",
)


def read(data: bytes, name: str, language: Language | None = None) -> Tree:
    """The tree of a paper. `language` is detected unless given; `name` only helps where the bytes do not say.

    What was guessed or is amiss stands in `Tree.problems`. Raises Refused with DOC-001 (empty), DOC-002 (no text),
    DOC-003 (too big), DOC-004 (language), DOC-005 (a PDF of pictures), DOC-006 (cannot be opened), DOC-007 (another
    kind of file), DOC-008 (too long, too deep or too slow), DOC-040 and DOC-043 (a password), DOC-042 (an old Word
    file), DOC-048 (a package that swells when it is opened).
    """
    if not data.strip():
        raise refuse("DOC-001")
    if len(data) > MAX_BYTES:
        raise refuse("DOC-003", size=len(data) // 2**20 + 1, limit=MAX_BYTES // 2**20)
    head = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    budget = Budget()
    if head.startswith(b"PK\x03\x04"):
        return read_docx(data, language, budget)
    if b"%PDF-" in head:
        return _read_pdf(data, language, budget)
    if head.startswith(OLE):
        raise refusal_of_ole(data)
    if head.startswith(_PICTURES):
        raise refuse("DOC-002")
    if head.startswith(b"<") and (head.startswith(b"<?xml") or b"akomaNtoso" in head or name.lower().endswith(".xml")):
        return read_akn(data, language, budget)
    return read_text(data, language, budget)


def _read_pdf(data: bytes, language: Language | None, budget: Budget) -> Tree:
    from .pdf import read_pdf  # noqa: PLC0415 - loading the PDF engine costs more than reading a text

    return read_pdf(data, language, budget)
