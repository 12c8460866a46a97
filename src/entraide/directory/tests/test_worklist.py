"""What is doubtful in the directory: Nadia's work list, and Tarek's part of it."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse

from entraide.directory import actions, queries
from entraide.directory.domain.findings import Seen, Waiting, findings, personal
from entraide.directory.domain.record import Function
from entraide.directory.models import Mark
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import Refused

from .entries import museums

TODAY = date(2026, 6, 1)
GOOD = Seen(
    1, "EGY", "confirmed", date(2026, 1, 1), dict.fromkeys(("ar", "en", "es", "fr", "ru", "zh"), "Office"),
    ({"function": "extradition", "instrument": "UNTOC", "article": "16"},), ("ar",), emails=("office@example.org",),
    phones=("+20227921000",), urgent=True, acts=1,
)  # fmt: skip


def changed(**more):
    return Seen(**{**{name: getattr(GOOD, name) for name in GOOD.__slots__ if name != "__weakref__"}, **more})


def codes(*seen, bound=lambda _state, _instrument: True, parties=(), drafts=()):
    return [one.code for one in findings(seen, drafts, TODAY, bound, parties)]


def shared(number, **more):
    return changed(id=number, functions=({**GOOD.functions[0], **more},))


def test_a_good_entry_is_not_doubted():
    assert codes(GOOD) == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"languages": ()}, "DIR-220"),
        ({"emails": ()}, "DIR-221"),
        ({"emails": ("amal.hassan@example.org",)}, "DIR-222"),
        ({"bounced": ("office@example.org",)}, "DIR-223"),
        ({"unreached": 2}, "DIR-236"),
        ({"phones": ("2792 1000",)}, "DIR-224"),
        ({"hours_without_zone": True}, "DIR-225"),
        ({"acts": 0}, "DIR-230"),
        ({"notified": ("Bureau",)}, "DIR-231"),
        ({"confirmed_on": date(2025, 1, 1)}, "DIR-232"),
        ({"urgent": False}, "DIR-233"),
        ({"name": {"en": "Office"}}, "DIR-234"),
    ],
)
def test_each_doubt_is_told(more, code):
    assert codes(changed(**more)) == [code]


def test_doubts_between_entries_of_a_state():
    alone = {"exclusive": True}
    assert codes(shared(1, **alone), shared(2, **alone)) == ["DIR-226", "DIR-226"]
    assert codes(shared(1, **alone), shared(2)) == ["DIR-227"]
    assert codes(shared(1), shared(2)) == []
    assert codes(shared(1, **alone), changed(id=2, territory="Aruba")) == []
    assert codes(shared(1, **alone), changed(id=2, state="withdrawn")) == []


def test_doubts_about_treaties_and_drafts():
    assert codes(GOOD, bound=lambda _state, _instrument: False) == ["DIR-229"]
    assert codes(GOOD, bound=lambda _state, _instrument: None, parties=["EGY"]) == []
    untoc = codes(GOOD, bound=lambda _state, instrument: instrument == "UNTOC", parties=["EGY"])
    assert untoc == ["DIR-228", "DIR-228"]
    assert codes(drafts=[Waiting(1, "EGY", 1, date(2026, 5, 1)), Waiting(2, "EGY", 1, date(2026, 5, 20))]) == [
        "DIR-235"
    ]


def test_a_name_told_with_other_signs_is_the_same():
    assert codes(changed(notified=("OFFICE.",))) == []


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("amal.hassan@x.org", True),
        ("a_hassan@x.org", True),
        ("legal.cooperation@x.org", False),
        ("ncb.cairo@x.org", False),
        ("mla@x.org", False),
    ],
)
def test_a_persons_address_is_known_by_its_look(address, is_one):
    assert personal(address) == is_one


@pytest.fixture
def entries(cast):
    actions.record_authority(cast("nadia"), museums(reaches=()))
    return actions.record_authority(
        cast("nadia"), museums(entity="FRA", functions=(Function("extradition", "UNTOC", "16"),))
    )


def found(actor, **chosen):
    with acting_as(actor):
        return queries.findings(actor, **chosen)


def test_nadia_sets_aside_and_takes_on(cast, entries):
    nadia = cast("nadia")
    (mailbox,) = found(nadia, code="DIR-221")
    assert (mailbox.entity, str(mailbox.problem.code)) == ("EGY", "DIR-221")
    with pytest.raises(Refused, match="DIR-212"):
        actions.set_finding_aside(nadia, mailbox.key, "EGY", "")
    actions.set_finding_aside(nadia, mailbox.key, "EGY", "They have none.")
    assert not found(nadia, code="DIR-221")
    assert [one.set_aside for one in found(nadia, which="aside")] == ["They have none."]
    actions.reopen_finding(nadia, mailbox.key, "EGY")
    actions.assign_finding(nadia, mailbox.key, "EGY", nadia.person_id, nadia.name)
    assert [one.key for one in found(nadia, which="mine")] == [mailbox.key]
    assert dict(queries.counts_by_state(found(nadia)))["EGY"] == len(found(nadia, entity="EGY"))


def test_an_editor_sees_the_findings_of_its_own_state(cast, entries, as_):
    assert {one.entity for one in found(cast("tarek"))} == {"EGY"}
    assert {one.entity for one in found(cast("luc"))} == {"FRA"}
    for name in ("jo", "grace"):
        assert not found(cast(name))
    (mailbox,) = found(cast("tarek"), code="DIR-221")
    for name in ("samira", "jo"):
        with pytest.raises(Refused, match="DIR-203"):
            actions.set_finding_aside(cast(name), mailbox.key, "EGY", "no")
    actions.set_finding_aside(cast("nadia"), mailbox.key, "EGY", "They have none.")
    with acting_as(cast("luc")):
        assert not Mark.objects.exists()
    shown = as_("tarek").get(reverse("directory:worklist")).content.decode()
    assert "I look after it" not in shown


def test_the_list_is_filtered_and_taken_out(as_, cast, entries):
    nadia = as_("nadia")
    shown = nadia.get(reverse("directory:worklist"), {"entity": "EGY", "code": "DIR-221"}).content.decode()
    assert "One finding" in shown
    key = found(cast("nadia"), code="DIR-221")[0].key
    here = reverse("directory:worklist")
    assert nadia.post(reverse("directory:mark", args=["mine"]), {"key": key, "entity": "EGY", "back": here}).url == here
    assert "Looked after by" in nadia.get(here, {"which": "mine"}).content.decode()
    table = list(
        csv.DictReader(
            io.StringIO(nadia.get(reverse("directory:worklist_csv"), {"entity": "EGY"}).content.decode("utf-8-sig"))
        )
    )
    assert {row["entity"] for row in table} == {"EGY"}
    assert "There is no electronic mail address of the office." in {row["finding"] for row in table}
