"""The gallery of pictures: for the secretariat, every kind with its table; others do not find it."""

from __future__ import annotations

import re

import pytest


@pytest.mark.parametrize("name", ["samira", "pilar", "grace", "jo"])
def test_others_do_not_find_the_gallery(as_, frozen_set, name):
    for address in ("pictures/", "pictures/bars.svg"):
        assert as_(name).get(f"/analysis/{address}").status_code == 404


def test_every_kind_stands_there_with_its_table(as_, frozen_set):
    page = as_("nadia").get("/analysis/pictures/").content.decode()
    assert page.count("<figure") == page.count("data-picture-table") == page.count("data-picture-sheet") == 8
    assert page.count("<title>") > 100
    assert not re.search(r"\sstyle=\"", page)
    names = re.findall(r'\sid="([^"]+)"', page)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(("form", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("csv", b"\xef\xbb\xbf")])
def test_a_picture_can_be_saved(as_, frozen_set, form, start):
    answer = as_("nadia").get(f"/analysis/pictures/bars.{form}")
    assert answer.content.startswith(start)
    assert "attachment" in answer["Content-Disposition"]
    assert as_("nadia").get("/analysis/pictures/bars.exe").status_code == 404
    assert as_("nadia").get("/analysis/pictures/nothing.svg").status_code == 404
