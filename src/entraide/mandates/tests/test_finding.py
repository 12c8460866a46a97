"""Finding in the register: facets, words, pages, ways in, what is near to a draft, the chain; and what strangers find."""

import re
from datetime import date, timedelta
from itertools import count

import pytest
from django.urls import reverse
from django.utils import timezone

from entraide.documents import actions as documents
from entraide.documents.domain.tree import Masthead, Paragraph, Run, Section, Tree
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.audience import Audience
from entraide.kernel.text import Text
from entraide.mandates import actions, figures, indexing, queries
from entraide.mandates.domain import facets
from entraide.mandates.domain.figures import AXES
from entraide.mandates.models import Addressee, Evidence, Gist, Mandate, Relation
from entraide.mandates.queries import Place, Wanted
from entraide.mandates.queries.chain import chain
from entraide.mandates.web.figures import listed
from entraide.meetings.models import Body, Meeting

NUMBERS = count(1)
GUIDE = "Requests UNODC to prepare a guide on the seizure of harbour lanterns and their return."


@pytest.fixture(autouse=True)
def _as_the_secretariat(cast):
    with acting_as(cast("nadia")):
        yield


@pytest.fixture
def meeting():
    """Makes a session of a body of our own."""

    def made(day=date(2020, 5, 4)):
        body, _new = Body.objects.get_or_create(
            code="TEST/WG", defaults={"name": Text.of("en", en="Test group").to_json()}
        )
        return Meeting.objects.create(body=body, starts_on=day, ends_on=day)

    return made


@pytest.fixture
def asked(cast):
    """Makes a mandate on a paper of its own, in the register, with its words indexed."""

    def made(
        text=GUIDE, *, audience=Audience.PUBLIC, kind="secretariat", name="unodc", meeting=None, day=None, **facts
    ):
        number = next(NUMBERS)
        tree = Tree("en", Masthead(), (Section("I", "Recommendations", 1, (Paragraph("1", (Run(text),)),)),))
        paper = documents.file_document(
            cast("nadia"), trees={"en": tree}, symbols=[f"TEST/{number}"], kind="report", audience=audience,
            title=Text.of("en", en="Report"), invented=True, statuses={"en": "original"},
            **({"meeting_id": meeting.pk} if meeting else {}),
        )  # fmt: skip
        row = Mandate.objects.create(
            paragraph=paper.paragraphs.get(number="1"), act=facts.pop("act", "request"), strength=4, language="en",
            life=facts.pop("life", "adopted"), proposed_at=timezone.now(), proposal={"span": [0, 8]},
            adopted_on=day or date(2020, 1, 1), **facts,
        )  # fmt: skip
        Addressee.objects.create(mandate=row, kind=kind, name="" if kind == "states" and name.isupper() else name,
                                 entity=name if name.isupper() else "")  # fmt: skip
        indexing.index([row.pk])
        return row

    return made


def page(client, name, *args, **data):
    found = client.get(reverse(f"mandates:{name}", args=args), data)
    assert found.status_code == 200, found.status_code
    return found.content.decode()


def seen(cast, name, *given, **wanted):
    with acting_as(cast(name)):
        return [row.id for row in queries.page(cast(name), Wanted(given, **wanted)).rows]


def test_facets_are_joined_and_the_newest_stands_first(cast, asked):
    old = asked(day=date(2018, 1, 1), topics=["training"])
    new = asked(day=date(2021, 1, 1), topics=["training", "firearms"])
    other = asked(kind="states", name="EGY", act="invite")
    assert seen(cast, "jo") == [new.pk, other.pk, old.pk]
    assert seen(cast, "jo", "topic:training") == [new.pk, old.pk]
    assert seen(cast, "jo", "topic:training", "topic:firearms", "open") == [new.pk]
    assert seen(cast, "jo", "who:states/egy") == [other.pk]
    assert seen(cast, "jo", "act:invite", "kind:secretariat") == []


