"""Word files as people make them, packed by hand: numbers, notes, changes, boxes, and what must not be opened. Invented."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from entraide.documents.domain.reading import read
from entraide.documents.domain.reading.docx_numbers import shown, whole_number
from entraide.documents.domain.tree import Paragraph, Run, Section, Table, Tree, notes_of, plain
from entraide.documents.domain.writing import write
from entraide.kernel.problems import Refused

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
REST = "The rest of the matter was said in the hall, and that was the end of it."


def packed(body: str) -> bytes:
    """A Word file with this body alone."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def with_parts(body: str, parts: dict[str, str | bytes]) -> bytes:
    stream = BytesIO(packed(body))
    with ZipFile(stream, "a", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def p(text: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def numbered(text: str, number: int, level: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def codes(tree: Tree) -> set[str]:
    return {problem.code for problem in tree.problems}


def refusal(data: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(data, "file.docx")
    return refused.value.problems[0].code


def level(turn: int, shape: str, text: str, start: str = "1") -> str:
    return f'<w:lvl w:ilvl="{turn}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="7">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "lowerRoman", "(%3)")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>'
    + '<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="12"/>'
    + "</w:lvlOverride></w:num></w:numbering>"
)


def test_automatic_numbers_run_on_and_start_where_told() -> None:
    body = (
        numbered("The Group met in the city and said that:", 1)
        + numbered("One thing;", 1, 1)
        + numbered("Within it:", 1, 1)
        + numbered("The first;", 1, 2)
        + numbered("The second.", 1, 2)
        + numbered("The Group went on in the hall.", 2)
        + numbered("The Group began again in the house.", 3)
    )
    tree = read(with_parts(body, {"word/numbering.xml": NUMBERING}), "x.docx")
    assert [(item.number, [(q.label, len(q.points)) for q in item.points]) for item in tree.paragraphs()] == [
        ("1", [("a", 0), ("b", 2)]),
        ("2", []),
        ("12", []),
    ]


@pytest.mark.parametrize("start", ["²", "٣", "9" * 5000, "-4", "", "x"])
def test_numbers_that_are_none(start: str) -> None:
    assert whole_number(start, 1) == 1
    source = NUMBERING.replace('w:val="12"', f'w:val="{start}"').replace('w:ilvl="0"', f'w:ilvl="{start}"')
    read(
        with_parts(numbered("The Group met in the city and in the hall.", 3) + p(REST), {"word/numbering.xml": source}),
        "x",
    )


@pytest.mark.parametrize(
    ("count", "shape", "label"),
    [
        (4, "russianLower", "г"), (3, "ideographTraditional", "丙"), (9, "decimalZero", "09"), (4000, "lowerRoman", "4000"),
        (21, "chineseCountingThousand", "二十一"), (0, "lowerLetter", "0"), (-3, "upperRoman", "-3"),
    ],
)  # fmt: skip
def test_more_formats(count: int, shape: str, label: str) -> None:
    assert shown(count, shape) == label


def test_tracked_changes_are_read_as_accepted() -> None:
    body = (
        "<w:p><w:r><w:t>1. The Group </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>often </w:t></w:r></w:ins><w:r><w:t>met in the hall.</w:t></w:r></w:p>" + p("2. " + REST)
    )
    tree = read(packed(body), "x.docx")
    assert next(tree.paragraphs()).text == "The Group often met in the hall."
    said = next(problem for problem in tree.problems if problem.code == "DOC-044")
    assert (said.params["inserted"], said.params["deleted"]) == (1, 1)


def note(kind: str, turn: int, text: str) -> str:
    return f'<w:{kind} w:id="{turn}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t> {text}</w:t></w:r></w:p></w:{kind}>'


def test_footnotes_endnotes_and_marks_of_ones_own() -> None:
    called = '<w:p><w:r><w:t>{}</w:t></w:r><w:r><w:{}Reference w:id="{}" {}/>{}</w:r><w:r><w:t> {}</w:t></w:r></w:p>'
    body = (
        p("Invented title of the paper in the hall")
        + called.format(
            "Item 2 of the provisional agenda", "footnote", 5, 'w:customMarkFollows="1"', "<w:t>*</w:t>", ""
        )
        + called.format("1. The Group met", "footnote", 2, "", "", "in the city of the house.")
        + called.format("2. It spoke", "endnote", 2, "", "", "of the matter in the hall.")
    )
    foot = f"<w:footnotes {W}>{note('footnote', 2, 'The first.')}{note('footnote', 5, 'A/99/50.')}</w:footnotes>"
    end = f"<w:endnotes {W}>{note('endnote', 2, 'At the end.')}</w:endnotes>"
    tree = read(with_parts(body, {"word/footnotes.xml": foot, "word/endnotes.xml": end}), "x.docx")
    assert [(each.number, plain(each.runs)) for each in tree.notes] == [
        ("*", "A/99/50."), ("1", "The first."), ("2", "At the end."),
    ]  # fmt: skip
    assert [notes_of(item.runs) for item in tree.paragraphs()] == [("1",), ("2",)]
    assert tree.masthead.item == "Item 2 of the provisional agenda"
    assert "DOC-025" not in codes(tree)


def test_typed_raised_digits_are_calls_but_not_measures() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    body = (
        f"<w:p><w:r><w:t>1. The Group met in the hall.</w:t></w:r>{raised.format(1)}</w:p>"
        f"<w:p><w:r><w:t>2. The hall has 40 m</w:t></w:r>{raised.format(2)}<w:r><w:t> of the house.</w:t></w:r></w:p>"
    )
    first, second = read(packed(body), "x.docx").paragraphs()
    assert notes_of(first.runs) == ("1",)
    assert second.text == "The hall has 40 m² of the house."


def test_boxes_once_comments_signs_and_hidden_text() -> None:
    box = f"<w:txbxContent>{p('In the box of the house.')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><w:t>1. The Group met in the hall.</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
        '<w:p><w:r><w:t>2. It </w:t></w:r><w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'
        '<w:r><w:sym w:font="Wingdings" w:char="F0EE"/></w:r><w:r><w:commentReference w:id="0"/></w:r>'
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r><w:r><w:softHyphen/><w:t> ended in the city.</w:t></w:r></w:p>"
    )
    tree = read(packed(body), "x.docx")
    texts = [item.text for item in tree.paragraphs()]
    assert texts == ["The Group met in the hall.", "In the box of the house.", "It ≥□ ended in the city."]
    assert {"DOC-033", "DOC-045", "DOC-053"} <= codes(tree)


def test_tables_with_merged_cells_keep_their_columns() -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    rows = [
        cell("State") + cell("Requests of the year", '<w:gridSpan w:val="2"/>'),
        cell("Kenya", '<w:vMerge w:val="restart"/>') + cell("2098") + cell("4"),
        cell("", "<w:vMerge/>") + cell("2099") + cell("5"),
    ]
    body = (
        p("1. The Group saw the table in the hall.")
        + "<w:tbl>"
        + "".join(f"<w:tr>{row}</w:tr>" for row in rows)
        + "</w:tbl>"
    )
    tree = read(packed(body + p("2. " + REST)), "x.docx")
    (table,) = [block for section in tree.all_sections() for block in section.blocks if isinstance(block, Table)]
    assert [plain(item.runs) for item in table.header] == ["State", "Requests of the year", ""]
    assert [[plain(item.runs) for item in row] for row in table.rows] == [["Kenya", "2098", "4"], ["", "2099", "5"]]
    assert table.rows[0][2].numeric
    assert [item.number for item in tree.paragraphs()] == ["1", "2"]


def test_names_of_the_template() -> None:
    names = {"SingleTxt": "_ Single Txt", "H1": "_ H_1", "H23": "_ H_2/3", "HChG": "_ H _Ch_G", "TOC1": "toc 1"}
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
        for key, name in names.items()
    )
    body = (
        p("Report of the invented Group on its meeting in the hall", '<w:pStyle w:val="HChG"/>')
        + p("I. Introduction 3", '<w:pStyle w:val="TOC1"/>')
        + p("I.\tIntroduction", '<w:pStyle w:val="HChG"/>')
        + p("A.\tOpening of the meeting", '<w:pStyle w:val="H1"/>')
        + p("1.\tThe Group met in the city.", '<w:pStyle w:val="SingleTxt"/>')
        + p("B.\tClosing", '<w:pStyle w:val="H23"/>')
        + p("2.\t" + REST)
    )
    tree = read(with_parts(body, {"word/styles.xml": f"<w:styles {W}>{styles}</w:styles>"}), "x.docx")
    assert tree.masthead.title == "Report of the invented Group on its meeting in the hall"
    assert [(s.number, s.heading, s.level) for s in tree.all_sections()] == [
        ("I", "Introduction", 1), ("A", "Opening of the meeting", 2), ("B", "Closing", 2),
    ]  # fmt: skip
    assert "DOC-051" in codes(tree)


def test_running_feet_give_the_job_number() -> None:
    foot = f"<w:ftr {W}><w:p><w:r><w:t>V.99-01234 (E)</w:t></w:r></w:p></w:ftr>"
    head = f"<w:hdr {W}><w:p><w:r><w:t>CTOC/COP/2099/9</w:t></w:r></w:p></w:hdr>"
    tree = read(
        with_parts(
            p("1. The Group met in the hall.") + p("2. " + REST), {"word/footer1.xml": foot, "word/header2.xml": head}
        ),
        "x.docx",
    )
    assert (tree.masthead.job_number, tree.masthead.symbols) == ("V.99-01234 (E)", ("CTOC/COP/2099/9",))


def test_macros_and_links_are_said_and_the_text_is_read() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="a" Type="http://x/attachedTemplate" Target="http://far.example/t.dotm" TargetMode="External"/>'
        '<Relationship Id="b" Type="http://x/hyperlink" Target="http://near.example/" TargetMode="External"/></Relationships>'
    )
    parts: dict[str, str | bytes] = {"word/vbaProject.bin": b"\0", "word/_rels/settings.xml.rels": relations}
    tree = read(with_parts(p("1. The Group met in the hall.") + p("2. " + REST), parts), "x.docm")
    assert {"DOC-046", "DOC-047"} <= codes(tree)
    said = next(problem for problem in tree.problems if problem.code == "DOC-047")
    assert said.params["targets"] == "http://far.example/t.dotm"
    assert len(list(tree.paragraphs())) == 2


