"""Nadia, and whoever acts as she may, tries to change a report that was issued; two people act on one draft at once."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from entraide.foundation.db.context import acting_as
from entraide.reporting import actions

FORGED = (
    "UPDATE reporting_report SET trees = '{}'",
    "UPDATE reporting_report SET state = 'draft'",
    "UPDATE reporting_livingfigure SET value = value + 1",
    "UPDATE reporting_reportfile SET language = language",
    "UPDATE reporting_counted SET submissions = '[]'",
    "DELETE FROM reporting_counted",
    "DELETE FROM reporting_reportfile",
    "DELETE FROM reporting_report",
)


@pytest.mark.parametrize("statement", FORGED)
def test_nothing_of_an_issued_report_is_changed_by_sql(cast, issued, statement):
    with acting_as(cast("nadia")), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(statement)
                assert cursor.rowcount == 0
        except DatabaseError:
            pass


@pytest.mark.parametrize("act", ["save", "write", "issue", "recompose"])
def test_who_changes_writes_or_issues_a_draft_holds_it_first(cast, draft, act):
    nadia = cast("nadia")
    done = {
        "save": lambda: actions.save_block(nadia, draft, "b1", words="Words"),
        "write": lambda: actions.write_files(nadia, draft, ["en"], ["akn"]),
        "issue": lambda: actions.issue(nadia, draft),
        "recompose": lambda: actions.recompose(nadia, draft),
    }[act]
    with CaptureQueriesContext(connection) as asked:
        try:
            done()
        except Exception as refusal:  # a draft that is not ready is refused, after it was held
            assert type(refusal).__name__ == "Refused"
    said = [one["sql"] for one in asked if "reporting_" in one["sql"]]
    assert "FOR UPDATE" in said[0], said[0]
