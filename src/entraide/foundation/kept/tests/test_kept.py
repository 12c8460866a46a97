"""Jo's page is made once for everybody who reads her language; nobody's own page is ever kept, and no change comes late."""

import pytest

from entraide.foundation.kept import middleware
from entraide.foundation.kept.rows import rows_kept
from entraide.foundation.kept.shelf import Page, Shelf


@pytest.fixture(autouse=True)
def empty():
    middleware.SHELF.clear()
    yield
    middleware.SHELF.clear()


def held():
    return len(middleware.SHELF._pages)


@pytest.mark.django_db
def test_jos_page_is_made_once_in_each_language_and_again_after_any_change(as_, cast, django_assert_num_queries):
    jo = as_("jo")
    first = jo.get("/")
    with django_assert_num_queries(1):
        again = jo.get("/")
    assert (again.content, again["Content-Security-Policy"]) == (first.content, first["Content-Security-Policy"])
    assert jo.get("/", headers={"If-None-Match": again["ETag"]}).status_code == 304
    jo.cookies["django_language"] = "ar"
    assert b'dir="rtl"' in jo.get("/").content
    number = middleware.edition()
    cast("pilar")
    assert middleware.edition() > number
    assert middleware.SHELF.find(("testserver", "/", "ar", "GET", ""), middleware.edition(), 0) is None


@pytest.mark.django_db
def test_a_persons_page_is_neither_kept_nor_answered_from_the_shelf(as_):
    as_("jo").get("/")
    before = held()
    samira = as_("samira")
    page = samira.get("/")
    assert (b"Samira" in page.content, page["Cache-Control"], held()) == (True, "private, no-store", before)
    assert b"Samira" not in as_("jo").get("/").content


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/accounts/login/", "/nowhere/", "/?" + "x" * 500])
def test_pages_with_a_token_or_no_page_or_endless_addresses_are_not_kept(as_, address):
    as_("jo").get(address)
    assert held() == 0


def test_a_shelf_holds_so_many_bytes_and_forgets_the_longest_unread():
    shelf = Shelf(100)
    for name in "abcdefghijklm":
        shelf.put((name,), Page(1, 9.0, (), b"x" * 10))
        shelf.find(("a",), 1, 0)
    shelf.put(("huge",), Page(1, 9.0, (), b"x" * 11))
    found = [name for name in (*"abcdefghijklm", "huge") if shelf.find((name,), 1, 0)]
    assert found == ["a", *"efghijklm"]
    assert shelf.find(("a",), 2, 0) is None
    assert shelf.find(("a",), 1, 10) is None


@pytest.mark.django_db
def test_rows_are_found_once_for_all_of_one_standing_and_again_after_a_change(cast):
    samira, luc = cast("samira"), cast("luc")
    found = []

    def make():
        found.append(len(found))
        return found[-1]

    assert [rows_kept("rows", who, make) for who in (samira, luc, samira, luc)] == [0, 1, 0, 1]
    cast("grace")
    assert rows_kept("rows", samira, make) == 2
