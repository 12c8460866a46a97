"""The questionnaire that the measures are taken on: 150 questions in ten sections, six languages, every fifth computed."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from openpyxl import Workbook

from entraide.collection.domain.answers import Answers, Cell
from entraide.collection.domain.form import Form

LANGUAGES = ("English (en)", "Français (fr)", "Español (es)", "Русский (ru)", "中文 (zh)", "العربية (ar)")
TODAY = date(2026, 11, 30)


def xlsform(questions: int = 150) -> bytes:
    """The XLSForm."""
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    plain = ("type", "name", "relevant", "constraint", "required", "calculation")
    spoken = ("label", "hint", "constraint_message")
    survey.append([*plain, *(f"{kind}::{language}" for kind in spoken for language in LANGUAGES)])

    def row(kind: str, name: str, **said: str) -> None:
        words = [f"{what} {name} {language}" for what in ("Question", "Hint", "Wrong") for language in LANGUAGES]
        survey.append([kind, name, *(said.get(key, "") for key in plain[2:]), *words])

    for at in range(questions):
        if at % 15 == 0:
            row("begin group", f"s{at // 15}")
        _question(row, at + 1)
        if at % 15 == 14:
            survey.append(["end group"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", *(f"label::{language}" for language in LANGUAGES)])
    for value in ("yes", "no", "unknown"):
        choices.append(["yn", value, *(f"{value} {language}" for language in LANGUAGES)])
    settings = book.create_sheet("settings")
    settings.append(["form_title", "form_id", "version", "default_language"])
    settings.append(["Bench", "bench", "1", "English (en)"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _question(row: object, number: int) -> None:
    assert callable(row)
    name, before = f"q{number}", f"${{q{number - 1}}}"
    kind = (number - 1) % 5
    if kind == 0:
        row("select_one yn", name, required="yes")
    elif kind == 1:
        row("integer", name, relevant=f"{before} = 'yes'", constraint=". >= 0 and . <= 100000")
    elif kind == 2:
        row("integer", name, constraint=f". >= 0 and . <= {before} + 1000")
    elif kind == 3:
        row("calculate", name, calculation=f"coalesce({before}, 0) + coalesce(${{q{number - 2}}}, 0)")
    else:
        row("text", name, relevant=f"{before} > 10")


def filled(form: Form) -> Answers:
    """A whole reply."""
    values = {"select_one": "yes", "integer": "12", "text": "words"}
    return Answers({one.path: Cell(values[one.type]) for one in form.questions() if one.answerable})
