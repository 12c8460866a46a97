"""Every write to papers: reading a file, correcting it, filing it, adding languages."""

from .filing import add_version, file_document, file_reading, file_reading_as_version
from .importing import Imported, import_papers
from .indexing import index_document, rebuild_index
from .issuing import add_to_edition, issue_addendum, issue_corrigendum, issue_readings, issue_text
from .reading import correct_reading, read_again, receive_file, set_aside, undo_correction
from .sets import file_set

__all__ = [
    "Imported",
    "add_to_edition",
    "add_version",
    "correct_reading",
    "file_document",
    "file_reading",
    "file_reading_as_version",
    "file_set",
    "import_papers",
    "index_document",
    "issue_addendum",
    "issue_corrigendum",
    "issue_readings",
    "issue_text",
    "read_again",
    "rebuild_index",
    "receive_file",
    "set_aside",
    "undo_correction",
]
