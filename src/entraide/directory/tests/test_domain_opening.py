import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entraide.directory.domain.opening import holiday_states, holidays_of, opening
from entraide.directory.domain.record import Hours

DAY = (("09:00", "12:30"), ("13:30", "17:00"))
OFFICE = (DAY, DAY, DAY, DAY, DAY, (), ())
ALWAYS = ((("00:00", "24:00"),),) * 7
PARIS, CAIRO = ZoneInfo("Europe/Paris"), ZoneInfo("Africa/Cairo")


def hours(zone="Africa/Cairo", week=OFFICE, **more):
    return Hours(zone, week, **more)


def at(text, zone=PARIS):
    return datetime.fromisoformat(text).replace(tzinfo=zone)


def test_a_prosecutor_in_paris_asks_at_twenty_to_midnight():
    found = opening(hours(), at("2026-11-30T23:40"))
    assert (found.open, found.why, f"{found.local:%a %H:%M}") == (False, "before", "Tue 00:40")
    assert found.opens.astimezone(PARIS) == at("2026-12-01T08:00")
    assert found.minutes == 8 * 60 + 20


@pytest.mark.parametrize(
    ("moment", "open_", "minutes", "why"),
    [
        ("2026-11-30T09:00", True, 210, ""),
        ("2026-11-30T12:29:30", True, 1, ""),
        ("2026-11-30T12:30", False, 60, "break"),
        ("2026-11-30T17:00", False, 16 * 60, "after"),
        ("2026-12-04T17:00", False, 64 * 60, "after"),
        ("2026-12-05T10:00", False, 47 * 60, "day_off"),
    ],
)
def test_a_day_with_a_break_and_a_weekend(moment, open_, minutes, why):
    found = opening(hours(), at(moment, CAIRO))
    assert (found.open, found.minutes, found.why) == (open_, minutes, why)


def test_an_office_that_never_closes_and_one_that_never_opens():
    found = opening(hours(week=ALWAYS), at("2026-11-30T23:40"))
    assert (found.open, found.closes, found.minutes) == (True, None, None)
    closed = tuple(date(2026, 11, 1) + timedelta(days=one) for one in range(120))
    found = opening(hours(closed=closed), at("2026-11-30T10:00"))
    assert (found.open, found.opens, found.why) == (False, None, "closed_day")
    assert opening(Hours(), at("2026-11-30T10:00")) is None
    assert opening(hours("Atlantis/Deep"), at("2026-11-30T10:00")) is None


def test_a_night_desk_goes_on_into_the_next_day():
    desk = hours("Europe/Paris", ((("22:00", "06:00"),),) * 7)
    found = opening(desk, at("2026-12-01T02:00"))
    assert (found.open, found.minutes) == (True, 240)
    until_midnight = hours("Europe/Paris", ((("20:00", "24:00"),), (("00:00", "08:00"),), (), (), (), (), ()))
    assert opening(until_midnight, at("2026-11-30T23:00")).minutes == 9 * 60


def test_public_holidays_are_kept_where_the_entry_says_so():
    french = hours("Europe/Paris", holidays="FRA")
    found = opening(french, at("2026-12-25T10:00"), "fr")
    assert (found.open, found.why, bool(found.holiday)) == (False, "holiday", True)
    assert found.opens.astimezone(PARIS) == at("2026-12-28T09:00")
    assert opening(hours("Europe/Paris"), at("2026-12-25T10:00")).open
    assert holidays_of("XYZ", 2026) == holidays_of("ICOM", 2026) == {}
    assert date(2026, 7, 30) in holidays_of("MAR", 2026), "Morocco is not the month of March"


def test_hours_that_the_clock_skips_or_tells_twice():
    desk = hours("Europe/Paris", ((("02:15", "02:45"),),) * 7)
    skipped = opening(desk, at("2026-03-29T00:00"))
    assert skipped.opens == datetime(2026, 3, 30, 0, 15, tzinfo=UTC), "the whole span is skipped that night"
    half = hours("Europe/Paris", ((("02:30", "05:00"),),) * 7)
    assert opening(half, at("2026-03-29T00:00")).opens == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    twice = opening(desk, datetime(2026, 10, 25, 0, 0, tzinfo=UTC))
    assert (twice.opens, twice.closes) == (
        datetime(2026, 10, 25, 0, 15, tzinfo=UTC), datetime(2026, 10, 25, 1, 45, tzinfo=UTC),
    )  # fmt: skip


ZONES = ("Europe/Paris", "Africa/Cairo", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia")
CLOCKS = st.integers(0, 24 * 4).map(lambda n: f"{n // 4:02}:{n % 4 * 15:02}")
SPANS = st.lists(st.tuples(CLOCKS, CLOCKS).filter(lambda s: s[0] < s[1]), max_size=2).map(tuple)
WEEKS = st.tuples(*[SPANS] * 7).filter(any)
NEAR_CHANGES = st.sampled_from([
    datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 10, 24, tzinfo=UTC), datetime(2026, 3, 7, tzinfo=UTC),
    datetime(2026, 4, 4, tzinfo=UTC), datetime(2026, 4, 23, tzinfo=UTC), datetime(2026, 10, 29, tzinfo=UTC),
])  # fmt: skip


def on_the_clock(week, zone, moment):
    """Open by the clock on the wall alone."""
    local = moment.astimezone(ZoneInfo(zone))
    clock = f"{local:%H:%M}"
    return any(start <= clock < end for start, end in week[local.weekday()])


@given(st.sampled_from(ZONES), WEEKS, NEAR_CHANGES, st.integers(0, 72 * 60))
@settings(max_examples=150, deadline=None)
def test_it_is_open_when_the_clock_on_the_wall_says_so(zone, week, day, minute):
    moment = day + timedelta(minutes=minute)
    local = moment.astimezone(ZoneInfo(zone))
    other = local.replace(fold=1 - local.fold)
    if other.utcoffset() != local.utcoffset():
        return  # An hour told twice: a span may reach from the first telling to the second.
    assert opening(Hours(zone, week), moment).open == on_the_clock(week, zone, moment)


@given(st.sampled_from(ZONES), WEEKS, NEAR_CHANGES, st.integers(0, 72 * 60))
@settings(max_examples=150, deadline=None)
def test_what_it_promises_comes_true(zone, week, day, minute):
    moment = day + timedelta(minutes=minute)
    office = Hours(zone, week)
    found = opening(office, moment)
    if found.open and found.closes:
        assert not opening(office, found.closes).open
        assert opening(office, found.closes - timedelta(minutes=1)).open
        assert found.closes == moment + timedelta(minutes=found.minutes)
    elif found.opens:
        assert opening(office, found.opens).open
        assert not opening(office, found.opens - timedelta(minutes=1)).open
        assert found.opens == moment + timedelta(minutes=found.minutes)


def test_calendars_are_known_of_many_states_and_loaded_only_when_asked():
    assert {"EGY", "FRA", "PER", "CHN"} <= set(holiday_states())
    assert "ICOM" not in holiday_states()
    code = "import sys, entraide.directory.domain.opening, entraide.directory.domain.zones; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
