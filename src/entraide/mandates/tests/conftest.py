import pytest

from entraide.foundation.db.context import acting_as
from entraide.mandates import actions, queries

from .filed import file_report


@pytest.fixture
def paper(cast):
    """The report, filed."""
    return file_report(cast("nadia"))


@pytest.fixture
def proposed(cast, paper):
    """What the reader proposes of it, as the secretariat sees it: a dict by `23 (a)`."""
    actions.propose(cast("nadia"), paper.pk)
    with acting_as(cast("nadia")):
        return {row.label: row for row in queries.proposals(cast("nadia"), paper.pk)}
