"""The words of the register are written again whenever a mandate is confirmed or corrected: called from inside actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from entraide.documents.domain.searching import index_words
from entraide.foundation.actions import Act, action
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text

from . import policies
from .models import Gist, Mandate

AT_ONCE: Final = 1_000


def index(mandate_ids: Sequence[int]) -> int:
    """Write the words of these mandates anew, one row for each language that has any; how many rows.

    What is still proposed, or was rejected as no mandate, has no words here.
    """
    Gist.objects.filter(mandate_id__in=mandate_ids).delete()
    found = Mandate.objects.filter(pk__in=mandate_ids).exclude(life="proposed")
    found = found.exclude(proposal__has_key="rejected_because").select_related("paragraph__document")
    rows = [gist for mandate in found for gist in _gists(mandate)]
    Gist.objects.bulk_create(rows, batch_size=AT_ONCE)
    return len(rows)


def index_all() -> int:
    """The whole register in batches; how many rows."""
    ids = list(Mandate.objects.order_by("pk").values_list("pk", flat=True))
    return sum(index(ids[start : start + AT_ONCE]) for start in range(0, len(ids), AT_ONCE))


def index_with_parents(mandate: Mandate) -> int:
    """A mandate that was just confirmed and what passes it on, which is adopted with it; how many rows."""
    ids: list[int] = []
    outer: Mandate | None = mandate
    while outer is not None and outer.pk not in ids:
        ids.append(outer.pk)
        outer = outer.parent
    return index(ids)


@action("mandates.index.rebuilt")
def rebuild_index(act: Act) -> int:
    """Write all words anew, for what was confirmed before there was an index; how many rows."""
    policies.may_register(act.actor).enforce()
    count = index_all()
    act.about("mandates.gist", gists=count)
    return count


def _gists(mandate: Mandate) -> Iterator[Gist]:
    """The paragraph and the summary in each language; what is asked, in the language it was read in."""
    paragraph, summary = Text.from_json(mandate.paragraph.text), Text.from_json(mandate.summary)
    document = mandate.paragraph.document
    for language in LANGUAGES:
        parts = [paragraph.versions.get(language, ""), summary.versions.get(language, "")]
        if language == mandate.language and mandate.deliverable not in parts[0]:
            parts.append(mandate.deliverable)
        if words := index_words("\n".join(parts)):
            yield Gist(
                mandate=mandate, language=language, words=words, audience=document.audience, entity=document.entity
            )
