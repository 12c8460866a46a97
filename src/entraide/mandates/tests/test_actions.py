from uuid import UUID

import pytest
from django.apps import apps

from entraide.documents import actions as documents
from entraide.documents import queries as papers
from entraide.documents.domain.reading import read
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries
from entraide.mandates.models import Evidence, Mandate

from .papers import shared


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


def opened(cast, row, name="nadia"):
    return policies.access_mandate(cast(name), row.id)


def test_the_reader_proposes_what_is_asked_and_leaves_views_alone(cast, proposed):
    assert sorted(proposed) == ["23 (a)", "23 (b)", "24", "24 (a)", "24 (b)"]
    assert {row.life for row in proposed.values()} == {"proposed"}
    assert proposed["24 (a)"].parent == proposed["24 (b)"].parent == proposed["24"].id
    assert proposed["24 (a)"].conditional
    assert proposed["23 (b)"].hedges == ("on-request",)
    assert proposed["23 (a)"].sentence == "invites: Member States"
    assert proposed["23 (a)"].marked[1] == "Invites"


def test_reading_again_keeps_what_was_decided_and_replaces_the_rest(cast, paper, proposed):
    actions.confirm(cast("nadia"), opened(cast, proposed["24 (a)"]))
    actions.reject(cast("nadia"), opened(cast, proposed["23 (a)"]), "A courtesy.")
    assert actions.propose(cast("nadia"), paper.pk) == 2
    rows = queries.proposals(cast("nadia"), paper.pk)
    assert [(row.label, row.life) for row in rows] == [
        ("23 (a)", "retired"), ("23 (b)", "proposed"), ("24", "adopted"), ("24 (a)", "adopted"), ("24 (b)", "proposed"),
    ]  # fmt: skip
    assert {row.parent for row in rows if row.label.startswith("24 (")} == {proposed["24"].id}


def test_confirming_a_nested_mandate_adopts_what_passes_it_on(cast, proposed):
    actions.confirm(cast("nadia"), opened(cast, proposed["24 (a)"]))
    assert opened(cast, proposed["24"], "jo").life == "adopted"
    assert [row.label for row in queries.open_items(cast("jo"))] == ["24 (a)"]


def test_a_correction_keeps_what_was_read(cast, proposed):
    actions.confirm(
        cast("nadia"), opened(cast, proposed["23 (a)"]), act="urge", strength=4,
        addressees=[{"kind": "states", "name": "states-parties", "text": ""}],
    )  # fmt: skip
    row = queries.mandate(cast("jo"), proposed["23 (a)"].id)
    assert (row.sentence, row.proposal["act"]) == ("urges: States parties", "invite")
    with pytest.raises(Refused, match="MAN-307"):
        actions.confirm(cast("nadia"), opened(cast, proposed["23 (b)"]), act="dream")
    with pytest.raises(Refused, match="MAN-001"):
        actions.confirm(cast("nadia"), opened(cast, proposed["23 (a)"]))


def test_a_rejection_says_why_and_is_not_in_the_register(cast, paper, proposed):
    with pytest.raises(Refused, match="MAN-304"):
        actions.reject(cast("nadia"), opened(cast, proposed["23 (a)"]), "  ")
    actions.reject(cast("nadia"), opened(cast, proposed["23 (a)"]), "It repeats an earlier one.")
    assert queries.register(cast("nadia")) == ()
    assert queries.mandate(cast("nadia"), proposed["23 (a)"].id).rejected == "It repeats an earlier one."
    with pytest.raises(NotHere):
        queries.mandate(cast("jo"), proposed["23 (a)"].id)


def test_what_only_passes_on_goes_with_the_last_it_passed_on(cast, paper, proposed):
    for label in ("23 (a)", "23 (b)", "24 (a)", "24 (b)"):
        assert queries.to_decide(cast("nadia"))
        actions.reject(cast("nadia"), opened(cast, proposed[label]), "No.")
    assert queries.to_decide(cast("nadia")) == ()
    assert opened(cast, proposed["24"]).life == "retired"


def test_all_can_be_confirmed_at_once(cast, paper, proposed):
    assert queries.to_decide(cast("nadia"))[0].count == 4
    assert actions.confirm_all(cast("nadia"), paper.pk) == 4
    assert [row.label for row in queries.open_items(cast("jo"))] == ["23 (a)", "23 (b)", "24 (a)", "24 (b)"]
    assert len(queries.register(cast("jo"))) == 5
    assert [row.label for row in queries.register(cast("jo"), kind="conference")] == ["24"]


