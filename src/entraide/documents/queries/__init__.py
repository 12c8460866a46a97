"""What other rooms and pages read of documents: plain rows, never more than the person may see."""

from .papers import DocumentRow, addenda, document, documents, find_document, next_symbol
from .paragraphs import ParagraphRow, find_paragraph, paragraph, paragraphs, paragraphs_of
from .readings import CorrectionRow, ReadingRow, corrections, reading, reading_tree, readings, same_paper
from .texts import EditionRow, VersionRow, editions, proposed_symbol, tree, version_status, versions

__all__ = [
    "CorrectionRow",
    "DocumentRow",
    "EditionRow",
    "ParagraphRow",
    "ReadingRow",
    "VersionRow",
    "addenda",
    "corrections",
    "document",
    "documents",
    "editions",
    "find_document",
    "find_paragraph",
    "next_symbol",
    "paragraph",
    "paragraphs",
    "paragraphs_of",
    "proposed_symbol",
    "reading",
    "reading_tree",
    "readings",
    "same_paper",
    "tree",
    "version_status",
    "versions",
]
