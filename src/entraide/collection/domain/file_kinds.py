"""Which files may be given as an answer: by the ending of the name, held against the first bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import frozen


@frozen
class FileKind:
    """One kind of file: its media type and how it begins (any of; none when there is no telling)."""

    media_type: str
    starts: tuple[bytes, ...] = ()


_ZIP: Final = (b"PK\x03\x04",)
_OLD_OFFICE: Final = (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
KINDS: Final[Mapping[str, FileKind]] = {
    "pdf": FileKind("application/pdf", (b"%PDF-",)),
    "docx": FileKind(_OFFICE + "wordprocessingml.document", _ZIP),
    "xlsx": FileKind(_OFFICE + "spreadsheetml.sheet", _ZIP),
    "pptx": FileKind(_OFFICE + "presentationml.presentation", _ZIP),
    "odt": FileKind("application/vnd.oasis.opendocument.text", _ZIP),
    "ods": FileKind("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "doc": FileKind("application/msword", _OLD_OFFICE),
    "xls": FileKind("application/vnd.ms-excel", _OLD_OFFICE),
    "zip": FileKind("application/zip", _ZIP),
    "rtf": FileKind("application/rtf", (b"{\\rtf",)),
    "csv": FileKind("text/csv"),
    "txt": FileKind("text/plain"),
    "png": FileKind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": FileKind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": FileKind("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": FileKind("image/gif", (b"GIF87a", b"GIF89a")),
    "webp": FileKind("image/webp", (b"RIFF",)),
    "tif": FileKind("image/tiff", (b"II*\x00", b"MM\x00*")),
    "tiff": FileKind("image/tiff", (b"II*\x00", b"MM\x00*")),
    "heic": FileKind("image/heic"),
    "mp3": FileKind("audio/mpeg", (b"ID3", b"\xff\xfb", b"\xff\xf3", b"\xff\xf2")),
    "m4a": FileKind("audio/mp4"),
    "amr": FileKind("audio/amr", (b"#!AMR",)),
    "wav": FileKind("audio/wav", (b"RIFF",)),
    "mp4": FileKind("video/mp4"),
    "3gp": FileKind("video/3gpp"),
    "webm": FileKind("video/webm", (b"\x1aE\xdf\xa3",)),
}


def ending(name: str) -> str:
    """`Letter.PDF` → `pdf`."""
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def accepts(media_type: str) -> tuple[str, ...]:
    """The endings that a question takes: those of its sort (`image/*`), or all for a file of any kind."""
    sort = media_type.split("/", 1)[0]
    wide = sort not in ("image", "audio", "video")
    return tuple(f".{name}" for name, kind in KINDS.items() if wide or kind.media_type.startswith(sort + "/"))


def kind_of_file(name: str, content: bytes, media_type: str) -> FileKind | None:
    """The kind of a file that a question with this media type takes; None when it takes none such, or it is not what it says."""
    kind = KINDS.get(ending(name))
    if kind is None or f".{ending(name)}" not in accepts(media_type):
        return None
    if kind.starts and not content.startswith(kind.starts):
        return None
    return kind if kind.starts or b"\x00" not in content[:4096] or not kind.media_type.startswith("text/") else None
