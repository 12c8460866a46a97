"""How one recommendation stands to another: endorsed, superseded, in no circle, and taken back."""

import pytest

from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import Refused
from entraide.mandates import actions, policies
from entraide.mandates.domain.relations import leads_to
from entraide.mandates.models import Change, Relation


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def kept(cast, paper, proposed):
    """The mandates of the register, by `23 (a)`."""
    actions.confirm_all(cast("nadia"), paper.pk)
    return {label: policies.access_mandate(cast("nadia"), row.id) for label, row in proposed.items()}


def life(mandate):
    mandate.refresh_from_db()
    return mandate.life


def test_endorsing_and_taking_it_back(cast, kept):
    nadia, act, first = cast("nadia"), kept["23 (b)"], kept["23 (a)"]
    made = actions.relate(nadia, act, "endorses", other=first, note="By decision (invented).")
    assert life(first) == "endorsed"
    again = actions.relate(nadia, kept["24 (a)"], "endorses", other=first)
    actions.unrelate(nadia, made)
    assert life(first) == "endorsed"
    actions.unrelate(nadia, again)
    assert life(first) == "adopted"


def test_what_was_endorsed_before_it_was_superseded_is_so_again(cast, kept):
    nadia, first = cast("nadia"), kept["23 (a)"]
    actions.relate(nadia, kept["23 (b)"], "endorses", other=first)
    later = actions.relate(nadia, kept["24 (b)"], "supersedes", other=first)
    assert life(first) == "superseded"
    actions.unrelate(nadia, later)
    assert life(first) == "endorsed"


def test_a_relation_is_undone_and_its_taking_back_too(cast, kept):
    nadia, first = cast("nadia"), kept["23 (a)"]
    actions.relate(nadia, kept["23 (b)"], "supersedes", other=first)
    actions.undo(nadia, Change.objects.latest("id").turn)
    assert (life(first), Relation.objects.count()) == ("adopted", 0)
    made = actions.relate(nadia, kept["23 (b)"], "supersedes", other=first, note="Kept.")
    actions.unrelate(nadia, made)
    actions.undo(nadia, Change.objects.latest("id").turn)
    assert (life(first), Relation.objects.get().note) == ("superseded", "Kept.")


def test_no_circle_no_repetition_nothing_that_is_not_in_the_register(cast, kept):
    nadia = cast("nadia")
    actions.relate(nadia, kept["23 (a)"], "supersedes", other=kept["23 (b)"])
    actions.relate(nadia, kept["23 (b)"], "supersedes", other=kept["24 (a)"])
    for start, kind, end, code in (
        ("24 (a)", "supersedes", "23 (a)", "MAN-321"), ("23 (a)", "cites", "23 (a)", "MAN-321"),
        ("23 (a)", "supersedes", "23 (b)", "MAN-322"), ("23 (a)", "resembles", "23 (b)", "MAN-320"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=code):
            actions.relate(nadia, kept[start], kind, other=kept[end])
    actions.relate(nadia, kept["24 (a)"], "cites", other=kept["23 (a)"])
    with pytest.raises(Refused, match="MAN-320"):
        actions.relate(nadia, kept["23 (a)"], "cites")
    actions.relate(nadia, kept["23 (a)"], "cites", paragraph_guid=kept["24"].paragraph_id)
    with pytest.raises(Refused, match="MAN-322"):
        actions.relate(nadia, kept["23 (a)"], "cites", paragraph_guid=kept["24"].paragraph_id)


def test_a_proposal_is_related_to_nothing(cast, paper, proposed):
    first, other = (policies.access_mandate(cast("nadia"), proposed[label].id) for label in ("23 (a)", "23 (b)"))
    with pytest.raises(Refused, match="MAN-323"):
        actions.relate(cast("nadia"), first, "cites", other=other)


def test_others_relate_nothing(cast, kept):
    made = actions.relate(cast("nadia"), kept["23 (b)"], "cites", other=kept["23 (a)"])
    for name in ("samira", "jo"):
        with pytest.raises(Refused, match="MAN-301"):
            actions.relate(cast(name), kept["23 (a)"], "cites", other=kept["23 (b)"])
        with pytest.raises(Refused, match="MAN-301"):
            actions.unrelate(cast(name), made)


def test_circles_are_found_over_any_length():
    onward = {n: [n + 1] for n in range(1, 2000)}
    assert leads_to(1, 2000, onward)
    assert not leads_to(2, 1, onward)
    assert not leads_to(1, 3, {1: [2], 2: [1]})