def test_pages_go_from_place_to_place_and_back(cast, asked):
    rows = [asked(day=date(2020, 1, 1 + at // 2)).pk for at in range(7)][::-1]
    jo, wanted = cast("jo"), Wanted()
    first = queries.page(jo, wanted, size=3)
    assert ([row.id for row in first.rows], first.count, first.before) == (rows[:3], 7, None)
    second = queries.page(jo, wanted, after=first.after, size=3)
    assert [row.id for row in second.rows] == rows[3:6]
    last = queries.page(jo, wanted, after=second.after, size=3)
    assert ([row.id for row in last.rows], last.after) == (rows[6:], None)
    back = queries.page(jo, wanted, before=last.before, size=3)
    assert [row.id for row in back.rows] == rows[3:6]
    assert queries.place(str(first.after)) == first.after
    assert [queries.place(text) for text in ("", "2020", "2020-13-01.4", "2020-01-01.x", "2020-01-01.٣")] == [None] * 5


def test_what_is_due_comes_by_its_day(cast, asked):
    late, never, soon = asked(due_on=date(2030, 2, 1)), asked(), asked(due_on=date(2030, 1, 1))
    assert seen(cast, "jo", "open", by_due=True) == [soon.pk, late.pk]
    assert never.pk in seen(cast, "jo", "open")


def test_words_are_found_in_any_language_and_form(cast, asked):
    found = asked(summary=Text.of("fr", fr="Un guide des lanternes saisies").to_json())
    other = asked("Invites States to publish catalogues of coins.", act="invite", kind="states", name="states")
    assert seen(cast, "jo", words="lantern seizures") == [found.pk]
    assert seen(cast, "jo", words='"harbour lanterns"') == [found.pk]
    assert seen(cast, "jo", words='"lanterns harbour"') == []
    assert seen(cast, "jo", words="lanterne saisie") == [found.pk]
    assert seen(cast, "jo", words="lanterne saisie", language="en") == []
    assert seen(cast, "jo", words="catalog* -lantern") == [other.pk]
    assert seen(cast, "jo", "kind:states", words="lantern") == []
    assert seen(cast, "jo", words="!!! ' \\") == []


def test_rare_words_are_found_behind_many_common_ones(cast, asked):
    rare = asked("Requests UNODC to count ibises.", day=date(1999, 1, 1))
    for _turn in range(3):
        asked()
    with acting_as(cast("jo")):
        assert [one.id for one in queries.numbered(Wanted(words="ibises"), most=2)] == [rare.pk]
        assert len(queries.numbered(Wanted(words="unodc"), most=26)) == 4


def test_only_the_register_has_words(cast, asked):
    row = asked(life="proposed")
    assert not Gist.objects.filter(mandate=row).exists()
    row.life = "adopted"
    row.save()
    assert indexing.rebuild_index(cast("nadia")) == 1
    assert seen(cast, "jo", words="lantern") == [row.pk]
    row.proposal = {"rejected_because": "A courtesy."}
    row.save()
    assert seen(cast, "jo", words="lantern") == seen(cast, "nadia", words="lantern") == []


def test_the_list_keeps_its_conditions_and_offers_to_take_them_away(as_, asked):
    for _turn in range(26):
        asked(topics=["training"])
    shown = page(as_("jo"), "register", topic="training", open="on")
    assert "26 recommendations" in shown
    assert 'rel="next" href="?topic=training&amp;open=on&amp;after=2020-01-01.' in shown
    assert 'href="?open=on"' in shown
    assert "No recommendation fits." in page(as_("jo"), "register", topic="training", act="condemn")
    assert "Try fewer words" in page(as_("jo"), "register", q="zeppelin")
    assert "26 recommendations" in page(as_("jo"), "register", topic="nonsense", who="x/y", document="a", sort="?")
    assert "26 recommendations" in page(
        as_("jo"), "register", after="nonsense.3", before="2020-01-01.99999999999999999999"
    )


def test_every_way_in_has_a_page(as_, asked, meeting):
    session = meeting()
    row = asked(meeting=session, topics=["firearms"], due_meeting=session, due_on=date(2031, 1, 1),
                first_action_on=date(2020, 6, 1))  # fmt: skip
    asked(kind="states", name="EGY", meeting=session)
    jo = as_("jo")
    assert "Egypt" in page(jo, "addressees")
    assert "1 January 2020" in page(jo, "addressee", "states", "egy")
    assert "100%" in page(jo, "addressee", "secretariat", "unodc")
    assert "Firearms" in page(jo, "topics")
    assert "Firearms" in page(jo, "topic", "firearms")
    assert "Test group" in page(jo, "bodies")
    assert "50%" in page(jo, "body", "TEST/WG")
    assert "One is due for this session" in page(jo, "session", session.pk)
    assert "2 were adopted at it" in page(jo, "session", session.pk, show="asked")
    assert "1 January 2031" in page(jo, "due")
    assert "Nothing is late." in page(jo, "due", show="late")
    assert f"/recommendations/{row.pk}/" in page(jo, "register", body="TEST/WG", session=session.pk)
    for name, args in (
        ("addressee", ("states", "per")), ("addressee", ("nobody", "x")), ("topic", ("training",)), ("body", ("X",)),
        ("session", (0,)),
    ):  # fmt: skip
        assert jo.get(reverse(f"mandates:{name}", args=args)).status_code == 404


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh"])
def test_ways_in_open_in_every_language(as_, asked, meeting, language):
    row = asked(meeting=meeting(), topics=["firearms"], due_on=date(2031, 1, 1))
    client = as_("jo")
    client.cookies["django_language"] = "zh-hans" if language == "zh" else language
    for name in ("register", "addressees", "topics", "bodies", "due", "similar"):
        page(client, name)
    page(client, "detail", row.pk)
    page(client, "topic", "firearms")


def test_a_draft_finds_what_was_asked_before(as_, cast, asked, meeting):
    first = asked(meeting=meeting(date(2018, 5, 1)))
    again = asked(GUIDE.replace("a guide", "guides"), meeting=meeting(date(2019, 5, 1)))
    asked("Invites States to publish catalogues of coins.", act="invite", kind="states", name="states")
    (found,) = queries.similar(
        cast("jo"), "Requests the secretariat to prepare a guide on seized harbour lanterns", "en"
    )
    assert ({row.id for row in found.rows}, found.sessions, found.acted) == ({first.pk, again.pk}, 2, False)
    (other,) = queries.similar_to(cast("jo"), queries.mandate(cast("jo"), first.pk))
    assert [row.id for row in other.rows] == [again.pk]
    shown = as_("jo").post(reverse("mandates:similar"), {"text": GUIDE, "language": "en"}).content.decode()
    assert "Asked in 2 sessions, no action recorded." in shown
    assert "Calls for action" in shown
    nothing = (
        as_("jo").post(reverse("mandates:similar"), {"text": "Something else.", "language": "en"}).content.decode()
    )
    assert "Nothing like it is in the register." in nothing
    assert queries.similar(cast("jo"), "", "ru") == queries.similar(cast("jo"), "… 第 !", "zh") == ()
    assert "There is a problem" in as_("jo").post(reverse("mandates:similar"), {"text": ""}).content.decode()


def test_the_chain_goes_both_ways_and_is_drawn(as_, cast, asked):
    first, later, last = asked(day=date(2018, 1, 1)), asked(day=date(2019, 1, 1)), asked(day=date(2020, 1, 1))
    inner = asked(parent=later)
    named = asked("Takes note of the report.")
    for one, kind, other in ((later, "endorses", first), (last, "reiterates", later)):
        Relation.objects.create(mandate=one, kind=kind, other=other, noted_at=timezone.now())
    Relation.objects.create(mandate=last, kind="cites", paragraph=named.paragraph, noted_at=timezone.now())
    Evidence.objects.create(mandate=first, kind="law", text=Text.of("en", en="A law.").to_json(), submitted_at=timezone.now(),
                            validated_at=timezone.now(), happened_on=date(2019, 3, 3))  # fmt: skip
    found = chain(cast("jo"), queries.mandate(cast("jo"), first.pk))
    assert [row.id for row in found.rows] == [first.pk, later.pk, last.pk, inner.pk]
    assert {(tie.from_, tie.kind, tie.to) for tie in found.ties} == {
        (later.pk, "endorses", first.pk), (last.pk, "reiterates", later.pk), (later.pk, "passes_on", inner.pk),
    }  # fmt: skip
    assert found.evidence == (date(2019, 3, 3),)
    assert [one.kind for one in found.named] == ["cites"]
    shown = page(as_("jo"), "detail", first.pk)
    assert '<svg xmlns="http://www.w3.org/2000/svg" class="e-chart" role="img"' in shown
    assert "endorses 1" in shown
    assert "<svg xmlns" not in page(as_("jo"), "detail", named.pk)


@pytest.mark.parametrize(
    ("audience", "hidden_from", "shown_to"),
    [(Audience.SECRETARIAT, ["jo", "pilar", "grace"], "viktor"), (Audience.PARTIES, ["jo"], "pilar")],
)
def test_what_stands_in_a_paper_of_others_is_found_by_nobody(
    as_, cast, asked, meeting, audience, hidden_from, shown_to
):
    session = meeting()
    public = asked("Invites States to publish catalogues of coins.", act="invite", kind="states", name="states")
    hidden = asked(audience=audience, kind="organisation", name="interpol", topics=["firearms"], meeting=session,
                   due_on=date(2031, 1, 1), due_meeting=session)  # fmt: skip
    Relation.objects.create(mandate=hidden, kind="endorses", other=public, noted_at=timezone.now())
    Relation.objects.create(mandate=public, kind="cites", paragraph=hidden.paragraph, noted_at=timezone.now())
    ways = [
        ("addressee", ("organisation", "interpol")),
        ("topic", ("firearms",)),
        ("body", ("TEST/WG",)),
        ("detail", (hidden.pk,)),
    ]
    for name in hidden_from:
        client, actor = as_(name), cast(name)
        with acting_as(actor):
            assert queries.names("who:") == ("who:states/states",)
            assert queries.figures([facets.ALL, "topic:firearms"]) == {"all": queries.Figure(1, 0)}
            assert queries.by_year("topic:firearms") == {}
            assert queries.similar(actor, GUIDE, "en") == ()
            assert [row.id for row in queries.open_items(actor)] == [public.pk]
            assert queries.documents_with(actor) == ((public.paragraph.document_id, str(public.paragraph.document)),)
            assert queries.rows_numbered(actor, [hidden.pk]) == ()
            assert queries.page(actor, Wanted()).count == 1
            found = chain(actor, queries.mandate(actor, public.pk))
            assert ([row.id for row in found.rows], found.ties, found.named) == ([public.pk], (), ())
        assert seen(cast, name, words="lantern") == seen(cast, name, "topic:firearms") == []
        assert seen(cast, name, "open", by_due=True) == []
        for way, args in ways:
            assert client.get(reverse(f"mandates:{way}", args=args)).status_code == 404, way
        for way in ("register", "addressees", "topics", "bodies", "due"):
            shown = page(client, way)
            assert "interpol" not in shown.lower(), way
            assert "lantern" not in shown
        assert "One recommendation" in page(client, "register")
        assert "0 are due for this session" in page(client, "session", session.pk)
        draft = client.post(reverse("mandates:similar"), {"text": GUIDE, "language": "en"}).content.decode()
        assert "Nothing like it is in the register." in draft
    assert hidden.pk in seen(cast, shown_to, "topic:firearms")
    assert seen(cast, shown_to, words="lantern") == [hidden.pk]
    for way, args in ways[:3]:
        page(as_(shown_to), way, *args)


def test_a_paper_that_is_opened_later_is_found_then(cast, asked):
    row = asked(audience=Audience.SECRETARIAT)
    assert seen(cast, "jo", words="lantern") == []
    document = row.paragraph.document
    document.audience = Audience.PUBLIC
    document.save()
    assert seen(cast, "jo", words="lantern") == seen(cast, "jo", "open") == [row.pk]


def test_what_is_late_ends_today_whichever_way_it_is_read(cast, as_, asked):
    today = clock.now().date()
    late = [asked(due_on=today - timedelta(days=days)) for days in (3, 2, 1)]
    soon = [asked(due_on=today + timedelta(days=days)) for days in (0, 1)]
    jo = cast("jo")
    with acting_as(jo):
        for wanted, rows in (
            (Wanted(("open",), by_due=True, until=today), late),
            (Wanted(("open",), by_due=True, since=today), soon),
        ):
            ids = [row.pk for row in rows]
            first = queries.page(jo, wanted, size=1)
            assert (first.count, [row.id for row in first.rows], first.before) == (len(ids), ids[:1], None)
            walked, there = ids[:1], first
            while there.after:
                there = queries.page(jo, wanted, after=there.after, size=1)
                walked += [row.id for row in there.rows]
            assert walked == ids
            back = queries.page(jo, wanted, before=Place(today + timedelta(days=9), 0), size=9)
            assert ([row.id for row in back.rows], back.before) == (ids, None)
            ahead = queries.page(jo, wanted, after=Place(today - timedelta(days=9), 0), size=9)
            assert ([row.id for row in ahead.rows], ahead.after) == (ids, None)
    said = page(as_("jo"), "due", show="late", after=f"{late[0].due_on}.{late[0].pk}")
    assert "show=late&before=" in said.replace("&amp;", "&") and 'rel="next"' not in said
    assert 'rel="prev"' not in page(as_("jo"), "due")


def test_every_way_from_the_figures_leads_to_what_was_counted(as_, cast, asked, meeting):
    asked(day=date(2021, 5, 1), topics=["training"], kind="states", name="PER", first_action_on=date(2022, 1, 1),
                  meeting=meeting())  # fmt: skip
    for day in (date(2021, 12, 31), date(2022, 1, 1)):
        asked(day=day, topics=["a topic of its own"], kind="states", name="PER")
    asked(kind="experts", name="", day=None)
    jo = as_("jo")
    for axis in AXES:
        figures_page = page(jo, "figures", by=axis)
        told = set(re.findall(r'href="([^"]+)"', figures_page.replace("&amp;", "&")))
        with acting_as(cast("jo")):
            counted = {one.key: one for one in figures.by(cast("jo"), axis)}
        for key, one in counted.items():
            for more, number in (({}, one.count), ({"acted": "yes"}, one.acted)):
                href = listed(axis, key, **more)
                assert href in told, (axis, key)
                said = jo.get(href).content.decode()
                shown = said.count('<th scope="row">')
                assert shown == number, (href, shown, number)
                assert "take this condition away" in said


def test_a_year_and_a_name_of_no_list_narrow_the_register(as_, asked, monkeypatch):
    monkeypatch.setattr("entraide.mandates.web.filters.MOST_CHOICES", 0)
    old = asked(day=date(2020, 12, 31), kind="states", name="EGY", topics=["lanterns"])
    new = asked(day=date(2021, 1, 1), kind="states", name="PER", topics=["lanterns"])
    jo = as_("jo")
    for given, rows in (
        ({"year": 2021}, {new}), ({"year": 2020, "sort": "due"}, {old}), ({"who": "states/egy"}, {old}), ({"year": 1}, set()),
        ({"topic": "lanterns", "year": 2020}, {old}), ({"topic": "lanterns"}, {old, new}),
        ({"who": "states/xyz"}, {old, new}),
        ({"who": "nobody"}, {old, new}), ({"year": 9999}, {old, new}), ({"year": "x"}, {old, new}), ({"acted": "yes"}, set()),
    ):  # fmt: skip
        said = page(jo, "register", **given)
        assert {row for row in (old, new) if f"/recommendations/{row.pk}/" in said} == rows, given
    said = page(jo, "register", who="states/egy")
    assert '<option value="states/egy" selected>Egypt</option>' in said


def test_the_register_leads_to_its_rooms_and_says_when_more_waits(as_, cast, asked, monkeypatch):
    row = asked()
    rooms = ("work", "evidence", "exchange")
    for name, kept in (("jo", False), ("pilar", False), ("nadia", True)):
        said = page(as_(name), "register")
        assert all(reverse(f"mandates:{room}") in said for room in ("figures", "status"))
        assert [f'"{reverse(f"mandates:{room}")}"' in said for room in rooms] == [kept] * 3
    nadia = cast("nadia")
    for number in range(3):
        actions.add_evidence(
            nadia, mandate=Mandate.objects.get(pk=row.pk), kind="statement", text=Text.of("en", en=f"No. {number}"),
            source="test",
        )  # fmt: skip
    assert "3 pieces of evidence to validate" in page(as_("nadia"), "register")
    monkeypatch.setattr("entraide.mandates.queries.waiting.MOST", 2)
    monkeypatch.setattr("entraide.mandates.web.evidence.WAITING", 2)
    assert "More than 2 pieces" in page(as_("nadia"), "register")
    assert "More than 2 pieces" in page(as_("nadia"), "work")
    said = page(as_("nadia"), "evidence")
    assert "More than 2 pieces" in said and said.count('class="e-question"') == 2
