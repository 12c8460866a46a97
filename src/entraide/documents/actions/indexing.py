"""What search reads is written again whenever the text in force of a document changes."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import F

from entraide.foundation.actions import Act, action, save
from entraide.kernel.languages import LANGUAGES, Language, as_language

from .. import policies
from ..domain import codec
from ..domain.passages import Found, passages, title_passage
from ..domain.states import states_named
from ..domain.tree import Tree
from ..models import Document, Passage, Version

AT_ONCE = 2000


def index_document(document: Document) -> int:
    """Write the passages of a document anew, inside the action that changed it; how many there are.

    The text of each language is that of the latest edition that has the language. The States that spoke or are named are
    put on the document.
    """
    document.passages.all().delete()
    trees = texts_in_force(document)
    rows = [row for language, tree in trees.items() for row in passage_rows(document.pk, language, passages(tree))]
    rows += titles(document, tuple(trees))
    Passage.objects.bulk_create(rows, batch_size=AT_ONCE)
    document.states = sorted(set(document.states).union(*(states_of(tree) for tree in trees.values())))
    save(document, "states")
    return len(rows)


def texts_in_force(document: Document) -> dict[Language, Tree]:
    """The tree of each language: of the latest edition that has it, else of what was issued first."""
    rows = document.versions.order_by(F("edition__number").asc(nulls_first=True))
    kept: dict[Language, Version] = {as_language(row.language): row for row in rows}
    return {language: codec.from_json(row.tree) for language, row in kept.items()}


def passage_rows(document_id: int, language: Language, found: tuple[Found, ...]) -> Iterator[Passage]:
    """Rows to be written."""
    for one in found:
        yield Passage(
            document_id=document_id, paragraph_id=UUID(one.guid) if one.guid else None, language=language,
            number=one.number, position=one.position, text=one.text, words=one.words,
        )  # fmt: skip


def titles(document: Document, languages: tuple[Language, ...]) -> list[Passage]:
    """A row for each title, and for the symbols in each language that has a text but no title."""
    named = {code: (document.title or {}).get(code, {}).get("text", "") for code in LANGUAGES}
    wanted = [code for code in LANGUAGES if named[code] or code in languages] or list(LANGUAGES[1:2])
    symbols = tuple(document.symbols)
    return [row for code in wanted for row in passage_rows(document.pk, code, (title_passage(symbols, named[code]),))]


def states_of(tree: Tree) -> set[str]:
    """Codes of those who spoke by its list of speakers, and of the States that its text names."""
    spoke = {speaker.code for speaker in tree.speakers if speaker.code}
    return spoke | set(states_named((found.words for found in passages(tree)), tree.language))


@action("documents.index.rebuilt")
def rebuild_index(act: Act) -> int:
    """Write the passages of every document anew; how many passages. For what was filed before there was an index."""
    policies.may_file(act.actor).enforce()
    count = sum(index_document(document) for document in Document.objects.order_by("pk").iterator(chunk_size=100))
    act.about("documents.passage", passages=count)
    return count
