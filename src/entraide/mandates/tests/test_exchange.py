"""The register out to a spreadsheet and back in: by the rules of the pages, undone as a whole, closed to strangers."""

import csv
import io

import pytest

from entraide.foundation.audit import queries as ledger
from entraide.foundation.db.context import acting_as
from entraide.kernel.problems import NotHere, Refused
from entraide.kernel.text import Text
from entraide.mandates import actions, policies, queries
from entraide.mandates.domain.exchange import write_csv, write_xlsx
from entraide.mandates.exchange import rows, taking
from entraide.mandates.models import Addressee, Assignment, Case, Change, Mandate
from entraide.mandates.queries import history


@pytest.fixture
def adopted(cast, paper, proposed):
    """Everything but 24 (b), which somebody rejected."""
    nadia = cast("nadia")
    with acting_as(nadia):
        for label in ("23 (a)", "23 (b)", "24 (a)"):
            actions.confirm(nadia, policies.access_mandate(nadia, proposed[label].id))
        actions.reject(nadia, policies.access_mandate(nadia, proposed["24 (b)"].id), "A repetition.")
        yield proposed


def out(cast, name="nadia", form="csv", language="en", **filters):
    actor = cast(name)
    with acting_as(actor):
        found = rows.limited(actor, rows.identified(rows.chosen(**filters)), language)
    if form == "xlsx":
        return write_xlsx(found, language, secretariat=actor.staff)
    return "".join(write_csv(found, language, len(found), secretariat=actor.staff)).encode()


def edited(data, label="23 (a)", **cells):
    """The file with values of its row for one paragraph changed."""
    head, *lines = list(csv.reader(io.StringIO(data.decode().removeprefix("\ufeff"), newline="")))
    line = next(one for one in lines if one[head.index("paragraph")] == label)
    for column, value in cells.items():
        line[head.index(column)] = value
    text = io.StringIO()
    csv.writer(text).writerows([head, *lines])
    return text.getvalue().encode()


def brought(cast, data, skip=False):
    nadia = cast("nadia")
    file = taking.take(nadia, data, "register.csv")
    return taking.apply(nadia, file, taking.preview(nadia, file).seen, skip=skip)


NEW = {
    "act": "urge", "deliverable": "name contact points", "deadline": "before the next session", "due_on": "2027-05-01",
    "topics": "cooperation; central authorities", "life": "endorsed", "response": "accepted",
    "implementation": "in_progress", "note": "Four States so far.", "resources": "One post", "assignee": "viktor@example.org",
}  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_register_comes_back_unchanged(cast, adopted, form):
    nadia = cast("nadia")
    found = taking.preview(nadia, taking.take(nadia, out(cast, form=form, language="ar"), f"register.{form}")).found
    assert (found.changes, found.problems, found.missing, found.unchanged) == ((), (), 0, 4)


def test_every_column_is_taken_by_an_action_and_given_back(cast, adopted):
    cast("viktor")
    before = out(cast)
    record = brought(cast, edited(before, **NEW))
    mandate = Mandate.objects.get(pk=adopted["23 (a)"].id)
    asked = Addressee.objects.get(mandate=mandate)
    assert (mandate.act, mandate.strength, mandate.life, mandate.topics) == (
        "urge", 4, "endorsed", ["cooperation", "central authorities"],
    )  # fmt: skip
    assert (asked.response, asked.implementation, asked.resources) == ("accepted", "in_progress", "One post")
    assert Text.from_json(asked.note).shown_in("en").text == "Four States so far."
    assert Assignment.objects.get(mandate=mandate).person == cast("viktor").person_id
    verbs = {line.verb for line in ledger.latest(40)}
    assert {"mandates.mandate.moved", "mandates.response.recorded", "mandates.sheet.applied"} <= verbs
    assert taking.undo(cast("nadia"), record) == len(NEW)
    mandate.refresh_from_db()
    asked.refresh_from_db()
    assert (mandate.act, mandate.strength, mandate.life, asked.note) == ("invite", 2, "adopted", {})
    with pytest.raises(Refused, match="MAN-427"):
        taking.undo(cast("nadia"), record)
    assert [(one.changes, one.undone) for one in taking.recent(cast("nadia"))] == [(len(NEW), True)]


