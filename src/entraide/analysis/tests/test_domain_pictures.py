"""Pictures: what is zero, withheld and missing never look alike; Arabic is mirrored; nothing is fetched; the table tells the same."""

from __future__ import annotations

import json
import os
import re
import signal
from decimal import Decimal
from functools import cache
from typing import get_args

import pytest
from attrs import evolve
from lxml import etree

from entraide.analysis.domain.figures import Figure
from entraide.analysis.domain.pictures import draw, for_page, saved
from entraide.analysis.domain.pictures.finishing import finished
from entraide.analysis.domain.pictures.palette import HELD, MISSING, SCALE, ZERO
from entraide.analysis.domain.pictures.picture import Kind
from entraide.analysis.domain.pictures.rendering import apart, svg
from entraide.analysis.domain.pictures.spec import canonical
from entraide.analysis.domain.pictures.voice import Voice, words, wrapped
from entraide.analysis.domain.results import Dimension, Result, Row
from entraide.analysis.web.samples import results
from entraide.documents.domain import tree as t
from entraide.documents.domain.writing import write
from entraide.kernel.audience import Audience
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused
from entraide.kernel.text import Text

SVG = "{http://www.w3.org/2000/svg}"
KINDS = get_args(Kind)
STATE = Dimension("state", "entity", Text.of(en="State"))


def figure(value, held="", low=None, high=None):
    return Figure("f", Decimal(value), 0, (), "objects", low, high, 90 if low is not None else 0, None, held)


def result(dimensions, rows):
    made = tuple(Row(under, one) for under, one in rows)
    return Result("seizures", "", Text.of(en="Seizures"), "objects", Text(), tuple(dimensions), made, Audience.PUBLIC)


@cache
def picture(kind, language="en"):
    made, options = results()[kind]
    return draw(kind, made, language, caption="Seizures", source="Set 1", options=options)


def of(drawing, *codes):
    """The fills of States in a map, by what is said of them."""
    root = etree.fromstring(drawing)
    return {
        code: next(e.get("fill") for e in root.iter(etree.Element) if (e.get("aria-label") or "").startswith(code))
        for code in codes
    }


VALUES = result(
    [STATE],
    [
        (("FRA",), figure(0)),
        (("EGY",), figure(2, held="few")),
        (("CHN",), figure(1)),
        (("MEX",), figure(40)),
        (("RUS",), figure(90000)),
    ],
)


def test_values_zero_withheld_and_missing_have_fills_of_their_own():
    made = draw("value_map", VALUES, "en", caption="x")
    fills = of(made.svg, "France", "Egypt", "China", "Mexico", "Russian Federation", "Brazil")
    assert len(set(fills.values())) == 6
    assert (fills["France"], fills["Egypt"], fills["Brazil"]) == (ZERO, HELD, MISSING)
    assert {fills["China"], fills["Mexico"], fills["Russian Federation"]} <= set(SCALE)


@pytest.mark.parametrize("values", [[1], [5, 5], [0], [], [Decimal("0.2"), Decimal("0.9")], [1, 10**9]])
def test_a_map_of_few_or_far_apart_values_is_never_of_one_colour(values):
    codes = ["FRA", "EGY", "CHN", "MEX"]
    made = draw(
        "value_map", result([STATE], [((codes[n],), figure(v)) for n, v in enumerate(values)]), "en", caption="x"
    )
    present = set(re.findall(r'fill="(#[0-9a-f]{6})"', made.svg))
    assert len(present & {*SCALE}) >= len({v for v in values if v})
    assert (ZERO in present) == (0 in values)
    assert MISSING in present


def test_a_negative_value_has_no_place_on_the_map():
    with pytest.raises(Refused) as refusal:
        draw("value_map", result([STATE], [(("FRA",), figure(-1))]), "en", caption="x")
    assert refusal.value.problems[0].code == "ANA-603"


