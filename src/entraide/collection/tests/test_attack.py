"""Doors that somebody tried: what an expert is told of others' figures, what is widened or released behind a signature."""

from __future__ import annotations

import re

import pytest
from attrs import evolve
from django.db import DatabaseError, transaction
from django.urls import reverse

from entraide.collection import actions, queries
from entraide.collection.domain.answers import Answers
from entraide.collection.domain.delegation import EVERYTHING, Reach
from entraide.collection.domain.xform import read_xform
from entraide.collection.models import Signature
from entraide.collection.web.showing import Opened
from entraide.foundation.db.context import acting_as
from entraide.foundation.files.models import StoredFile
from entraide.foundation.files.store import keep
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Refused

from .conftest import COMPLETE, cells, delegated, seen
from .forms import xform
from .test_actions_review import entered
from .test_web_answering import text, url

TWO_MINISTRIES = read_xform(
    xform(
        """<data id="f" version="1"><police><suspects/><y_2021/></police>
        <courts><convicted/><y_2022/><y_2023/><all/></courts></data>""",
        """<bind nodeset="/data/police/suspects" type="int" entraide:kind="figure"/>
        <bind nodeset="/data/police/y_2021" type="int" entraide:kind="figure" entraide:series="y" entraide:year="2021"/>
        <bind nodeset="/data/courts/convicted" type="int" entraide:kind="figure" entraide:at-most="/data/police/suspects"/>
        <bind nodeset="/data/courts/y_2022" type="int" entraide:kind="figure" entraide:series="y" entraide:year="2022"/>
        <bind nodeset="/data/courts/y_2023" type="int" entraide:kind="figure" entraide:series="y" entraide:year="2023"/>
        <bind nodeset="/data/courts/all" type="int" entraide:kind="figure"
              entraide:sum-of="/data/police/suspects /data/courts/convicted"/>""",
        """<group ref="/data/police"><label>Police</label><input ref="/data/police/suspects"><label>S</label></input>
        <input ref="/data/police/y_2021"><label>1</label></input></group>
        <group ref="/data/courts"><label>Courts</label><input ref="/data/courts/convicted"><label>C</label></input>
        <input ref="/data/courts/y_2022"><label>2</label></input><input ref="/data/courts/y_2023"><label>3</label></input>
        <input ref="/data/courts/all"><label>A</label></input></group>""",
    )
)
FIGURES = {
    "/data/police/suspects": "4321", "/data/police/y_2021": "87654", "/data/courts/convicted": "9999",
    "/data/courts/y_2022": "20", "/data/courts/y_2023": "3000", "/data/courts/all": "7",
}  # fmt: skip


def told(reach: Reach) -> dict[str, str]:
    page = Opened(None, TWO_MINISTRIES, Answers(cells(FIGURES)), reach).page(required=True)
    return {one.path: one.message() for rows in page.remarks.values() for one in rows}


def test_an_expert_is_told_no_figure_of_another_section(db):
    whole, own = told(EVERYTHING), told(Reach(frozenset({"courts"})))
    assert "4,321" in whole["/data/courts/convicted"]
    assert "87,654" in whole["/data/courts/y_2022"]
    assert "14,320" in whole["/data/courts/all"]
    assert set(own) == {"/data/courts/y_2023"}, "what his own figures say by themselves he is told"
    assert whole["/data/courts/y_2023"] == own["/data/courts/y_2023"]


def test_the_default_sharing_level_is_not_widened_behind_a_signature(cast, round, reply):
    nadia, samira, was = cast("nadia"), cast("samira"), actions.terms_of(round)
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    actions.clear_sections(samira, reply("EGY"))
    actions.sign(samira, reply("EGY"), declared_name="Samira", declared_function="Director")
    with pytest.raises(Refused) as refusal:
        actions.change_round(nadia, round, evolve(was, audience=Audience.PUBLIC), "Wider.")
    assert refusal.value.problems[0].code == "COL-347"


