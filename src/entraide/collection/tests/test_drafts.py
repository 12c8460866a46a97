"""Nadia drafts a questionnaire, corrects the map, publishes; nobody else learns of it, and what is out never changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction

from entraide.collection import actions, policies, queries
from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.migration import Change
from entraide.collection.models import FormMedia, QuestionnaireDraft, QuestionnaireVersion
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, Refused

from .conftest import FORM
from .sheets import ENGLISH, SURVEY, book

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
TITLE = ["form_title", "form_id", "version", "default_language"]


def source(version="1", *rows, image=""):
    survey = [[*SURVEY, f"media::image::{ENGLISH[7:]}"], *(rows or [["text", "a", "Colour of the objects", "لون القطع"]])]
    if image:
        survey[1] = [*survey[1], *[""] * (len(SURVEY) - len(survey[1])), image]
    return book(survey, settings=[TITLE, ["Trial", "trial", version, "English (en)"]])


def codes(refused):
    return [one.code for one in refused.value.problems]


@pytest.fixture
def nadia(cast):
    with acting_as(cast("nadia")):
        yield cast("nadia")


def test_a_draft_is_published_with_its_map(nadia):
    first = actions.publish_questionnaire(nadia, code="trial", content=source())
    assert first.previous is None
    assert queries.identities_of(first.pk)["/data/a"].startswith("a-")
    draft = actions.draft_questionnaire(
        nadia, code="trial", content=source("2", ["text", "b", "The colour of objects", "لون القطع"])
    )
    assert queries.draft_row(nadia, draft.pk).changes == (Change("renamed", ("/data/a",), ("/data/b",)),)
    actions.map_questions(nadia, draft, [Change("dropped", ("/data/a",)), Change("added", (), ("/data/b",))])
    second = actions.publish_draft(nadia, draft.questionnaire)
    assert queries.changes_of(second.pk) == (first.pk, (Change("dropped", ("/data/a",)), Change("added", (), ("/data/b",))))
    assert queries.identities_of(second.pk)["/data/b"] != queries.identities_of(first.pk)["/data/a"]
    assert [row.state for row in queries.drafts(nadia)] == []


def test_without_correction_the_proposal_stands(nadia):
    first = actions.publish_questionnaire(nadia, code="trial", content=source())
    actions.draft_questionnaire(nadia, code="trial", content=source("2", ["text", "b", "The colour of objects", "لون القطع"]))
    second = actions.publish_draft(nadia, policies.access_questionnaire(nadia, "trial"), version="2026.1")
    assert second.version == "2026.1"
    assert 'version="2026.1"' in second.xform
    assert queries.form_of(second.pk).version == "2026.1"
    assert queries.identities_of(second.pk)["/data/b"] == queries.identities_of(first.pk)["/data/a"]


def test_answers_follow_through_several_versions(nadia):
    first = actions.publish_questionnaire(nadia, code="trial", content=source())
    renamed = source("2", ["text", "b", "The colour of objects", "ل"], ["text", "old", "Telegrams", "ب"])
    second = actions.publish_questionnaire(nadia, code="trial", content=renamed)
    third = actions.publish_questionnaire(
        nadia, code="trial", content=source("3", ["begin group", "g", "G", "ج"], ["text", "b", "Hue", "ل"], ["end group", "g"])
    )
    other = actions.publish_questionnaire(nadia, code="other", content=source())
    found = queries.carried_answers(Answers({"/data/a": Cell("red")}), first.pk, third.pk)
    assert (dict(found.answers), found.left) == ({"/data/g/b": Cell("red")}, ())
    found = queries.carried_answers(Answers({"/data/old": Cell("no")}), second.pk, third.pk)
    assert [(one.path, one.reason) for one in found.left] == [("/data/old", "dropped")]
    assert queries.carried_answers(Answers({"/data/a": Cell("red")}), first.pk, first.pk).answers.value("/data/a") == "red"
    assert queries.carried_answers(Answers(), third.pk, first.pk) is None
    assert queries.carried_answers(Answers(), other.pk, third.pk) is None
    assert queries.identities_of(third.pk)["/data/g/b"] == queries.identities_of(first.pk)["/data/a"]


def test_one_draft_is_open_and_what_was_discarded_comes_back(nadia):
    one = actions.draft_questionnaire(nadia, code="trial", content=source())
    two = actions.draft_questionnaire(nadia, code="trial", content=source("2"))
    assert {row.id: row.state for row in queries.drafts(nadia)} == {one.pk: "discarded", two.pk: "open"}
    with pytest.raises(Refused) as refused:
        actions.restore_draft(nadia, one)
    assert codes(refused) == ["COL-060"]
    actions.discard_draft(nadia, two)
    with pytest.raises(Refused) as refused:
        actions.publish_draft(nadia, two.questionnaire)
    assert codes(refused) == ["COL-059"]
    actions.restore_draft(nadia, one)
    assert actions.publish_draft(nadia, one.questionnaire).version == "1"
    for act in (lambda: actions.discard_draft(nadia, one), lambda: actions.restore_draft(nadia, one)):
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == ["COL-059"]


def test_a_map_with_a_hole_is_refused(nadia):
    actions.publish_questionnaire(nadia, code="trial", content=source())
    draft = actions.draft_questionnaire(nadia, code="trial", content=source("2", ["text", "b", "B", "ب"]))
    with pytest.raises(Refused) as refused:
        actions.map_questions(nadia, draft, [Change("dropped", ("/data/a",))])
    assert codes(refused) == ["COL-061"]


def test_an_xform_is_taken_as_well(nadia):
    xform = actions.publish_questionnaire(nadia, code="trial", content=source()).xform
    draft = actions.draft_questionnaire(nadia, code="other", content=b"\xef\xbb\xbf" + xform.encode())
    assert draft.xlsform is None
    made = actions.publish_draft(nadia, draft.questionnaire)
    assert [one.path for one in queries.form_of(made.pk).questions()] == ["/data/a"]


def test_a_form_without_a_version_is_published_only_under_a_given_one(nadia):
    draft = actions.draft_questionnaire(nadia, code="trial", content=source(""))
    with pytest.raises(Refused) as refused:
        actions.publish_draft(nadia, draft.questionnaire)
    assert codes(refused) == ["COL-062"]
    assert actions.publish_draft(nadia, draft.questionnaire, version="7").version == "7"


def test_files_go_with_the_form(nadia, cast):
    draft = actions.draft_questionnaire(nadia, code="trial", content=source(image="map.png"), media={"map.png": PNG})
    assert queries.draft_form(nadia, draft.pk).form.question("/data/a").media["image"].versions == {"en": "map.png"}
    again = actions.draft_questionnaire(nadia, code="trial", content=source(image="map.png"))
    assert [row.name for row in queries.media_of_draft(nadia, again.pk)] == ["map.png"]
    made = actions.publish_draft(nadia, again.questionnaire)
    assert [(row.name, row.size, row.media_type) for row in queries.media_of_version(nadia, made.pk)] == [
        ("map.png", 48, "image/png")
    ]
    assert bytes(policies.access_media(nadia, made.pk, "map.png").content) == PNG


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("map.png", b"", "COL-066"), ("map.png", b"<svg/>", "COL-064"), ("map.svg", b"<svg/>", "COL-064"),
        ("map.exe", b"MZ", "COL-064"), ("map.png", PNG + bytes(6_000_000), "COL-063"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused(nadia, name, content, code):
    draft = actions.draft_questionnaire(nadia, code="trial", content=source())
    with pytest.raises(Refused) as refused:
        actions.add_media(nadia, draft, {name: content})
    assert codes(refused) == [code]


def test_nobody_else_drafts(cast, nadia):
    draft = actions.draft_questionnaire(nadia, code="trial", content=source(), media={"map.png": PNG})
    for name in ("samira", "jo", "grace"):
        actor = cast(name)
        for act in (
            lambda actor=actor: actions.draft_questionnaire(actor, code="trial", content=source()),
            lambda actor=actor: actions.add_media(actor, draft, {"map.png": PNG}),
            lambda actor=actor: actions.map_questions(actor, draft, ()),
            lambda actor=actor: actions.discard_draft(actor, draft),
            lambda actor=actor: actions.restore_draft(actor, draft),
            lambda actor=actor: actions.publish_draft(actor, draft.questionnaire),
        ):
            with pytest.raises(Refused) as refused:
                act()
            assert codes(refused) == ["COL-303"]
        with acting_as(actor):
            assert queries.drafts(actor) == ()
            with pytest.raises(NotHere):
                queries.draft_row(actor, draft.pk)
            assert not QuestionnaireDraft.objects.exists()
            assert not FormMedia.objects.exists()
            assert not QuestionnaireDraft.objects.filter(pk=draft.pk).update(state="published")


def test_a_strangers_form_shows_no_files(cast, nadia, round):
    with acting_as(nadia):
        version = QuestionnaireVersion.objects.get()
        FormMedia.objects.create(
            version=version, name="map.png", media_type="image/png", size=1, sha256="0", md5="0", content=b"x"
        )
    for name, seen in (("samira", 1), ("luc", 1), ("pilar", 1), ("grace", 0), ("jo", 0)):
        with acting_as(cast(name)):
            assert FormMedia.objects.count() == seen, name
            assert len(queries.media_of_version(cast(name), version.pk)) == seen
            if not seen:
                with pytest.raises(NotHere):
                    policies.access_media(cast(name), version.pk, "map.png")


def test_what_is_out_never_changes(nadia):
    made = actions.publish_questionnaire(nadia, code="trial", content=source())
    for statement in (
        lambda: QuestionnaireVersion.objects.filter(pk=made.pk).update(xform="<x/>"),
        lambda: QuestionnaireVersion.objects.filter(pk=made.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            statement()


def test_the_example_follows_itself_without_a_change(nadia, version):
    draft = actions.draft_questionnaire(nadia, code="cultural-property", content=FORM.read_bytes())
    assert queries.draft_row(nadia, draft.pk).changes == ()
    with pytest.raises(Refused) as refused:
        actions.publish_draft(nadia, draft.questionnaire)
    assert codes(refused) == ["COL-309"]
