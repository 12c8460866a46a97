"""An address at which letters came back is doubtful until it is reached again; whose it is stays with those who may know."""

import pytest

from entraide.directory import actions, queries, tasks
from entraide.directory.models import Reach
from entraide.foundation.db.context import acting_as
from entraide.foundation.keeping.duties import duties
from entraide.foundation.mail import post
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

from .entries import museums


@pytest.fixture
def entry(cast):
    made = actions.record_authority(cast("nadia"), museums())
    actions.name_contact_point(cast("nadia"), made, name="Amal (invented)", email="amal@example.org")
    return made


def doubts(actor, code):
    with acting_as(actor):
        return [dict(one.params) for one in queries.findings(actor) if one.code == code]


def test_the_office_and_the_person_are_marked_daily_and_unmarked_when_reached_again(cast, entry):
    nadia, samira = cast("nadia"), cast("samira")
    assert "directory.mark_bounces" in duties()
    for address in ("museums@example.org", "Amal@example.org"):
        post.bounced(SYSTEM, address, "550")
    assert doubts(nadia, "DIR-223") == [], "nobody has looked yet"
    tasks.mark_bounces(None)
    assert actions.mark_bounces(SYSTEM) == (0, 0), "twice marks nothing twice"
    for actor in (nadia, samira):
        assert doubts(actor, "DIR-223") == [{"address": "museums@example.org", "subject": "museums@example.org"}]
        assert doubts(actor, "DIR-236") == [{"count": "1"}], "how many, and not who"
    for stranger in ("pilar", "jo"):
        assert doubts(cast(stranger), "DIR-236") == []
        with pytest.raises(Refused, match="DIR-203"):
            actions.mark_bounces(cast(stranger))
    post.settle_bounces(SYSTEM, "amal@example.org")
    assert actions.mark_bounces(nadia) == (0, 1)
    assert doubts(nadia, "DIR-236") == []
    with acting_as(SYSTEM):
        assert Reach.objects.exclude(bounced_at=None).count() == 1
