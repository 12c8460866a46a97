"""The yearly confirmation: asked for by mail, given with one click, publicly missing after the grace."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from entraide.directory import actions, queries
from entraide.directory.domain.life import asking
from entraide.directory.models import Authority, ConfirmationLink, Reminder
from entraide.foundation.accounts.models import Membership
from entraide.foundation.db.context import acting_as
from entraide.foundation.mail.post import outbox
from entraide.kernel import clock
from entraide.kernel.actor import SYSTEM
from entraide.kernel.problems import NotHere, Refused

from .entries import museums

CONFIRMED = date(2025, 6, 1)


@pytest.fixture
def entry(cast):
    cast("samira")
    made = actions.record_authority(cast("nadia"), museums())
    actions.record_designation(cast("nadia"), made, kind="note_verbale", reference="NV 1", dated=CONFIRMED)
    with acting_as(SYSTEM):
        Authority.objects.update(confirmed_on=CONFIRMED)
    return Authority(pk=made.pk)


def ask(days):
    return actions.ask_for_confirmation(SYSTEM, CONFIRMED + timedelta(days=days))


def letters():
    with acting_as(SYSTEM):
        return [one for one in outbox() if one.kind == "directory.confirmation"]


def link():
    return re.search(r"https?://[^/]+(/directory/confirm/\S+)", letters()[0].body)[1]


@pytest.mark.parametrize(
    ("days", "stage"), [(365, None), (366, 0), (395, 0), (396, 30), (426, 60), (451, 85), (457, 85), (458, -1)]
)
def test_the_stages_of_the_grace(days, stage):
    assert asking(CONFIRMED, CONFIRMED + timedelta(days=days)) == stage


def test_the_focal_point_is_asked_once_at_each_stage(entry):
    assert [ask(days) for days in (300, 366, 366, 380, 396, 426, 451, 470, 470, 900)] == [0, 1, 0, 0, 1, 1, 1, 1, 0, 0]
    first, last = letters()[-1], letters()[0]
    assert (first.to, first.language) == ("samira@example.org", "ar")
    assert "Museums" not in first.body
    assert first.subject != last.subject


def test_opening_the_link_confirms_nothing_and_one_click_does(as_, cast, entry):
    actions.ask_for_confirmation(SYSTEM, clock.now().date())
    jo = as_("jo")
    shown = jo.get(link())
    assert shown.status_code == 200
    assert "Museums Police" in shown.content.decode()
    assert shown["Referrer-Policy"] == "no-referrer"
    assert standing(cast) == "not_confirmed"
    assert jo.post(link(), {"authority": entry.pk + 1}).status_code == 404
    assert jo.post(link(), {"authority": entry.pk}).status_code == 302
    assert standing(cast) == "confirmed"
    assert "Nothing waits for a confirmation." in jo.get(link()).content.decode()
    with acting_as(cast("nadia")):
        assert queries.history(cast("nadia"), entry.pk)[0].by_name == "Samira"


def standing(cast):
    with acting_as(cast("jo")):
        return queries.authorities(cast("jo"))[0].standing


def test_a_wrong_an_old_and_a_leavers_link_look_absent(as_, cast, entry):
    actions.ask_for_confirmation(SYSTEM, clock.now().date())
    jo, address = as_("jo"), link()
    assert jo.get(reverse("directory:confirm_by_link", args=["x" * 43])).status_code == 404
    with acting_as(SYSTEM):
        Membership.objects.filter(entity="EGY").delete()
    assert jo.get(address).status_code == 404
    assert jo.post(address, {"authority": entry.pk}).status_code == 404
    for name in ("samira", "jo", "pilar"):
        with acting_as(cast(name)):
            assert not ConfirmationLink.objects.exists()


def test_a_stranger_sees_no_reminder_and_asks_nobody(cast, entry):
    ask(366)
    for name in ("luc", "jo"):
        with acting_as(cast(name)):
            assert not Reminder.objects.exists()
    with pytest.raises(Refused, match="DIR-203"):
        actions.ask_for_confirmation(cast("samira"), clock.now().date())
    with pytest.raises(NotHere):
        actions.confirm_by_link("nobody", entry.pk)


def test_an_entry_just_confirmed_is_told(cast, entry):
    with acting_as(cast("samira")):
        one, other = (Authority.objects.get(pk=entry.pk) for _time in range(2))
    actions.confirm_entry(cast("samira"), one)
    with pytest.raises(Refused, match="DIR-209"):
        actions.confirm_entry(cast("samira"), other)