def test_an_import_is_one_turn_of_the_history(cast, adopted):
    nadia, viktor = cast("nadia"), cast("viktor")
    data, number = out(cast), adopted["23 (a)"].id
    edition = Mandate.objects.get(pk=number).edition
    record = brought(cast, edited(edited(data, **NEW), "23 (b)", resources="Two posts"))
    first, *_earlier = history.history(nadia, number)
    told = history.turn(nadia, first.id)
    assert {line.field for line in first.lines} == ({*NEW} - {"assignee"}) | {"assignments", "strength"}
    assert {line.mandate for line in told.lines} == {number, adopted["23 (b)"].id}
    assert Mandate.objects.get(pk=number).edition > edition
    with acting_as(nadia), pytest.raises(Refused, match="MAN-310"):
        actions.move(nadia, policies.access_mandate(nadia, number), "retire", edition=edition)
    assert "Four States so far." in str(told.lines)
    actions.undo(viktor, first.id)
    assert taking.differences(nadia, data).found.changes == () and not Case.objects.filter(turn=first.id)
    with pytest.raises(Refused, match="MAN-427"):
        taking.undo(nadia, record)
    assert [one.undone for one in taking.recent(nadia)] == [True]


def test_an_import_that_is_refused_leaves_no_history(cast, adopted, monkeypatch):
    before = Change.objects.count()
    data = edited(edited(out(cast), deadline="soon"), "23 (b)", act="urge")
    monkeypatch.setattr("entraide.mandates.exchange.recording.ACTS", ())
    with pytest.raises(Refused, match="MAN-307"):
        brought(cast, data)
    assert Change.objects.count() == before


def test_what_was_changed_since_is_neither_written_over_nor_undone(cast, adopted):
    nadia = cast("nadia")
    data = out(cast)
    record = brought(cast, edited(data, deadline="soon"))
    mandate = Mandate.objects.get(pk=adopted["23 (a)"].id)
    mandate.deadline = "later"
    mandate.save()
    with pytest.raises(Refused, match="MAN-419"):
        taking.undo(nadia, record)
    with pytest.raises(Refused, match="MAN-425"):
        brought(cast, edited(data, deadline="at once"))
    with pytest.raises(Refused, match="MAN-417"):
        brought(cast, edited(data, deadline="at once"), skip=True)
    mandate.refresh_from_db()
    assert mandate.deadline == "later"


def test_undoing_an_act_gives_its_strength_back(cast, adopted):
    Mandate.objects.filter(pk=adopted["23 (a)"].id).update(strength=5)
    record = brought(cast, edited(out(cast), act="urge"))
    assert Mandate.objects.get(pk=adopted["23 (a)"].id).strength == 4
    taking.undo(cast("nadia"), record)
    mandate = Mandate.objects.get(pk=adopted["23 (a)"].id)
    assert (mandate.act, mandate.strength) == ("invite", 5)


def test_what_was_shown_is_what_is_done(cast, adopted):
    nadia = cast("nadia")
    file = taking.take(nadia, edited(out(cast), deadline="soon"), "register.csv")
    seen = taking.preview(nadia, file).seen
    Mandate.objects.filter(pk=adopted["23 (a)"].id).update(deadline="soon")
    with pytest.raises(Refused, match="MAN-418"):
        taking.apply(nadia, file, seen)


def test_a_refusal_of_one_row_takes_nothing_unless_it_is_skipped(cast, adopted):
    data = edited(out(cast), assignee="nobody@example.org", deadline="soon")
    with pytest.raises(Refused, match="MAN-425"):
        brought(cast, data)
    both = data.replace(b"UNODC", b"UNODC")
    head, *lines = list(csv.reader(io.StringIO(both.decode(), newline="")))
    other = next(one for one in lines if one[head.index("paragraph")] == "23 (b)")
    other[head.index("resources")] = "One post"
    text = io.StringIO()
    csv.writer(text).writerows([head, *lines])
    brought(cast, text.getvalue().encode(), skip=True)
    assert Mandate.objects.get(pk=adopted["23 (a)"].id).deadline != "soon"
    assert Addressee.objects.get(mandate_id=adopted["23 (b)"].id).resources == "One post"


def test_only_the_register_goes_out_and_names_stay_in_the_house(cast, adopted):
    nadia = cast("nadia")
    data = edited(out(cast), assignee="nadia@example.org")
    brought(cast, data)
    said = out(cast, "jo").decode()
    assert "23 (a)" in said and "24 (b)" not in said
    assert "nadia" not in said and "fingerprint" not in said
    assert "nadia" in out(cast).decode()
    assert len(out(cast, act="recommend").splitlines()) == 2
    assert queries.register(nadia)


