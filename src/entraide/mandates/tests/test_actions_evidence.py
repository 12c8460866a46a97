"""Evidence: what it brings, who vouches for it, who takes it back, and the day of the first action."""

from datetime import date, timedelta

import pytest
from django.apps import apps

from entraide.documents import actions as documents
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.store import access_file
from entraide.kernel import clock
from entraide.kernel.audience import Audience
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries
from entraide.mandates.models import Evidence, Mandate
from entraide.mandates.queries import laid as shown

from .filed import tree

WORDS = Text.of("en", en="A law was passed (invented).")


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def mandate(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    return policies.access_mandate(cast("nadia"), proposed["23 (b)"].id)


def laid(cast, mandate, name="nadia", **facts):
    return actions.add_evidence(cast(name), mandate=mandate, **{"kind": "law", "text": WORDS, **facts})


def first_action(mandate):
    return Mandate.objects.get(pk=mandate.pk).first_action_on


def test_the_first_action_is_the_earliest_that_is_validated(cast, mandate):
    viktor = cast("viktor")
    early = laid(cast, mandate, happened_on=date(2020, 3, 1))
    late = laid(cast, mandate, happened_on=date(2022, 3, 1))
    undated = laid(cast, mandate)
    assert first_action(mandate) is None
    actions.validate_evidence(viktor, undated)
    assert first_action(mandate) == clock.now().date()
    actions.validate_evidence(viktor, late)
    actions.validate_evidence(viktor, early)
    assert first_action(mandate) == date(2020, 3, 1)
    actions.withdraw_evidence(cast("nadia"), early, "It was another law.")
    assert first_action(mandate) == date(2022, 3, 1)
    actions.withdraw_evidence(viktor, late, "The director takes it back.")
    actions.withdraw_evidence(cast("nadia"), undated, "Neither.")
    assert first_action(mandate) is None
    assert [row.state for row in Evidence.objects.order_by("id")] == ["withdrawn", "withdrawn", "withdrawn"]


def test_a_second_person_turns_down_with_a_reason(cast, mandate):
    row = laid(cast, mandate)
    with pytest.raises(Refused, match="MAN-302"):
        actions.turn_down(cast("nadia"), row, "Mine.")
    with pytest.raises(Refused, match="MAN-318"):
        actions.turn_down(cast("viktor"), row, " ")
    actions.turn_down(cast("viktor"), row, "It is a draft.")
    found = Evidence.objects.get(pk=row.pk)
    assert (found.state, found.withdrawn_because) == ("turned_down", "It is a draft.")
    with pytest.raises(Refused, match="MAN-317"):
        actions.validate_evidence(cast("viktor"), found)
    with pytest.raises(Refused, match="MAN-317"):
        actions.withdraw_evidence(cast("nadia"), found, "Mine.")
    with acting_as(cast("jo")), pytest.raises(NotHere):
        policies.access_evidence(cast("jo"), row.pk)


def test_only_who_brought_it_or_the_director_withdraws(cast, mandate):
    row = laid(cast, mandate, "viktor")
    with pytest.raises(Refused, match="MAN-319"):
        actions.withdraw_evidence(cast("nadia"), row, "I think so.")
    for name in ("samira", "jo"):
        for refused in (actions.withdraw_evidence, actions.turn_down):
            with pytest.raises(Refused, match="MAN-301"):
                refused(cast(name), row, "No.")
        with pytest.raises(Refused, match="MAN-301"):
            actions.keep_file(cast(name), b"Words.", "a.txt")


def test_what_the_public_saw_is_gone_when_it_is_withdrawn(cast, mandate):
    row = laid(cast, mandate)
    actions.validate_evidence(cast("viktor"), row)
    with acting_as(cast("jo")):
        assert Evidence.objects.count() == 1
    actions.withdraw_evidence(cast("nadia"), row, "A mistake.")
    with acting_as(cast("jo")):
        assert Evidence.objects.count() == 0


def test_a_file_is_public_with_its_evidence_and_no_longer(cast, mandate):
    number = actions.keep_file(cast("nadia"), b"Minutes of an invented meeting.", "minutes.txt")
    row = laid(cast, mandate, kind="file", file_id=number)
    with acting_as(cast("jo")), pytest.raises(NotHere):
        access_file(cast("jo"), number)
    actions.validate_evidence(cast("viktor"), row)
    with acting_as(cast("jo")):
        assert access_file(cast("jo"), number).name == "minutes.txt"
    actions.withdraw_evidence(cast("nadia"), row, "A mistake.")
    with acting_as(cast("jo")), pytest.raises(NotHere):
        access_file(cast("jo"), number)


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.txt", "MAN-312"), (b"x" * (10 * 1024 * 1024 + 1), "a.txt", "MAN-312"), (b"MZ", "a.exe", "MAN-313"),
        (b"<html>", "a.pdf", "MAN-313"), (b"\xff\xfe\x00", "a.txt", "MAN-313"), (b"words", "words", "MAN-313"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_refused(cast, mandate, content, name, code):
    with pytest.raises(Refused, match=code):
        actions.keep_file(cast("nadia"), content, name)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"text": Text()}, "MAN-305"), ({"kind": "rumour"}, "MAN-314"), ({"kind": "link"}, "MAN-314"),
        ({"kind": "file"}, "MAN-314"), ({"kind": "document"}, "MAN-314"), ({"href": "javascript:alert(1)"}, "MAN-315"),
        ({"href": "//elsewhere.example"}, "MAN-315"), ({"href": "https://"}, "MAN-315"), ({"href": "ftp://a.b/c"}, "MAN-315"),
    ],
)  # fmt: skip
def test_incomplete_evidence_is_refused(cast, mandate, facts, code):
    with pytest.raises(Refused, match=code):
        laid(cast, mandate, **facts)
    with pytest.raises(Refused, match="MAN-316"):
        laid(cast, mandate, happened_on=clock.now().date() + timedelta(days=2))
    assert not Evidence.objects.exists()