def test_five_classes_of_replies_and_a_withheld_one_are_apart():
    told = {"FRA": "replied", "EGY": "late", "CHN": "partly", "MEX": "silent", "RUS": "held"}
    made = draw(
        "response_map", result([STATE], [((c,), figure(1)) for c in told]), "en", caption="x", options={"classes": told}
    )
    fills = of(made.svg, "France", "Egypt", "China", "Mexico", "Russian Federation")
    assert len(set(fills.values())) == 5
    assert 'fill="#d9dee0"' in made.svg
    assert "No reply" in made.alternative
    said = {t.plain(row[0].runs): t.plain(row[1].runs) for row in made.table.rows}
    assert said["Mexico"] == "No reply"
    assert said["Russian Federation"] == "Withheld"


def test_what_the_indicators_call_a_reply_is_one():
    extent = Dimension("whole", "choice", Text.of(en="Extent"))
    rows = [
        (("FRA", "whole"), figure(1)),
        (("EGY", "partial"), figure(1)),
        (("CHN", "silent"), figure(1)),
        (("MEX", "whole"), figure(0)),
    ]
    made = draw("response_map", result([STATE, extent], rows), "en", caption="x", options={"frame": "FRA, EGY"})
    said = [t.plain(row[1].runs) for row in made.table.rows]
    assert said == ["No reply", "Replied in part", "Replied in time", "No reply"]


def test_a_fork_of_a_process_that_has_drawn_can_draw():
    """Web workers are forks: the engine's thread stays behind with its parent."""
    text = canonical(picture("bars").spec)
    svg(text)
    child = os.fork()
    if not child:
        signal.alarm(30)
        made, options = results()["bars"]
        os._exit(0 if draw("bars", made, "ru", caption="x", options=options).svg.startswith("<svg") else 1)
    assert os.waitpid(child, 0)[1] == 0


def test_a_territory_is_coloured_only_by_what_it_reported():
    silent = draw("response_map", result([STATE], [(("DNK",), figure(1))]), "en", caption="x")
    spoken = draw("response_map", result([STATE], [(("DNK",), figure(1)), (("GRL",), figure(1))]), "en", caption="x")
    assert "Greenland" not in silent.svg
    assert "Greenland" in spoken.svg


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_figures_give_the_same_letters(kind):
    first, between = picture(kind, "fr"), picture("bars", "ru")
    made, options = results()[kind]
    again = draw(kind, made, "fr", caption="Seizures", source="Set 1", options=options)
    assert between.svg != first.svg
    assert again == first
    if first.spec:
        assert finished(svg(canonical(first.spec))) == first.svg


def test_a_process_of_its_own_draws_the_same():
    text = canonical(picture("bars").spec)
    assert apart([text]) == [svg(text)]


@pytest.mark.parametrize(
    ("kind", "language"),
    [*((kind, language) for kind in KINDS for language in ("ar", "zh")), *(("bars", each) for each in LANGUAGES)],
)
def test_every_picture_in_every_language_is_whole(kind, language):
    made = picture(kind, language)
    root = etree.fromstring(made.svg)
    addresses = re.findall(r"(?:https?:)?//[\w.]+", made.svg.replace("http://www.w3.org/", ""))
    assert not addresses
    assert root.get("direction") == "ltr"
    assert not list(root.iter(f"{SVG}image", f"{SVG}script", f"{SVG}style", f"{SVG}foreignObject"))
    assert made.alternative.strip()
    assert made.table.rows
    assert bool(made.disclaimers) >= kind.endswith("_map")
    if language == "ar":
        assert any("\u0600" <= sign <= "\u06ff" for sign in made.svg)
    if made.spec:
        assert not re.search(r"\"(expr|signal|labelExpr|calculate|url)\"", canonical(made.spec))


def test_words_are_there_in_six_languages():
    for key, row in words().items():
        assert set(row) == set(LANGUAGES), key
        slots = {tuple(sorted(re.findall(r"\{(\w+)\}", text))) for text in row.values()}
        assert len(slots) == 1, key


def test_arabic_bars_start_at_the_right():
    made, options = results()["bars"]
    english, arabic = (draw("bars", made, language, caption="x", options=options) for language in ("en", "ar"))
    bar = [re.findall(r'aria-label="[^"]*" d="M([\d.]+),[\d.]+h([\d.]+)', p.svg) for p in (english, arabic)]
    assert len({float(x) for x, _w in bar[0]}) == 1
    assert len({round(float(x) + float(w)) for x, w in bar[1]}) == 1


