"""A hundred who confirm or approve the same entry at once: one does it, the others are told, on real connections."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connections

from entraide.directory import actions, policies
from entraide.directory.models import Authority, Change
from entraide.foundation.audit.queries import latest
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import Refused

from .entries import museums

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE, HANDS = 100, 20


def hundred(step):
    """What a hundred tries came to: done, or the number of the refusal."""

    def attempt(_number):
        try:
            step()
        except Refused as refusal:
            return str(refusal)
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(HANDS) as hands:
        return list(hands.map(attempt, range(AT_ONCE)))


def test_of_a_hundred_confirmations_and_approvals_one_is_done(cast):
    samira, nadia, tarek = cast("samira"), cast("nadia"), cast("tarek")
    entry = actions.record_authority(nadia, museums())
    actions.record_designation(nadia, entry, kind="note_verbale", reference="NV 1", dated=date(2026, 2, 3))
    with acting_as(SYSTEM):
        Authority.objects.update(confirmed_on=date(2026, 1, 1))
        seen = Authority.objects.get(pk=entry.pk)
        before = Change.objects.count()
    came = hundred(
        lambda: actions.confirm_entry(
            samira, Authority(pk=seen.pk, entity="EGY", state=seen.state, version=seen.version)
        )
    )
    assert sorted(came) == [*["DIR-209"] * (AT_ONCE - 1), "done"]
    with acting_as(SYSTEM):
        assert (Authority.objects.get().version, Change.objects.count()) == (seen.version + 1, before + 1)
        assert sum(one.verb == "directory.authority.confirmed" for one in latest(500)) == 1

    draft = actions.begin_draft(tarek, "change", authority=seen)
    draft = actions.save_draft(tarek, draft, museums(acronym="MP"), seen=1)
    actions.send_draft(tarek, draft)
    with acting_as(samira):
        sent = policies.access_draft(samira, draft.pk)
    assert sorted(hundred(lambda: actions.approve_draft(samira, sent))) == [*["DIR-205"] * (AT_ONCE - 1), "done"]
    assert sorted(hundred(lambda: actions.publish_draft(nadia, sent))) == [*["DIR-205"] * (AT_ONCE - 1), "done"]
