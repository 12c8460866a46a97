"""Writing the files of a report in the background, one language at a time, so that its page can show how far it is."""

from __future__ import annotations

from entraide.foundation.db.context import acting_as
from entraide.foundation.jobs.door import job
from entraide.kernel.actor import SYSTEM
from entraide.kernel.languages import LANGUAGES

from . import actions, policies


@job("reporting.write")
def write(report_id: int) -> None:
    """Write what is missing. Nothing is done when the report was issued meanwhile: issuing writes everything itself."""
    with acting_as(SYSTEM):
        report = policies.access_report(SYSTEM, report_id)
    if policies.may_work_on(SYSTEM, report):
        for language in LANGUAGES:
            actions.write_files(SYSTEM, report, languages=[language])
