import pytest

from entraide.directory import actions, searching
from entraide.directory.models import Authority, Sought, SoughtWord
from entraide.directory.tasks import file_keys
from entraide.foundation.db.context import acting_as
from entraide.kernel import clock
from entraide.kernel.actor import ANONYMOUS, SYSTEM
from entraide.kernel.audience import Audience

from .entries import museums
from .spellings import ASKED, ENTRIES


@pytest.fixture
def entries(cast):
    return {name: actions.record_authority(SYSTEM, record).pk for name, record in ENTRIES.items()}


def found(actor, text, most=8):
    with acting_as(actor):
        return [hit.id for hit in searching.look(actor, text, most).hits]


def test_as_people_write_it(entries):
    names = {key: name for name, key in entries.items()}
    wrong = {}
    for text, wanted in ASKED.items():
        first = [names[key] for key in found(ANONYMOUS, text)][:3]
        if (wanted not in first) if wanted else first:
            wrong[text] = (wanted, first)
    assert not wrong


def test_at_least_sixty_spellings_in_six_scripts():
    assert len(ASKED) >= 60


@pytest.mark.parametrize("text", ["", "  ", "'", "' | 'x':*", "\\", "a" * 5000, "!&|()", "٪", "🙂", "\u0000x", "'':*"])
def test_whatever_is_typed_is_answered(entries, text):
    assert isinstance(found(ANONYMOUS, text.replace("\u0000", "")), list)


def test_a_change_is_found_at_once_and_a_withdrawn_entry_is_its_own_states_only(cast):
    entry = actions.record_authority(cast("nadia"), museums())
    actions.name_contact_point(cast("nadia"), entry, name="Zubayda (invented)", email="zubayda@example.org")
    assert found(ANONYMOUS, "museums police") == [entry.pk]
    actions.correct_authority(cast("nadia"), entry, museums(acronym="ZAMALEK"))
    assert found(ANONYMOUS, "zamalek") == [entry.pk]
    assert found(cast("nadia"), "Zubayda") == [], "persons are never in the index"
    actions.withdraw_entry(cast("nadia"), entry)
    assert {name: found(cast(name), "zamalek") for name in ("samira", "nadia", "luc", "pilar", "jo")} == {
        "samira": [entry.pk], "nadia": [entry.pk], "luc": [], "pilar": [], "jo": [],
    }  # fmt: skip


@pytest.mark.parametrize("audience", [Audience.SECRETARIAT, Audience.STATE, Audience.MEMBERS])
def test_the_function_asks_the_audience_itself(cast, audience):
    entry = actions.record_authority(cast("nadia"), museums(acronym="HIDDEN"))
    with acting_as(SYSTEM):
        Authority.objects.filter(pk=entry.pk).update(audience=audience)
    sees = {name: bool(found(cast(name), "hidden")) for name in ("nadia", "samira", "pilar", "jo")}
    wide = audience is Audience.MEMBERS
    assert sees == {"nadia": True, "samira": audience is not Audience.SECRETARIAT, "pilar": wide, "jo": False}


def test_strangers_neither_read_nor_write_the_index(cast):
    entry = actions.record_authority(cast("nadia"), museums())
    with acting_as(SYSTEM):
        Authority.objects.filter(pk=entry.pk).update(audience=Audience.STATE)
    for name in ("pilar", "jo"):
        with acting_as(cast(name)):
            assert Sought.objects.count() == 0
            assert Sought.objects.filter(pk=entry.pk).update(rank=1) == 0
            assert SoughtWord.objects.count() == 0
    with acting_as(cast("nadia")):
        assert SoughtWord.objects.count() == 0, "the vocabulary is the function's alone"


def test_the_index_can_be_made_anew(cast, entries):
    with acting_as(SYSTEM):
        Sought.objects.all().delete()
        assert searching.unfiled()
    assert found(ANONYMOUS, "Europol") == []
    with acting_as(SYSTEM):
        file_keys(clock.now().date())
    assert found(ANONYMOUS, "Europol") == [entries["europol"]]
    with acting_as(SYSTEM):
        assert not searching.unfiled()
    assert searching.file_all(SYSTEM) == len(entries)