def test_a_withdrawn_paragraph_is_no_evidence(cast, mandate, proposed):
    guid = proposed["24 (a)"].guid
    assert laid(cast, mandate, kind="document", paragraph_guid=guid).document_id == proposed["24 (a)"].document
    paragraph = apps.get_model("documents", "Paragraph").objects.get(pk=guid)
    edition = apps.get_model("documents", "Edition").objects.create(
        document_id=paragraph.document_id,
        kind="corr",
        symbol="TEST/WG.1/2025/3/Corr.1",
        number=1,
        issued_at=clock.now(),
    )
    apps.get_model("documents", "Paragraph").objects.filter(pk=guid).update(withdrawn_in=edition)
    with pytest.raises(Refused, match="MAN-311") as told:
        laid(cast, mandate, kind="document", paragraph_guid=guid)
    assert "TEST/WG.1/2025/3/Corr.1" in told.value.problems[0].what("en")


def test_evidence_cannot_be_undone_as_if_nobody_had_brought_it(cast, mandate):
    laid(cast, mandate)
    change = mandate.changes.latest("id")
    assert (change.field, change.after["state"]) == ("evidence", "waiting")
    with pytest.raises(Refused, match="MAN-329"):
        actions.undo(cast("nadia"), change.turn)


def test_evidence_speaks_for_one_of_those_who_are_asked(cast, mandate, proposed):
    mine, other = mandate.addressees.get(), queries.mandate(cast("nadia"), proposed["23 (a)"].id).addressees[0]
    assert laid(cast, mandate, addressee=mine).addressee == mine
    stranger = policies.access_addressee_to_keep(cast("nadia"), other.id)
    assert laid(cast, mandate, addressee=stranger).addressee is None


def test_a_paper_that_is_not_for_everybody_is_not_named_as_evidence(cast, mandate, proposed):
    other = documents.file_document(
        cast("nadia"), trees={"en": tree()}, symbols=["TEST/CLOSED/1"], kind="report", title=Text.of("en", en="Closed"),
        audience=Audience.SECRETARIAT, statuses={"en": "original"}, invented=True,
    )  # fmt: skip
    row = laid(cast, mandate, kind="document", document_id=other.pk)
    actions.validate_evidence(cast("viktor"), row)
    assert [one.cited for one in shown.evidence(cast("nadia"), mandate.pk)] == ["TEST/CLOSED/1"]
    with acting_as(cast("jo")):
        (seen,) = shown.evidence(cast("jo"), mandate.pk)
    assert (seen.cited, seen.document) == ("", None)