def test_nobody_clears_signs_or_sends_what_was_changed_behind_the_page(as_, cast, reply):
    samira, tarek, egypt, client = cast("samira"), cast("tarek"), reply("EGY"), as_("samira")
    actions.save_cells(samira, egypt, cells(COMPLETE))
    delegated(samira, egypt, "practices")
    page = text(client.get(url("check", egypt.pk)))
    opened = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert f"{url('submit', egypt.pk)}?seen=" in page
    actions.save_cells(tarek, reply("EGY"), cells({"/data/practices/good_practice": "Behind the page."}))
    declared = {"name": "Samira", "function": "Director", "seen": opened}
    late = client.post(f"{url('submit', egypt.pk)}", declared)
    assert "COL-030" in text(late)
    assert "COL-030" in text(client.post(url("clear", egypt.pk), {"section": "practices", "seen": opened}))
    assert client.post(url("clear", egypt.pk), {"section": "law", "seen": opened}).status_code == 302
    assert reply("EGY").state == "drafting"
    page = text(client.get(url("submit", egypt.pk)))
    opened = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert client.post(url("submit", egypt.pk), {**declared, "seen": opened}).status_code == 302
    assert reply("EGY").state == "submitted"


def test_two_who_take_out_one_row_take_out_one(as_, cast, reply):
    """The second page still shows the row that is gone: what moved up into its place is not what they meant."""
    samira, egypt, client = cast("samira"), reply("EGY"), as_("samira")
    form = queries.form_of(egypt.round.version_id)
    section, repeat, question = next(
        (part, one.path, asked)
        for part in form.sections
        for one in form.repeats()
        for asked in part.questions()
        if asked.repeat == one.path and asked.answerable
    )
    place = question.path.removeprefix(repeat)
    values = {f"{repeat}[{row}]{place}": str(2020 + row) for row in (1, 2, 3)}
    actions.save_cells(samira, egypt, cells(values))
    before = seen(samira, queries.draft, egypt.pk)
    page = {"shown": list(values), **values, **{f"{path}|was": before.cell(path).fingerprint for path in values}}
    for _twice in range(2):
        client.post(url("section", egypt.pk, section.name), {**page, "remove": f"{repeat}[2]"})
    left = seen(samira, queries.draft, egypt.pk)
    assert [left.value(path) for path in values] == ["2021", "2023", ""]


def test_an_expert_reads_no_letter_of_the_state(as_, cast, reply):
    """The letter from which a reply was entered says all of it, and its address is a number."""
    delegated(cast("samira"), reply("EGY"), "practices")
    letter = entered(cast, reply).letter_id
    codes = {name: as_(name).get(reverse("file", args=[letter])).status_code for name in ("nadia", "samira", "tarek", "luc")}
    assert codes == {"nadia": 200, "samira": 200, "tarek": 404, "luc": 404}
    with acting_as(cast("tarek")):
        assert not StoredFile.objects.filter(pk=letter).exists()
        own = keep(b"%PDF-1.7 of a draft", "act.pdf", audience=Audience.STATE, entity="EGY")
        assert StoredFile.objects.filter(pk=own).exists(), "other papers of the State are the expert's too"


def test_nobody_rewrites_what_was_signed(cast, reply):
    samira, tarek = cast("samira"), cast("tarek")
    actions.save_cells(samira, reply("EGY"), cells(COMPLETE))
    delegated(samira, reply("EGY"), "practices")
    actions.submit(samira, reply("EGY"), declared_name="Samira", declared_function="Director")
    actions.correct(samira, reply("EGY"))
    actions.sign(samira, reply("EGY"), declared_name="Samira", declared_function="Director")
    changes = ({"content_hash": "0" * 64}, {"name": "Somebody"}, {"voided_at": None, "statement": "Nothing."})
    for actor in (samira, tarek):
        for change in changes:
            with acting_as(actor), pytest.raises(DatabaseError), transaction.atomic():
                Signature.objects.update(**change)
        with acting_as(actor), pytest.raises(DatabaseError), transaction.atomic():
            Signature.objects.filter(submission__isnull=False).update(voided_for=["/data"])


def test_an_older_page_of_the_entry_takes_nothing_back(as_, cast, reply):
    nadia, egypt, client = cast("nadia"), reply("EGY"), as_("nadia")
    provision, penalty = "/data/law/provision", "/data/law/maximum_penalty"
    actions.save_entry(nadia, egypt, cells({provision: "Article 1", penalty: "5"}))
    before = seen(nadia, queries.entry, egypt.pk)
    actions.save_entry(nadia, egypt, cells({provision: "Article 41"}))
    page = {"shown": [provision, penalty], provision: "Article 1", penalty: "7",
            **{f"{path}|was": before.cell(path).fingerprint for path in (provision, penalty)}}  # fmt: skip
    assert client.post(url("entry_section", egypt.pk, "law"), page).status_code == 302
    left = seen(nadia, queries.entry, egypt.pk)
    assert (left.value(provision), left.value(penalty)) == ("Article 41", "7")
