"""What stands inside the Word file: numbers, notes, directions, languages."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from entraide.documents.domain import tree as t
from entraide.documents.domain.writing import write
from entraide.documents.domain.writing.docx.numbering import FORMATS, counted
from entraide.documents.domain.writing.marks import paragraph_mark, point_mark
from entraide.kernel.languages import LANGUAGES, Language

from .test_domain_writing_sample import LETTERS, sample, words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = {
    "w": W[1:-1],
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
each_language = pytest.mark.parametrize("language", LANGUAGES)


def parts(tree: t.Tree) -> dict[str, etree._Element]:
    with ZipFile(BytesIO(write(tree, "docx"))) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(archive.read(name)) for name in names}


def find(element: etree._Element, path: str) -> list:
    return element.xpath(path, namespaces=NS)


def shown_numbers(read: dict[str, etree._Element]) -> list[tuple[str, str, int]]:
    """As Word would count: (way of counting, level, number) of each listed paragraph."""
    numbering, counters, shown = read["word/numbering.xml"], {}, []
    for listed in find(read["word/document.xml"], "//w:p/w:pPr/w:numPr"):
        number, level = find(listed, "w:numId/@w:val")[0], find(listed, "w:ilvl/@w:val")[0]
        override = find(
            numbering, f"//w:num[@w:numId='{number}']/w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val"
        )
        abstract = find(numbering, f"//w:num[@w:numId='{number}']/w:abstractNumId/@w:val")[0]
        form = find(
            numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']/w:numFmt/@w:val"
        )[0]
        start = int(override[0]) if override else 1
        counters[number, level] = counters.get((number, level), start - 1) + 1
        shown.append((form, level, counters[number, level]))
    return shown


@each_language
def test_word_counts_as_the_tree_does(language: Language) -> None:
    shown = shown_numbers(parts(sample(language)))
    assert [number for form, level, number in shown if level == "0"] == list(range(1, 25))
    letters = [FORMATS[form] for form, level, _ in shown if level == "1" and form != "bullet"]
    counted_letters = [number for form, level, number in shown if level == "1" and form != "bullet"]
    assert counted_letters == [letters[0](label) for label in LETTERS[language]] == [1, 2, 3, 4]
    assert [(form, number) for form, level, number in shown if level == "2"] == [("lowerRoman", 1), ("lowerRoman", 2)]


def test_numbers_that_jump_start_a_new_list_and_odd_ones_are_typed() -> None:
    blocks = tuple(t.Paragraph(number, (t.Run("x"),)) for number in ("12", "13", "13 bis", "14", "20"))
    read = parts(t.Tree("en", sections=(t.Section("", "", 1, blocks),)))
    assert [number for _, _, number in shown_numbers(read)] == [12, 13, 14, 20]
    assert "13 bis." in find(read["word/document.xml"], "//w:t/text()")


@each_language
def test_notes_are_words_own(language: Language) -> None:
    read = parts(sample(language))
    called = find(read["word/document.xml"], "//w:footnoteReference/@w:id")
    kept = find(read["word/footnotes.xml"], "//w:footnote[not(@w:type)]/@w:id")
    assert called == kept == ["1", "2"]
    text = "".join(find(read["word/footnotes.xml"], "//w:footnote[@w:id='1']//w:t/text()"))
    assert text.strip() == words("note", language)


def test_notes_with_other_signs_carry_them() -> None:
    body = t.Paragraph("1", (t.Run("x", note="*"), t.Run("y", note="7")))
    notes = (t.Note("*", (t.Run("star", href="https://example.org"),)),)
    read = parts(t.Tree("en", sections=(t.Section("", "", 1, (body,)),), notes=notes))
    assert find(read["word/document.xml"], "//w:footnoteReference/@w:customMarkFollows") == ["1"]
    assert "7" in find(read["word/document.xml"], "//w:t/text()")
    assert "word/_rels/footnotes.xml.rels" in read


def test_arabic_runs_from_right_to_left() -> None:
    read = parts(sample("ar"))
    document = read["word/document.xml"]
    assert find(read["word/styles.xml"], "//w:style[@w:styleId='Normal']/w:pPr/w:bidi")
    assert len(find(document, "//w:tbl")) == len(find(document, "//w:tblPr/w:bidiVisual")) == 3
    assert find(document, "//w:sectPr/w:bidi")
    arabic = [
        run for run in find(document, "//w:r[w:t]") if any("ء" <= sign <= "ي" for sign in "".join(run.itertext()))
    ]
    assert arabic
    assert all(find(run, "w:rPr/w:rtl") for run in arabic)
    turned = [run for run in find(document, "//w:r[w:t='CTOC/COP/WG.9/2031/2']") if find(run, "w:rPr/w:rtl")]
    assert not turned


@each_language
def test_other_languages_are_marked_and_chinese_never_slants(language: Language) -> None:
    document = parts(sample(language))["word/document.xml"]
    marked = {value for name in ("val", "eastAsia", "bidi") for value in find(document, f"//w:rPr/w:lang/@w:{name}")}
    expected = {"ar": "ar-SA", "fr": "fr-FR", "zh": "zh-CN"}
    assert {code for key, code in expected.items() if key != language} <= marked
    slanted = len(find(document, "//w:r/w:rPr/w:i"))
    assert slanted == (0 if language in ("ar", "zh") else 1)


@each_language
def test_heads_stay_whole_and_repeat(language: Language) -> None:
    document = parts(sample(language))["word/document.xml"]
    assert len(find(document, "//w:tblHeader")) == 2
    assert len(find(document, "//w:trPr[w:tblHeader]")) == len(find(document, "//w:trPr[w:tblHeader]/w:cantSplit"))
    assert find(document, "//wp:docPr/@descr") == [words("alternative", language)]


def test_the_banner_and_the_symbol_are_on_every_page() -> None:
    read = parts(sample("es"))
    assert all(words("banner", "es") in "".join(read[f"word/header{place}.xml"].itertext()) for place in (1, 2))
    assert "CTOC/COP/WG.9/2031/4" in "".join(read["word/header1.xml"].itertext())


def test_pictures_are_lines_with_dots_beside_them() -> None:
    content = write(sample("ar"), "docx")
    with ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
        types, related = (archive.read(name).decode() for name in ("[Content_Types].xml", "word/_rels/document.xml.rels"))
        lines = archive.read("word/media/image2.svg").decode()
        document = archive.read("word/document.xml").decode()
    assert {"word/media/image1.png", "word/media/image2.svg"} <= set(names)
    assert "image/svg+xml" in types
    vector = re.search(r'svgBlip[^>]*r:embed="(\w+)"', document)
    assert vector is not None
    assert f'Id="{vector[1]}"' in related
    assert "<svg" in lines
    assert "script" not in lines


def test_others_can_open_it() -> None:
    document = docx.Document(BytesIO(write(sample("fr"), "docx")))
    assert [part.text for part in document.paragraphs if part.style.name == "_ H_1"][:2] == [
        "I.\tIntroduction",
        "II.\tAnalyse des réponses",
    ]
    assert document.core_properties.title == words("title", "fr")
    assert len(document.tables) == 3


@pytest.mark.parametrize(
    ("labels", "found"),
    [
        ("abc", ("lowerLetter", 1)),
        (("i", "ii"), ("lowerRoman", 1)),
        ("hij", ("lowerLetter", 8)),
        ("абв", ("russianLower", 1)),
        ("أبج", ("arabicAbjad", 1)),
        ("ac", None),
        (("a bis",), None),
    ],
)
def test_ways_of_counting(labels: tuple[str, ...], found: tuple[str, int] | None) -> None:
    assert counted(labels) == found


def values(read: dict[str, etree._Element]) -> list[str]:
    """The mark of every listed paragraph, as Word prints it: from `numPr` and the numbering part alone."""
    numbering, counters, marks = read["word/numbering.xml"], {}, []
    signs = {"russianLower": "абвгдежзиклмнопрстуфхцчшщэюя", "arabicAbjad": "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"}
    signs |= {"lowerLetter": "abcdefghijklmnopqrstuvwxyz"}
    for listed in find(read["word/document.xml"], "//w:p/w:pPr/w:numPr"):
        number, level = find(listed, "w:numId/@w:val")[0], find(listed, "w:ilvl/@w:val")[0]
        held = find(numbering, f"//w:num[@w:numId='{number}']")[0]
        abstract = find(held, "w:abstractNumId/@w:val")[0]
        kind = find(numbering, f"//w:abstractNum[@w:abstractNumId='{abstract}']/w:lvl[@w:ilvl='{level}']")[0]
        start = find(held, f"w:lvlOverride[@w:ilvl='{level}']/w:startOverride/@w:val")
        place = counters[number, level] = counters.get((number, level), int((start or ["1"])[0]) - 1) + 1
        form = find(kind, "w:numFmt/@w:val")[0]
        roman = {1: "i", 2: "ii"}.get(place, "")
        shown = {"decimal": str(place), "lowerRoman": roman}.get(form) or signs.get(form, "–" * 99)[place - 1]
        marks.append(find(kind, "w:lvlText/@w:val")[0].replace(f"%{int(level) + 1}", shown))
    return marks


LONG = {"ar": "أبجدهوزحطيكل", "ru": "абвгдежзиклм"}


@each_language
def test_marks_are_those_of_the_tree_to_the_letter(language: Language) -> None:
    letters = LONG.get(language, "abcdefghijkl")
    points = tuple(t.Point(letter, (t.Run("x"),)) for letter in letters)
    blocks = (t.Paragraph("7", (t.Run("x"),), points), t.Paragraph("8", (t.Run("y"),), points[:2]))
    read = parts(t.Tree(language, sections=(t.Section("", "", 1, blocks),)))
    wanted = [paragraph_mark("7", language), *(point_mark(letter, language) for letter in letters)]
    wanted += [paragraph_mark("8", language), *(point_mark(letter, language) for letter in letters[:2])]
    assert values(read) == wanted


def test_letters_that_word_does_not_count_are_typed() -> None:
    points = tuple(t.Point(letter, (t.Run("x"),)) for letter in ("и", "й", "к"))
    read = parts(t.Tree("ru", sections=(t.Section("", "", 1, (t.Paragraph("1", (), points),)),)))
    assert values(read) == ["1."]
    assert {"и)", "й)", "к)"} <= set(find(read["word/document.xml"], "//w:t/text()"))


PPR = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle "
    "rPr sectPr pPrChange"
)
RPR = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"
)
ORDER = {
    "pPr": PPR,
    "rPr": RPR,
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders "
    "shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols "
    "formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "settings": "evenAndOddHeaders footnotePr endnotePr compat docVars rsids attachedSchema themeFontLang clrSchemeMapping",
    "tblBorders": "top start left bottom end right insideH insideV",
    "pBdr": "top left bottom right between bar",
    "font": "altName panose1 charset family notTrueType pitch sig",
}


@each_language
def test_properties_stand_in_the_order_of_the_schema(language: Language) -> None:
    for name, root in parts(sample(language)).items():
        for element in root.iter(*(W + tag for tag in ORDER)):
            known = ORDER[etree.QName(element).localname].split()
            places = [known.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), (name, etree.tostring(element))


@each_language
def test_every_run_says_its_language_and_the_file_its_own(language: Language) -> None:
    read = parts(sample(language))
    spoken = [run for run in find(read["word/document.xml"], "//w:r[w:t]") if not find(run, "w:rPr/w:rStyle")]
    assert spoken
    assert all(find(run, "w:rPr/w:lang") for run in spoken)
    assert read["docProps/core.xml"].xpath("string(//*[local-name()='language'])").startswith(language)
    settings = read["word/settings.xml"]
    assert find(settings, "//w:compatSetting/@w:val") == ["15"]
    assert find(settings, "//w:themeFontLang/@w:bidi") == ["ar-SA"]
    assert not find(settings, "//w:updateFields | //w:evenAndOddHeaders")


def test_links_inside_the_paper_lead_to_bookmarks() -> None:
    blocks = (t.Paragraph("1", (t.Run("see below", href="#para-2-a"),)), t.Paragraph("2", (), (t.Point("a", ()),)))
    document = parts(t.Tree("en", sections=(t.Section("", "", 1, blocks),)))["word/document.xml"]
    target = find(document, "//w:hyperlink/@w:anchor")
    assert target == ["para_2_a"]
    assert set(target) <= set(find(document, "//w:bookmarkStart/@w:name"))


def test_marks_of_an_arabic_list_do_not_stick_out() -> None:
    assert set(find(parts(sample("ar"))["word/numbering.xml"], "//w:lvlJc/@w:val")) == {"right"}
    assert set(find(parts(sample("fr"))["word/numbering.xml"], "//w:lvlJc/@w:val")) == {"left"}


def test_recitals_stand_in_and_have_no_number() -> None:
    sections = (
        t.Section("", "", 1, (t.Paragraph("", (t.Run("Recalling", "italic"),)),), kind="preamble"),
        t.Section("", "", 1, (t.Paragraph("1", (t.Run("Decides"),)),)),
        t.Section("", "", 1, (t.Paragraph("", (t.Run("3rd meeting"),)),), kind="conclusions"),
    )
    read = parts(t.Tree("en", sections=sections))
    document = read["word/document.xml"]
    assert find(document, "//w:p/w:pPr/w:pStyle/@w:val") == ["Recital", "SingleTxt", "Conclusion"]
    assert len(find(document, "//w:numPr")) == 1
    assert find(read["word/numbering.xml"], "//w:lvl[@w:ilvl='0']/w:pPr/w:ind/@w:firstLine") == ["567"]