def test_a_damaged_part_is_said_and_the_rest_is_read() -> None:
    tree = read(
        with_parts(p("1. The Group met in the hall.") + p("2. " + REST), {"word/styles.xml": "<w:st"}), "x.docx"
    )
    assert "DOC-050" in codes(tree)


def bomb(part: str, size: int) -> bytes:
    return with_parts(p(REST), {part: b"<a>" + b" " * size + b"</a>"})


def test_what_swells_is_not_opened() -> None:
    assert refusal(bomb("word/numbering.xml", 40 * 2**20)) == "DOC-048"
    assert refusal(with_parts(p(REST), {f"word/media/{turn}": b"" for turn in range(5001)})) == "DOC-048"


def test_entities_and_depth() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE d [<!ENTITY e "{"lol" * 99}">]><w:document {W}><w:body>{p("&e;" * 99)}</w:body></w:document>',
        )
    assert refusal(stream.getvalue()) == "DOC-006"
    assert refusal(packed("<w:sdt>" * 400 + p(REST) + "</w:sdt>" * 400)) == "DOC-008"


@pytest.mark.parametrize(
    ("inside", "code"), [("EncryptedPackage", "DOC-043"), ("WordDocument", "DOC-042"), ("Workbook", "DOC-002")]
)
def test_the_old_container(inside: str, code: str) -> None:
    assert refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + inside.encode("utf-16-le") + bytes(500)) == code


