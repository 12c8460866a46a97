"""Reports of cases: sent, corrected, withdrawn, taken from a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from entraide.foundation.actions import Act, action, save
from entraide.foundation.db.context import acting_as
from entraide.foundation.db.pouring import pour, pour_over
from entraide.foundation.files.store import keep
from entraide.kernel.actor import SYSTEM
from entraide.kernel.audience import Audience
from entraide.kernel.languages import Language, as_language
from entraide.kernel.problems import Refused, refuse, stops

from .. import linking, policies
from ..casework import uploads
from ..casework.rows import normal_rows, round_id, standing
from ..casework.storing import Intake, known_entity, store
from ..domain.cases.checking import checked
from ..models import CaseNormal, CaseRecord, CaseUpload


def _checked(values: Mapping[str, str], language: Language, act: Act) -> Mapping[str, str]:
    found = checked(values, language, act.at.date())
    if stops(found.problems):
        raise Refused(*stops(found.problems))
    return found.values


@action("analysis.case.reported")
def report_case(
    act: Act,
    entity: str,
    values: Mapping[str, str],
    *,
    round: int | None = None,
    langs: Mapping[str, str] | None = None,
    invented: bool = False,
) -> CaseRecord:
    """Take one report as it was typed. Refused with every stop of `domain.cases.checking`, ANA-430, ANA-432."""
    entity = known_entity(entity)
    policies.may_report(act.actor, entity).enforce()
    taken = _checked(values, as_language(values.get("lang") or act.actor.language), act)
    one = Intake(entity, taken, round_id(act.actor, round), invented=invented, langs=langs or {})
    made = CaseRecord.objects.get(pk=store(act.actor, act.at, [one])[0])
    act.about(made, report=str(made.report))
    return made


@action("analysis.case.corrected")
def correct_case(
    act: Act, record_id: int, values: Mapping[str, str], *, langs: Mapping[str, str] | None = None
) -> CaseRecord:
    """A new version that names the one before, which stays as it was received. Refused with ANA-433 for an older version."""
    before = policies.access_own_case(act.actor, record_id)
    if not before.current or before.withdrawn_at:
        raise refuse("ANA-433")
    taken = _checked(values, as_language(values.get("lang") or before.lang), act)
    before.current = False
    save(before, "current")
    one = Intake(
        before.entity, taken, before.round_id, invented=before.invented, langs=langs or before.langs,
        report=str(before.report), version=before.version + 1, before=before.pk,
    )  # fmt: skip
    made = CaseRecord.objects.get(pk=store(act.actor, act.at, [one])[0])
    act.about(made, report=str(made.report), before=before.pk)
    return made


@action("analysis.case.withdrawn")
def withdraw_case(act: Act, record_id: int, why: str) -> CaseRecord:
    """The report counts no more; it stays, marked. Refused with ANA-433 for an older version or one withdrawn already."""
    found = policies.access_own_case(act.actor, record_id)
    if not found.current or found.withdrawn_at:
        raise refuse("ANA-433")
    found.withdrawn_at, found.withdrawn_by, found.withdrawn_why = act.at, act.actor.person_id, why.strip()[:2000]
    save(found, "withdrawn_at", "withdrawn_by", "withdrawn_why")
    act.about(found, report=str(found.report))
    return found


@action("analysis.cases.uploaded")
def upload_cases(act: Act, content: bytes, name: str, given: uploads.Given) -> CaseUpload:
    """Look through a file and keep it for its preview. Nothing is taken yet. Refused as `open_cases`, ANA-430, ANA-432."""
    entity = known_entity(given.entity)
    policies.may_report(act.actor, entity).enforce()
    found = uploads.read(content, given, act.at.date())
    chosen = round_id(act.actor, given.round)
    with acting_as(SYSTEM):  # the file may name suspects: of all audiences the narrowest
        file = keep(content, name or "cases.xlsx", audience=Audience.SECRETARIAT, entity=entity)
    made = CaseUpload.objects.create(
        entity=entity, person=act.actor.person_id, role=given.role, offence=given.offence, lang=given.lang,
        audience=given.audience, round_id=chosen, file_id=file, invented=given.invented, rows=len(found.rows),
        stops=len(stops(found.problems)), notes=len(found.problems) - len(stops(found.problems)), uploaded_at=act.at,
    )  # fmt: skip
    act.about(made, rows=made.rows, stops=made.stops)
    return made


@action("analysis.cases.taken")
def take_cases(act: Act, upload_id: int) -> int:
    """Take every row of an upload, or none. Refused with ANA-408 when it was taken, ANA-409 while a row has a stop."""
    upload = policies.access_upload(act.actor, upload_id)
    locked = CaseUpload.objects.select_for_update().get(pk=upload.pk)
    if locked.taken_at:
        raise refuse("ANA-408")
    given = uploads.given_of(locked)
    found = uploads.read(uploads.content_of(locked), given, act.at.date())
    if stops(found.problems):
        raise refuse("ANA-409", count=len(stops(found.problems)))
    intakes = [
        Intake(locked.entity, row.values, locked.round_id, "upload", locked.pk, row.number, locked.invented)
        for row in found.rows
    ]
    made = store(act.actor, act.at, intakes)
    locked.taken_at = act.at
    save(locked, "taken_at")
    act.about(locked, records=len(made))
    return len(made)


@action("analysis.cases.loaded")
def load_cases(
    act: Act, rows: Sequence[Mapping[str, str]], *, audience: str, round: int | None = None, invented: bool = False
) -> int:
    """Many reports of many reporters at once, each row naming its `reporter`: for the secretariat, and for demonstrations."""
    policies.may_judge(act.actor).enforce()
    intakes = []
    for line, row in enumerate(rows, start=2):
        found = checked({"audience": audience, **row}, as_language(row.get("lang") or "en"), act.at.date())
        if stops(found.problems):
            raise Refused(*stops(found.problems))
        intakes.append(Intake(known_entity(row["reporter"]), found.values, round, "upload", None, line, invented))
    made = store(act.actor, act.at, intakes)
    act.about("analysis.caserecord", records=len(made))
    return len(made)


@action("analysis.cases.normalised")
def normalise_again(act: Act) -> int:
    """Compute the codes of every report that counts anew: when vocabularies have grown."""
    policies.may_judge(act.actor).enforce()
    counting = standing()
    rows = normal_rows(counting, linking.normalised([one.raw for one in counting]))
    known = set(CaseNormal.objects.values_list("record_id", flat=True))
    pour_over(CaseNormal, [row for row in rows if row["record_id"] in known])
    pour(CaseNormal, [row for row in rows if row["record_id"] not in known])
    act.about("analysis.casenormal", records=len(rows))
    return len(rows)