def test_strangers_find_no_sheets(cast, as_, adopted):
    nadia = cast("nadia")
    file = taking.take(nadia, out(cast), "register.csv")
    for name in ("jo", "samira", "pilar", "grace"):
        actor = cast(name)
        for door in (taking.preview, taking.undo):
            with acting_as(actor), pytest.raises((NotHere, Refused)):
                door(actor, file)
        with acting_as(actor), pytest.raises(Refused, match="MAN-301"):
            taking.take(actor, out(cast), "register.csv")
        browser = as_(name)
        for address in ("sheet/", f"sheet/{file}/"):
            assert browser.get(f"/recommendations/{address}").status_code == 404
        for address in (f"sheet/{file}/apply/", f"sheet/{file}/undo/"):
            assert browser.post(f"/recommendations/{address}").status_code in (404, 422)
        assert taking.recent(actor) == ()


def test_a_number_of_another_file_leads_nowhere(cast, adopted):
    nadia = cast("nadia")
    record = brought(cast, edited(out(cast), deadline="soon"))
    with pytest.raises(NotHere):
        taking.preview(nadia, record)
    with pytest.raises(NotHere):
        taking.undo(nadia, taking.take(nadia, out(cast), "register.csv"))


def test_an_officer_takes_it_out_changes_it_and_brings_it_back(as_, cast, adopted):
    nadia = as_("nadia")
    sheet = nadia.get("/recommendations/sheet/register.csv?life=adopted")
    assert sheet["Content-Type"] == "text/csv; charset=utf-8"
    page = _sent(nadia, edited(sheet.content, implementation="عمل جار"))
    assert "MAN-409" in page.content.decode()
    page = _sent(nadia, edited(sheet.content, implementation="implemented", deadline="soon"))
    said = page.content.decode()
    assert "not started" in said and "implemented" in said
    seen = said.split('name="seen" value="')[1].split('"')[0]
    done = nadia.post(page.request["PATH_INFO"] + "apply/", {"seen": seen}, follow=True)
    assert "2 values of the register have been changed" in done.content.decode()
    assert Addressee.objects.get(mandate_id=adopted["23 (a)"].id).implementation == "implemented"
    record = taking.recent(cast("nadia"))[0].id
    assert "undone" in nadia.post(f"/recommendations/sheet/{record}/undo/", follow=True).content.decode()
    assert nadia.get("/recommendations/sheet/register.ods").status_code == 404
    assert nadia.post("/recommendations/sheet/").status_code == 422


def test_rows_may_be_left_out_and_conflicts_stay_as_they_are(as_, cast, adopted):
    nadia = as_("nadia")
    data = nadia.get("/recommendations/sheet/register.csv").content
    Mandate.objects.filter(pk=adopted["24 (a)"].id).update(deadline="by Easter")
    for label, value in (("23 (a)", "soon"), ("23 (b)", "later"), ("24 (a)", "never")):
        data = edited(data, label, deadline=value)
    page = _sent(nadia, data)
    said = page.content.decode()
    assert "by Easter" in said and "never" in said and "MAN-411" in said
    seen = said.split('name="seen" value="')[1].split('"')[0]
    names = [part.split('"')[0] for part in said.split('name="shown" value="')[1:]]
    kept = next(name for name in names if name.startswith(f"{adopted['23 (b)'].id}-"))
    given = {"seen": seen, "skip": "yes", "shown": names, "take": [kept]}
    done = nadia.post(page.request["PATH_INFO"] + "apply/", given, follow=True).content.decode()
    assert "1 value of the register has been changed" in done
    told = dict(Mandate.objects.values_list("paragraph__point", "deadline").filter(life="adopted", contained=None))
    assert "later" in told.values() and "soon" not in told.values() and "never" not in told.values()


def test_too_much_at_once_is_refused(cast, adopted, monkeypatch):
    monkeypatch.setattr(taking, "AT_ONCE", 1)
    with pytest.raises(Refused, match="MAN-434"):
        brought(cast, edited(out(cast), deadline="soon", resources="One post"))


def _sent(client, data):
    file = io.BytesIO(data)
    file.name = "register.csv"
    return client.post("/recommendations/sheet/", {"sheet": file}, follow=True)