def test_another_package() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<a/>")
    assert refusal(stream.getvalue()) == "DOC-007"


def test_italic_and_bold_words_come_back() -> None:
    def run(text: str, kind: str = "") -> str:
        return f'<w:r><w:rPr>{kind}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    body = (
        f"<w:p>{run('1. ')}{run('Recalling', '<w:i/>')}{run(' the word of the hall, and Recalling ')}{run('the word', '<w:b/>')}"
        f"{run(' of it.')}</w:p><w:p>{run('2. It was said in the hall ')}{run('inter alia', '<w:i/>')}"
        '<w:r><w:footnoteReference w:id="2"/></w:r>' + run(" that it ended.") + "</w:p>"
    )
    foot = f"<w:footnotes {W}>{note('footnote', 2, 'The first.')}</w:footnotes>"
    first, second = read(with_parts(body, {"word/footnotes.xml": foot}), "x.docx").paragraphs()
    assert [(item.text, item.emphasis, item.note) for item in first.runs] == [
        ("Recalling", "italic", ""),
        (" the word of the hall, and Recalling ", "", ""),
        ("the word", "bold", ""),
        (" of it.", "", ""),
    ]
    assert [(item.text, item.emphasis, item.note) for item in second.runs] == [
        ("It was said in the hall ", "", ""),
        ("inter alia", "italic", "1"),
        (" that it ended.", "", ""),
    ]


def test_emphasis_of_our_own_files() -> None:
    runs = (Run("Recalling", "italic"), Run(" the decision of the hall, "), Run("firmly", "bold"), Run(" closed it."))
    tree = Tree("en", sections=(Section("I", "One", 1, (Paragraph("1", runs), Paragraph("2", (Run(REST),)))),))
    again = read(write(tree, "docx"), "x.docx")
    assert next(again.paragraphs()).runs == runs
