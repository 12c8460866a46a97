"""How a change of a draft is kept: a row that says what was and what is, files thrown away, clearance voided."""

from __future__ import annotations

from entraide.foundation.actions import Act, save
from entraide.foundation.files.models import StoredFile
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.text import Text

from .. import policies
from ..domain.blocks import changing, structure
from ..domain.blocks.structure import Structure
from ..domain.life import REPORT
from ..models import Change, Composition, Report


def opened(act: Act, report: Report) -> tuple[Composition, Structure]:
    """The blocks of a draft, to be changed by this act alone."""
    found = policies.access_composition(act.actor, report.pk, locked=True)
    return found, structure.from_json(found.structure)


def keep(
    act: Act, composition: Composition, after: Structure, verb: str, block: str = "", language: str = "",
    sets: list[int] | None = None,
) -> Change | None:  # fmt: skip
    """The structure as it is now, and the row of the change; None where nothing differs. `sets`: before and after."""
    before = structure.from_json(composition.structure)
    made = changing.patch(before, after)
    if sets:
        made["sets"] = sets
    if not made:
        return None
    report = composition.report
    composition.structure = structure.to_json(after)
    composition.revision += 1
    composition.saved_at, composition.saved_by = act.at, act.actor.person_id
    save(composition, "structure", "revision", "saved_at", "saved_by")
    void_clearances(act, report)
    forget_files(report)
    report.state = REPORT.after(report.state, "change")
    report.trees = {}
    report.title = title(after)
    save(report, "trees", "title")
    return Change.objects.create(
        report=report, revision=composition.revision, verb=verb, block=block, language=language, patch=made, at=act.at,
        by=act.actor.person_id, name=act.actor.name,
    )  # fmt: skip


def title(made: Structure) -> dict[str, dict[str, str]]:
    """The title of a report as its row keeps it."""
    return Text.of(**{code: made.title[code] for code in LANGUAGES if made.title.get(code)}).to_json()


def void_clearances(act: Act, report: Report) -> None:
    """Whoever read the draft read another one."""
    report.clearances.filter(voided_at=None).update(voided_at=act.at)


def forget_files(report: Report) -> None:
    """Files written of an earlier state."""
    kept = list(report.files.values_list("file_id", flat=True))
    report.files.all().delete()
    StoredFile.objects.filter(pk__in=kept).delete()


def last_id(report: Report, structure: Structure) -> int:
    """The highest number in the id of any block that this report has or had: one that was taken out may come back."""
    used = [one.id for one in structure.blocks]
    for made in Change.objects.filter(report=report).values_list("patch", flat=True):
        used += made.get("blocks", {})
    return max((int(one[1:]) for one in used if one[1:].isdecimal()), default=0)