def test_years_run_from_the_right_in_arabic_and_numbers_are_european():
    made, options = results()["lines"]
    arabic = draw("lines", made, "ar", caption="x", options=options).svg
    years = {
        found[1]: float(found[0])
        for found in re.findall(r'translate\(([\d.]+),[\d.]+\)"[^>]*>\u2067(20\d\d)\u2069', arabic)
    }
    assert years["2014"] > years["2024"]
    assert not re.search("[٠-٩]", arabic)


@pytest.mark.parametrize("kind", ["bars", "lines", "heat", "multiples", "value_map", "flow_map", "sankey"])
def test_the_table_has_the_numbers_of_the_result(kind):
    made, _options = results()[kind]
    voice = Voice("es")
    table = picture(kind, "es").table
    column = len(made.dimensions)
    assert [t.plain(row[column].runs) for row in table.rows] == [
        voice.say("held") if row.figure.held else voice.number(row.figure.value) for row in made.rows
    ]


@pytest.mark.parametrize("kind", ["bars", "lines", "heat", "multiples", "value_map", "flow_map", "sankey"])
def test_a_withheld_number_is_nowhere(kind):
    made, options = results()[kind]
    secret = Decimal(7654321)
    rows = tuple(evolve(row, figure=evolve(row.figure, value=secret)) if row.figure.held else row for row in made.rows)
    shown = draw(kind, evolve(made, rows=rows), "en", caption="x", options=options)
    assert any(row.figure.held for row in rows)
    for text in (shown.svg, shown.alternative, canonical(dict(shown.spec or {})), repr(shown.table)):
        assert "7654321" not in text
        assert "7,654,321" not in text
    assert "Withheld" in shown.svg


def test_what_a_state_wrote_stays_words():
    label = Text.of(en='<script>alert(1)</script> " onload=x {datum.x} \u202e')
    dimension = Dimension("type", "choice", Text.of(en="<b>x</b>"), {"a": label})
    for kind in ("bars", "sankey"):
        dims = (
            [dimension]
            if kind == "bars"
            else [evolve(dimension, of="entity"), evolve(dimension, of="entity", name="b")]
        )
        under = ("a",) if kind == "bars" else ("<script>alert(1)</script>", "EGY")
        made = draw(kind, result(dims, [(under, figure(3))]), "en", caption="<script>")
        assert "<script" not in made.svg
        assert "<script" not in for_page(made, "p1")
        assert "\u202e" not in made.svg


def test_what_a_picture_needs_and_the_result_has_not_is_said():
    made, _options = results()["bars"]
    for kind in ("response_map", "value_map", "flow_map", "sankey", "lines", "heat", "multiples"):
        with pytest.raises(Refused) as refusal:
            draw(kind, made, "en", caption="x")
        assert refusal.value.problems[0].code == "ANA-601"


@pytest.mark.parametrize("kind", ["heat", "value_map", "multiples"])
def test_no_row_hides_another(kind):
    made, _options = results()[kind]
    year = Dimension("more", "year", Text.of(en="Year"))
    rows = tuple(evolve(row, under=(*row.under, at)) for row in made.rows for at in ("2020", "2021"))
    with pytest.raises(Refused) as refusal:
        draw(kind, evolve(made, dimensions=(*made.dimensions, year), rows=rows), "en", caption="x")
    assert refusal.value.problems[0].code == "ANA-601"


@pytest.mark.parametrize(
    "kind", ["bars", "lines", "heat", "multiples", "value_map", "response_map", "flow_map", "sankey"]
)
def test_a_result_without_rows_is_drawn_empty(kind):
    made, options = results()[kind]
    shown = draw(kind, evolve(made, rows=()), "ar", caption="x", options={} if "classes" in options else options)
    assert etree.fromstring(shown.svg).tag == f"{SVG}svg"


def test_disclaimers_are_those_of_whoever_is_in_the_frame():
    made, _options = results()["value_map"]
    near = draw("value_map", made, "en", caption="x", options={"frame": ["IND", "PAK"]}).disclaimers
    far = draw("value_map", made, "en", caption="x", options={"frame": ["NZL"]}).disclaimers
    assert any("Jammu" in each for each in near)
    assert not any("Malvinas" in each for each in near)
    assert len(far) == 1


