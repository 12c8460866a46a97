"""What the offline workbook of a questionnaire of 150 questions in six languages costs, in CPU of this process.

`python tools/bench_workbook.py write|read` prints one JSON object; `make bench` puts them into the table. The form is
invented from a fixed pattern: fifteen sections of ten questions with conditions, rules, calculations, and two repeats.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from entraide.collection.domain.answers import Answers, Cell, concrete
from entraide.collection.domain.form import Form
from entraide.collection.domain.reading import check_form
from entraide.collection.domain.workbook import read_workbook, write_workbook
from entraide.kernel.languages import LANGUAGES, OWN_NAMES

Measured = dict[str, Any]
SECTIONS = 15
KINDS = ("select1", "int", "int", "int", "decimal", "string", "select", "date", "string", "int")
_WORDS = {
    "ar": "عدد القضايا المسجلة في السنة", "en": "Number of cases recorded in the year", "es": "Número de casos del año",
    "fr": "Nombre d’affaires enregistrées dans l’année", "ru": "Число дел, зарегистрированных за год", "zh": "当年登记案件数",
}  # fmt: skip


def _instance(section: int) -> str:
    names = "".join(f"<q{section}_{place}/>" for place in range(len(KINDS)))
    inner = f'<r{section} jr:template="">{names}</r{section}>' if section in (5, 10) else names
    return f"<s{section}>{inner}<total{section}/></s{section}>"


def _base(section: int) -> str:
    return f"/data/s{section}/r{section}" if section in (5, 10) else f"/data/s{section}"


def _bind(section: int, place: int, kind: str) -> str:
    path = f"{_base(section)}/q{section}_{place}"
    types = {"select1": "string", "select": "string"}
    more = ' required="true()"' if place == 0 else ""
    if place in (1, 2, 5):
        more += f""" relevant="../q{section}_0 = 'a'" """
    if kind in ("int", "decimal"):
        more += (
            ' constraint=". &gt;= 0 and . &lt;= 100000" jr:constraintMsg="jr:itext(\'wrong\')" entraide:kind="figure"'
        )
    return f'<bind nodeset="{path}" type="{types.get(kind, kind)}"{more}/>'


def _control(section: int, place: int, kind: str) -> str:
    tag = kind if kind.startswith("select") else "input"
    label = f"<label ref=\"jr:itext('l{section}_{place}')\"/><hint ref=\"jr:itext('h')\"/>"
    items = "".join(f"<item><label ref=\"jr:itext('c{code}')\"/><value>{code}</value></item>" for code in "abcdefgh")
    ref = f"{_base(section)}/q{section}_{place}"
    return f'<{tag} ref="{ref}">{label}{items if kind.startswith("select") else ""}</{tag}>'


def _section(section: int) -> str:
    body = "".join(_control(section, place, kind) for place, kind in enumerate(KINDS))
    if section in (5, 10):
        label = f"<label ref=\"jr:itext('s{section}')\"/>"
        body = f'<group ref="{_base(section)}">{label}<repeat nodeset="{_base(section)}">{body}</repeat></group>'
    return f'<group ref="/data/s{section}"><label ref="jr:itext(\'s{section}\')"/>{body}</group>'


def _texts(language: str) -> str:
    words = _WORDS[language]
    ids = {
        f"l{section}_{place}": f"{words} {section}.{place}"
        for section in range(SECTIONS)
        for place in range(len(KINDS))
    }
    ids |= {f"s{section}": f"{words[:20]} {section}" for section in range(SECTIONS)}
    ids |= {f"c{code}": f"{words[:12]} {code}" for code in "abcdefgh"} | {"h": words, "wrong": words}
    values = "".join(f'<text id="{id}"><value>{text}</value></text>' for id, text in ids.items())
    return f'<translation lang="{OWN_NAMES[language]} ({language})">{values}</translation>'  # type: ignore[index]


def form() -> Form:
    """150 questions in six languages."""
    binds = [_bind(section, place, kind) for section in range(SECTIONS) for place, kind in enumerate(KINDS)]
    for section in range(SECTIONS):
        total = f"/data/s{section}/q{section}_1 + /data/s{section}/q{section}_2"
        total = f"sum({_base(section)}/q{section}_1[. != ''])" if section in (5, 10) else total
        binds.append(f'<bind nodeset="/data/s{section}/total{section}" type="string" calculate="{total}"/>')
    xml = f"""<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
      xmlns:jr="http://openrosa.org/javarosa" xmlns:entraide="urn:entraide:xforms"><h:head><h:title>Bench</h:title><model>
      <itext>{"".join(_texts(language) for language in LANGUAGES)}</itext><instance><data id="bench" version="1">
      {"".join(_instance(section) for section in range(SECTIONS))}<meta><instanceID/></meta></data></instance>
      {"".join(binds)}</model></h:head><h:body>{"".join(_section(section) for section in range(SECTIONS))}</h:body></h:html>"""
    return check_form(xml.encode()).published()


def answers(made: Form) -> Answers:
    """Every question answered, three rows in each repeat."""
    cells: dict[str, Cell] = {}
    given = {"integer": "1234", "decimal": "12.5", "select_one": "a", "select_multiple": "a c", "date": "2024-03-14"}
    for question in made.questions():
        rows = range(1, 4) if question.repeat else range(1, 2)
        for row in rows:
            path = concrete(question.path, {question.repeat: row} if question.repeat else {})
            cells[path] = Cell(
                given.get(question.type, "Ministry of Justice"), comment="" if question.repeat else "checked"
            )
    return Answers(cells)


def _cpu(work: Callable[[], object], times: int) -> float:
    work()
    taken = []
    for _time in range(times):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def write() -> Measured:
    """Writing the workbook in one language, with every question answered: seconds."""
    made = form()
    full = answers(made)
    return {
        "value": _cpu(lambda: write_workbook(made, "fr", full), 5),
        "unit": "s CPU",
        "questions": len(made.questions()),
    }


def read() -> Measured:
    """Reading it back: milliseconds."""
    made = form()
    data = write_workbook(made, "fr", answers(made))
    found = read_workbook(made, data)
    assert not found.problems, found.problems[:3]
    return {
        "value": _cpu(lambda: read_workbook(made, data), 20) * 1000,
        "unit": "ms CPU",
        "answers": len(found.answers),
    }


MEASURES: dict[str, Callable[[], Measured]] = {"write": write, "read": read}

if __name__ == "__main__":
    print(json.dumps(MEASURES[sys.argv[1]]()))