def test_three_axes_are_moved_apart(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    (addressee,) = queries.mandate(cast("jo"), proposed["23 (b)"].id).addressees
    kept = policies.access_addressee_to_keep(cast("nadia"), addressee.id)
    actions.set_response(cast("nadia"), kept, "accept")
    actions.set_implementation(cast("nadia"), kept, "complete")
    row = queries.mandate(cast("jo"), proposed["23 (b)"].id)
    assert (row.life, row.addressees[0].response, row.addressees[0].implementation) == (
        "adopted",
        "accepted",
        "implemented",
    )
    assert not row.open
    with pytest.raises(Refused, match="MAN-002"):
        actions.set_response(cast("nadia"), kept, "accept")
    actions.move(cast("nadia"), opened(cast, row), "endorse")
    assert queries.register(cast("jo"), life="endorsed")[0].label == "23 (b)"
    assert queries.register(cast("jo"), implementation="implemented")[0].label == "23 (b)"


def test_evidence_is_public_once_a_second_person_has_validated_it(cast, paper, proposed):
    actions.confirm_all(cast("nadia"), paper.pk)
    facts = {"kind": "report", "text": Text.of("en", en="The report was issued."), "source": "reporting.report:1"}
    guid = proposed["23 (b)"].guid
    assert actions.evidence_for_paragraphs(cast("nadia"), [guid], **facts) == 1
    assert actions.evidence_for_paragraphs(cast("nadia"), [guid], **facts) == 0
    (waiting,) = queries.to_validate(cast("nadia"))
    kept = policies.access_evidence(cast("nadia"), waiting.id)
    with pytest.raises(Refused, match="MAN-302"):
        actions.validate_evidence(cast("nadia"), kept)
    with pytest.raises(Refused, match="MAN-301"):
        actions.validate_evidence(cast("luc"), kept)
    assert queries.mandate(cast("jo"), proposed["23 (b)"].id).evidence == ()
    actions.validate_evidence(cast("viktor"), kept)
    assert [str(one.text.shown_in("en")) for one in queries.mandate(cast("jo"), proposed["23 (b)"].id).evidence] == [
        "The report was issued."
    ]
    with pytest.raises(Refused, match="MAN-306"):
        actions.validate_evidence(cast("viktor"), kept)


def test_evidence_without_words_is_refused(cast, proposed):
    with pytest.raises(Refused, match="MAN-305"):
        actions.add_evidence(cast("nadia"), mandate=opened(cast, proposed["23 (a)"]), kind="other", text=Text())


def test_others_keep_nothing_of_the_register(cast, paper, proposed):
    mandate = opened(cast, proposed["23 (a)"])
    for name in ("samira", "tarek", "luc", "pilar", "grace", "jo"):
        for refused in (
            lambda actor: actions.propose(actor, paper.pk),
            lambda actor: actions.confirm(actor, mandate),
            lambda actor: actions.confirm_all(actor, paper.pk),
            lambda actor: actions.reject(actor, mandate, "No."),
            lambda actor: actions.move(actor, mandate, "retire"),
            lambda actor: actions.add_evidence(actor, mandate=mandate, kind="other", text=Text.of("en", en="So.")),
        ):
            with pytest.raises(Refused, match="MAN-301"):
                refused(cast(name))
        with pytest.raises(NotHere):
            policies.access_mandate(cast(name), mandate.pk)


def test_the_database_hides_proposals_by_itself(cast, paper, proposed):
    actions.add_evidence(
        cast("nadia"), mandate=opened(cast, proposed["23 (a)"]), kind="other", text=Text.of("en", en="So.")
    )
    for name in ("samira", "jo"):
        with acting_as(cast(name)):
            assert (Mandate.objects.count(), Evidence.objects.count()) == (0, 0)
            assert Mandate.objects.filter(pk=proposed["23 (a)"].id).update(life="adopted") == 0


def test_a_document_without_its_text_is_refused(cast):
    paper = apps.get_model("documents", "Document").objects.create(
        symbols=["TEST/WG.1/2025/9"], kind="note", filed_at=clock.now()
    )
    with pytest.raises(Refused, match="MAN-303"):
        actions.propose(cast("nadia"), paper.pk)


def test_the_mandates_hang_on_the_paragraphs_that_were_filed(cast, paper, proposed):
    found = papers.find_paragraph(cast("jo"), "TEST/WG.1/2025/3", "23", "b")
    assert found.guid == UUID(str(proposed["23 (b)"].guid))


def test_the_report_of_2012_gives_its_eight_recommendations_and_the_way_of_two(cast):
    path = shared("data/reports/2012-wg2-report.fr.txt")
    tree = read(path.read_bytes(), path.name, "fr")
    paper = documents.file_document(
        cast("nadia"),
        trees={"fr": tree},
        symbols=["TEST/2012"],
        kind="report",
        title=Text(),
        statuses={"fr": "original"},
    )
    assert actions.propose(cast("nadia"), paper.pk) == 8
    rows = queries.proposals(cast("nadia"), paper.pk)
    leaves = [row.label for row in rows if not row.contained]
    assert leaves == ["23 (a)", "23 (b)", "23 (c)", "23 (d)", "23 (e)", "23 (f)", "24 (a)", "24 (b)"]
    (outer,) = (row for row in rows if row.contained)
    assert (outer.label, outer.act, len(outer.contained)) == ("24", "recommend", 2)
    assert all(row.marked[1] for row in rows)
    assert actions.confirm_all(cast("nadia"), paper.pk) == 8
    assert len(queries.open_items(cast("jo"))) == 8
