from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from entraide.documents.domain.tree import Tree
from entraide.kernel.languages import LANGUAGES, Language
from entraide.kernel.problems import Refused
from entraide.mandates.domain.extract import LONGEST, extract
from entraide.mandates.domain.proposals import Proposal, proposals_for_register, to_json

from .papers import REPORTS, REPOSITORY, paper, paragraph, shared


def report(language: Language) -> Tree:
    told = REPORTS[language]
    return paper(
        language,
        (told["views"][0], [paragraph("1", told["views"][1])]),
        (told["outcome"][0], [paragraph("2", *told["joint"]), paragraph("3", *told["nested"])]),
    )


def kinds(proposal: Proposal) -> list[str]:
    return [addressee.key for addressee in proposal.addressees]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_report_says_the_same_in_six_languages(language: Language) -> None:
    joint_a, joint_b, joint_c, nested = extract(report(language))
    assert (joint_a.point, joint_a.act, joint_a.strength, kinds(joint_a)) == ("a", "invite", 2, ["member-states"])
    assert joint_a.addressees[0].not_yet
    assert [(cited.label, cited.paragraph) for cited in joint_a.references] == [("18", "13")]
    assert (joint_b.act, joint_b.strength, kinds(joint_b)) == ("request", 4, ["unodc"])
    assert joint_b.reporting
    assert joint_b.deadline
    assert [(inner.act, kinds(inner)) for inner in joint_b.contains] == [("request", ["member-states", "igos"])]
    assert (joint_c.act, joint_c.strength) == ("urge", 4)
    assert [hedge.tag for hedge in joint_c.hedges] == ["as-appropriate"]
    assert (nested.act, nested.strength, kinds(nested)) == ("recommend", 3, ["conference"])
    request, encourage = nested.contains
    assert (request.point, request.act, kinds(request)) == ("a", "request", ["unodc"])
    assert [hedge.tag for hedge in request.hedges] == ["on-request"]
    assert kinds(encourage) == ["states-parties"]
    # Russian has one verb for "encourage" and "call upon": the doubt shows in the confidence
    assert encourage.act == ("call" if language == "ru" else "encourage")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_gets_leaves_with_their_way(language: Language) -> None:
    found = proposals_for_register(extract(report(language)))
    assert [(each.proposal.paragraph, each.proposal.point) for each in found] == [
        ("2", "a"), ("2", "b"), ("2", "c"), ("3", "a"), ("3", "b"),
    ]  # fmt: skip
    assert [each.conditional for each in found] == [False, False, False, True, True]


def test_what_an_earlier_instrument_asked_is_kept_but_flagged() -> None:
    text = (
        "In addition, in its resolution 5/7, the Conference requested the Working Group to examine the conclusions "
        "and to submit recommendations."
    )
    (found,) = extract(paper("en", ("Matters before the meeting", [paragraph("2", text)])))
    assert found.quoted
    assert found.issuer == "Conference"
    assert kinds(found) == ["working-group"]
    assert proposals_for_register([found]) == ()


def test_the_points_of_a_quoted_chapeau_are_quoted_too() -> None:
    chapeau = "In its resolution 5/7, the Conference requested UNODC:"
    (found,) = extract(paper("en", ("Background", [paragraph("2", chapeau, "To request States to report;")])))
    assert found.quoted
    assert [inner.quoted for inner in found.contains] == [True]


def test_an_adverb_may_stand_between_auxiliary_and_participle() -> None:
    text = "Le Groupe de travail a notamment prié le Secrétariat de faire rapport."
    (found,) = extract(paper("fr", ("Conclusions", [paragraph("7", text)])))
    assert text[slice(*found.span)] == "a notamment prié"
    assert kinds(found) == ["secretariat"]


def test_speakers_views_are_not_mandates_even_outside_the_chapter_on_deliberations() -> None:
    said = [
        paragraph("9", "Certains orateurs ont invité les États Membres à coopérer."),
        paragraph("10", "On a prié le Secrétariat de poursuivre ses travaux."),
        paragraph("11", "Le Président du Groupe de travail a invité les États Membres à prendre la parole."),
    ]
    assert extract(paper("fr", ("Questions diverses", said))) == ()


def test_should_and_passives_ask_where_recommendations_stand() -> None:
    points = ["States parties should consider designating contact points.", "Donors are encouraged to support UNODC."]
    chapeau = "The Working Group adopted the following recommendations:"
    should, passive = extract(paper("en", ("Recommendations", [paragraph("1", chapeau, *points)])))
    assert (should.act, should.strength, kinds(should)) == ("recommend", 3, ["states-parties"])
    assert (passive.act, passive.strength, kinds(passive)) == ("encourage", 2, ["donors"])
    assert should.issuer == "Working Group"