def test_other_boundaries_can_be_put_in_their_place(tmp_path, monkeypatch):
    square = [[[0, 0], [20, 0], [20, 20], [0, 20], [0, 0]]]
    feature = {
        "type": "Feature",
        "properties": {"ISO3CD": "EGY"},
        "geometry": {"type": "Polygon", "coordinates": square},
    }
    (tmp_path / "countries.json").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    (tmp_path / "codes.yml").write_text("property: ISO3CD\n")
    (tmp_path / "places.yml").write_text("places: {}\n")
    said = ", ".join(f'{language}: "own"' for language in LANGUAGES)
    (tmp_path / "disclaimers.yml").write_text(f"- when: []\n  words: {{{said}}}\n")
    monkeypatch.setenv("ENTRAIDE_GEOMETRY", str(tmp_path))
    made = draw("value_map", VALUES, "en", caption="x")
    assert made.disclaimers == ("own",)
    assert "Egypt" in made.svg
    assert "France" not in made.svg
    monkeypatch.setenv("ENTRAIDE_GEOMETRY", str(tmp_path / "none"))
    with pytest.raises(Refused) as refusal:
        draw("value_map", VALUES, "en", caption="x")
    assert refusal.value.problems[0].code == "ANA-602"


def test_on_a_page_marks_are_in_reach_and_names_are_the_pictures_own():
    made, options = results()["value_map"]
    shown = draw("value_map", made, "en", caption="x", options={**options, "frame": ["EGY"]})
    one, two = (etree.fromstring(for_page(shown, name)) for name in ("first", "second"))
    ids = [{e.get("id") for e in root.iter() if e.get("id")} for root in (one, two)]
    assert ids[0]
    assert not ids[0] & ids[1]
    marks = [e for e in one.iter(etree.Element) if e.get("tabindex")]
    assert marks[0].get("tabindex") == "0"
    assert all(mark[0].tag == f"{SVG}title" and mark[0].text for mark in marks)


def test_files_of_a_picture():
    made = picture("bars", "ar")
    assert saved(made, "png", "ar").startswith(b"\x89PNG")
    assert saved(made, "svg", "ar").startswith(b"<?xml")
    lines = saved(made, "csv", "ar").decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + len(made.table.rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_papers_carry_every_kind_of_picture_as_lines(language):
    blocks = tuple(picture(kind, language).block() for kind in KINDS)
    paper = t.Tree(language, t.Masthead(symbols=("CTOC/1",), title="x"), (t.Section("I", "x", 1, blocks),))
    assert write(paper, "pdf").startswith(b"%PDF")
    assert write(paper, "docx").startswith(b"PK")
    assert blocks[0].source.count("Set 1") == 1


CUT = ("أمريكا اللاتينية ومنطقة البحر الك…", "بلا UNODC لا (12%)", "يُسجَّل…", "海关 UNODC لا", "مكتب é–ü الأ…")


@pytest.mark.parametrize("language", ["ar", "zh"])
def test_labels_in_several_scripts_go_into_a_paper(language):
    words = "".join(f'<text x="5" y="{20 * turn}">{one}</text>' for turn, one in enumerate(CUT, 1))
    drawn = t.Figure("x", f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="120">{words}</svg>', "x", "")
    paper = t.Tree(language, t.Masthead(symbols=("CTOC/1",), title="x"), (t.Section("I", "x", 1, (drawn,)),))
    assert write(paper, "pdf").startswith(b"%PDF")


def test_a_label_is_cut_between_signs():
    cut = wrapped("ميّت ميّت ميّتّ", 20, 10, 1)
    assert cut.endswith("…")
    assert "ميّت ميّت ميّتّ"[len(cut) - 1] != "\u0651"


def test_a_fall_back_on_an_unknown_code_is_the_code():
    assert Voice("fr").entity("ZZZ") == "ZZZ"
    assert Voice("en").number(Decimal("0.004")) == "0.004"
    assert Voice("ar").number(12345) == "12\u00a0345"
