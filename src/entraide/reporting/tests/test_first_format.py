"""A set that was frozen as one file, before there were tables: it is read back, counted, and a report over it verifies."""

from __future__ import annotations

from entraide.analysis import actions as freezing
from entraide.analysis import queries as analysis
from entraide.analysis.models import FrozenSet
from entraide.collection.tests.conftest import seen
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import keep
from entraide.kernel import clock
from entraide.kernel.audience import Audience
from entraide.reporting import actions
from entraide.reporting.figures import recounted

SYMBOL = "DEMO/2024/8"


def as_one_file(nadia, round_id) -> FrozenSet:
    """What closing a round wrote then: a row and one JSON file."""
    made = seen(nadia, freezing.in_first_format, round_id)
    with acting_as(nadia):
        return FrozenSet.objects.create(
            round_id=round_id, number=7, content_hash=made.content_hash(), frozen_at=clock.now(), frozen_by=nadia.person_id,
            file_id=keep(made.canonical(), "heritage-set-7.json", audience=Audience.SECRETARIAT),
            counts={"asked": len(made.asked), "replied": len(made.replies)},
        )  # fmt: skip


def test_a_set_of_one_file_is_counted_and_a_report_over_it_verifies(cast, as_, frozen_set):
    nadia = cast("nadia")
    old = as_one_file(nadia, frozen_set.round_id)
    assert seen(nadia, analysis.content, old.pk).content_hash() == old.content_hash
    assert seen(nadia, freezing.rebuild, old.pk).equal
    total = seen(nadia, analysis.results, old.pk)["offences.total"].figure("2021")
    assert (total.value, total.contributors) == (41, 2)
    assert as_("nadia").get(f"/analysis/sets/{old.pk}/").status_code == 200
    report = actions.compose(nadia, old.pk, symbol=SYMBOL)
    assert recounted(report) == ()
    with acting_as(nadia):
        kept = list(report.figures.all())
    assert kept
