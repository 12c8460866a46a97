"""Reads an XForm (ODK XForms specification) into a `Form`. What is wrong is collected, numbered, with the path."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen
from lxml import etree

from entraide.kernel.problems import Problem, Refused, stops
from entraide.kernel.text import Text

from .body import Bind, Body
from .dependencies import ANYTHING, order, references
from .form import Form, Group, Note, Question, Repeat
from .itext import Texts, read_texts
from .plan import edges_of, named
from .xpath.nodes import Node, document_of, element_of
from .xpath.parser import walk
from .xpath.tree import Call, Expression
from .xpath.tree import Text as TextTree


@frozen
class Reading:
    """A form as far as it could be read, and everything that is wrong with it."""

    form: Form | None
    problems: tuple[Problem, ...]

    @property
    def publishable(self) -> bool:
        """Whether nothing forbids its publication."""
        return self.form is not None and not stops(self.problems)

    def published(self) -> Form:
        """The form; refused with every problem that forbids its publication."""
        if self.form is None or not self.publishable:
            raise Refused(*stops(self.problems))
        return self.form


def read_xform(xml: bytes) -> Form:
    """The form in an XForm. Refused with every problem that forbids its publication."""
    return check_xform(xml).published()


def check_xform(xml: bytes) -> Reading:
    """The form and its problems. Translations that are missing are problems of the grade `explain`."""
    try:
        root = element_of(xml)
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused(Problem("COL-044"))
        document = document_of(root)
        model, body = _parts(document)
        instances = _instance_texts(root)
        form, problems = _form(document, model, body, instances)
    except Refused as refused:
        return Reading(None, refused.problems)
    problems = [*problems, *_wrong_references(form), *_circles(form), *_missing_translations(form)]
    return Reading(form, tuple(problems))


def _parts(document: Node) -> tuple[Node, Node]:
    html = document.elements()[0]
    model = next((model for head in html.elements("head") for model in head.elements("model")), None)
    body = next(iter(html.elements("body")), None)
    if model is None or not model.elements("instance") or not model.elements("instance")[0].elements():
        raise Refused(Problem("COL-011", {"missing": "model/instance"}))
    if body is None:
        raise Refused(Problem("COL-011", {"missing": "body"}))
    return model, body


def _instance_texts(root: etree._Element) -> Mapping[str, str]:
    """The XML text of each instance by id, the primary one under ""."""
    found: dict[str, str] = {}
    for at, instance in enumerate(root.iter("{http://www.w3.org/2002/xforms}instance")):
        held = next((child for child in instance if isinstance(child.tag, str)), None)
        name = "" if at == 0 else str(instance.get("id", ""))
        if held is not None and name not in found:
            found[name] = etree.tostring(held, encoding="unicode", with_tail=False)
    return found


def _form(document: Node, model: Node, body: Node, instances: Mapping[str, str]) -> tuple[Form, list[Problem]]:
    texts = read_texts(model)
    data = model.elements("instance")[0].elements()[0]
    binds = {bind.attribute("nodeset").strip(): Bind(bind) for bind in model.elements("bind")}
    reader = Body(texts, binds, _template_paths(data), {name: text for name, text in instances.items() if name})
    sections = reader.sections(body)
    form = Form(
        id=data.attribute("id") or data.uri,
        version=data.attribute("version"),
        title=_title(document, texts),
        default_language=texts.default,
        languages=texts.languages,
        sections=sections,
        root="/" + data.name,
        hidden=reader.hidden(),
        template=instances[""],
        instances={name: text for name, text in instances.items() if name},
        itext=texts.plain,
    )
    return form, reader.problems


def _title(document: Node, texts: Texts) -> Text:
    titles = [title for head in document.elements()[0].elements("head") for title in head.elements("title")]
    return texts.literal(titles[0].text.strip()) if titles else Text()


def _template_paths(data: Node) -> Mapping[str, str]:
    """Every path of the primary instance, with the default held there; containers hold ""."""
    found: dict[str, str] = {}

    def add(node: Node, path: str) -> None:
        children = node.elements()
        found.setdefault(path, "" if children else node.text.strip())
        for child in children:
            add(child, f"{path}/{child.name}")

    add(data, "/" + data.name)
    return found


def _expressions(form: Form) -> list[tuple[str, Expression]]:
    found: list[tuple[str, Expression]] = []
    for question in (*form.hidden, *form.questions()):
        parts = (question.relevant, question.calculation, question.constraint, question.required)
        found += [(question.path, part) for part in (*parts, question.choice_filter) if part is not None]
    for item in form.items():
        if isinstance(item, Group | Repeat | Note) and item.relevant is not None:
            found.append((item.path, item.relevant))
    found += [(section.path, section.relevant) for section in form.sections if section.relevant is not None]
    return found


def _wrong_references(form: Form) -> list[Problem]:
    known = set(_template_paths(document_of(element_of(form.template)).elements()[0]))
    wrong: list[Problem] = []
    for path, expression in _expressions(form):
        read = references(expression, path)
        unknown = sorted(one for one in read if one not in known and one not in (ANYTHING, "", "/"))
        wrong += [Problem("COL-012", {"path": one}, path) for one in unknown]
        wrong += [Problem("COL-010", {"name": name}, path) for name in _unknown_lists(expression, form)]
    return wrong


def _unknown_lists(expression: Expression, form: Form) -> list[str]:
    calls = [tree for tree in walk(expression.tree) if isinstance(tree, Call) and tree.name == "instance"]
    named = [call.arguments[0].value for call in calls if isinstance(call.arguments[0], TextTree)]
    return [name for name in named if name not in form.instances]


def _circles(form: Form) -> list[Problem]:
    _, circle = order(edges_of(form))
    told = list(dict.fromkeys(named(path) for path in circle))
    return [Problem("COL-013", {"paths": ", ".join(told[:10])}, told[0])] if told else []


def texts_of(form: Form) -> Mapping[str, Text]:
    """Every text that a person reads: at `path` the label, at `path:hint` …, at `path=value` that of a choice."""
    texts: dict[str, Text] = {"title": form.title}
    for section in form.sections:
        texts[section.path or section.name] = section.label
    for item in form.items():
        texts.setdefault(item.path, item.label)
        if isinstance(item, Question):
            texts[f"{item.path}:hint"] = item.hint
            texts[f"{item.path}:guidance"] = item.guidance
            texts[f"{item.path}:constraint"] = item.constraint_message
            texts[f"{item.path}:required"] = item.required_message
            texts |= {f"{item.path}={choice.value}": choice.label for choice in item.choices}
    return texts


def _missing_translations(form: Form) -> list[Problem]:
    texts = texts_of(form)
    return [_missing(text, place, form) for place, text in texts.items() if text and text.missing()]


def _missing(text: Text, place: str, form: Form) -> Problem:
    shown = text.shown_in(form.default_language).text
    return Problem("COL-015", {"text": shown[:80], "languages": ", ".join(text.missing())}, place)
