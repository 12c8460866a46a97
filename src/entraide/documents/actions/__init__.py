"""Every write to papers: reading a file, correcting it, filing it, adding languages."""

from .filing import add_version, file_document, file_reading, file_reading_as_version
from .indexing import index_document, rebuild_index
from .reading import correct_reading, read_again, receive_file, set_aside

__all__ = [
    "add_version",
    "correct_reading",
    "file_document",
    "file_reading",
    "file_reading_as_version",
    "index_document",
    "read_again",
    "rebuild_index",
    "receive_file",
    "set_aside",
]