def test_points_without_an_act_take_the_chapeau_s() -> None:
    chapeau = "The Working Group requested the Secretariat:"
    (head,) = extract(paper("en", ("Outcome", [paragraph("5", chapeau, "To analyse the data;", "To report on it.")])))
    assert [(inner.point, inner.act, inner.rule) for inner in head.contains] == [
        ("a", "request", "chapeau"),
        ("b", "request", "chapeau"),
    ]
    assert len(proposals_for_register([head])) == 2


def test_a_paragraph_may_hold_two_acts() -> None:
    text = "Urges Member States to cooperate, and in this regard requests UNODC to assist them, upon request."
    urge, request = extract(paper("en", ("Resolution", [paragraph("4", text)]), body="Conference"))
    assert (urge.act, urge.issuer, urge.deliverable) == ("urge", "Conference", "cooperate, and in this regard")
    assert (request.act, kinds(request)) == ("request", ["unodc"])


def test_a_state_may_be_called_by_its_name() -> None:
    text = "The Working Group invited Italy to share its experience."
    (found,) = extract(paper("en", ("Outcome", [paragraph("6", text)])))
    assert [(each.kind, each.key) for each in found.addressees] == [("states", "ITA")]


def test_the_json_has_the_fields_that_others_read() -> None:
    shown = to_json(extract(report("en"))[1])
    assert shown["span"] == [0, 9]
    assert shown["contains"][0]["issuer"] == "UNODC"
    assert set(shown) >= {"paragraph", "point", "issuer", "act", "lemma", "strength", "addressees", "hedges", "quoted"}


def test_a_paragraph_without_end_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        extract(paper("en", ("Outcome", [paragraph("1", "x" * (LONGEST + 1))])))
    assert refused.value.problems[0].code == "MAN-005"


def read_file(path: Path, language: Language) -> Tree:
    try:
        reading = import_module("entraide.documents.domain.reading")
    except ModuleNotFoundError:
        pytest.skip("the reader of papers is not there")
    if not hasattr(reading, "read"):
        pytest.skip("the reader of papers is not there")
    tree = reading.read(path.read_bytes(), path.name, language)
    assert isinstance(tree, Tree)
    return tree


def test_the_eight_recommendations_of_2012() -> None:
    found = extract(read_file(shared("data/reports/2012-wg2-report.fr.txt"), "fr"))
    register = proposals_for_register(found)
    assert [(c.proposal.paragraph, c.proposal.point, c.proposal.act, c.proposal.strength) for c in register] == [
        ("23", "a", "invite", 2),
        ("23", "b", "request", 4),
        ("23", "c", "request", 4),
        ("23", "d", "request", 4),
        ("23", "e", "request", 4),
        ("23", "f", "urge", 4),
        ("24", "a", "request", 4),
        ("24", "b", "encourage", 2),
    ]
    assert [kinds(c.proposal) for c in register] == [
        ["member-states"], ["unodc"], ["member-states", "igos"], ["unodc"], ["unodc"], ["member-states"],
        ["unodc"], ["states-parties"],
    ]  # fmt: skip
    assert [c.via[0].act if c.via else "" for c in register] == [""] * 6 + ["recommend"] * 2
    assert [p.paragraph for p in found if p.quoted] == ["1", "2", "3"]
    assert [hedge.tag for hedge in register[5].proposal.hedges] == ["as-appropriate"]
    assert [hedge.tag for hedge in register[6].proposal.hedges] == ["on-request"]
    assert [inner.act for inner in register[3].proposal.contains] == ["request"]
    assert {p.paragraph for p in found} == {"1", "2", "3", "23", "24"}, "what speakers said is no mandate"
    assert [register[at].proposal.addressees[0].not_yet for at in (0, 2)] == [True, False]
    assert [hedge.tag for hedge in register[1].proposal.hedges] == ["in-coordination"]
    assert ("31", "5") in [(cited.label, cited.paragraph) for cited in register[1].proposal.references]
    assert register[3].proposal.reporting


def test_the_fixture_reads_alike_in_six_languages() -> None:
    folder = REPOSITORY / "data" / "fixtures" / "reports"
    if not (folder / "report.fr.txt").exists():
        pytest.skip("the fixture report is not there")
    seen = {
        language: [
            (c.proposal.paragraph, c.proposal.point.count("."), kinds(c.proposal), len(c.via))
            for c in proposals_for_register(extract(read_file(folder / f"report.{language}.txt", language)))
        ]
        for language in LANGUAGES
    }
    assert len(seen["fr"]) == 7
    assert all(found == seen["fr"] for found in seen.values()), seen
