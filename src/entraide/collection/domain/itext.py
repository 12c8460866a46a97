"""The texts of an XForm: translations by language, and what labels and hints refer to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from attrs import define, evolve, field

from entraide.kernel.languages import LANGUAGES, OWN_NAMES, Language, is_language
from entraide.kernel.text import Text

from .xpath.nodes import Node

_TAG = re.compile(r"\(([A-Za-z]{2,3})(?:[-_]\w+)*\)\s*$")
_REFERENCE = re.compile(r"\s*jr:itext\(\s*(['\"])(.*?)\1\s*\)\s*")
_BY_NAME: Final[Mapping[str, Language]] = {name.casefold(): code for code, name in OWN_NAMES.items()}


def language_of(tag: str) -> Language | None:
    """The language meant by `fr`, `fr-CH`, `Français (fr)` or `Français`; None when it is none of the six."""
    found = _TAG.search(tag)
    code = (found.group(1) if found else tag.replace("_", "-").split("-")[0]).strip().lower()
    if is_language(code):
        return next(language for language in LANGUAGES if language == code)
    return _BY_NAME.get(tag.strip().casefold())


def shown_text(node: Node) -> str:
    """The text of a label, with `{{path}}` where a value is shown."""
    parts = []
    for child in node.children:
        if child.sort == "text":
            parts.append(child.value)
        elif child.local == "output":
            parts.append("{{" + (child.attribute("value") or child.attribute("ref")).strip() + "}}")
        elif child.sort == "element":
            parts.append(shown_text(child))
    return "".join(parts).strip()


MEDIA: Final = ("image", "big-image", "audio", "video")


def _files(text: Text) -> Text:
    return evolve(text, versions={language: name.rsplit("/", 1)[-1] for language, name in text.versions.items()})


@define
class Texts:
    """Every translated text: by form (`""`, `guidance`, `image` …), then by id."""

    default: Language = "en"
    languages: tuple[Language, ...] = ()
    by_form: dict[str, dict[str, Text]] = field(factory=dict)

    @property
    def plain(self) -> Mapping[str, Text]:
        """The ordinary texts by id."""
        return self.by_form.get("", {})

    def named(self, name: str, form: str = "") -> Text:
        """A text by its id."""
        return self.by_form.get(form, {}).get(name, Text())

    def of(self, node: Node | None, form: str = "") -> Text:
        """The text that a label or hint element holds or refers to."""
        if node is None:
            return Text()
        reference = _REFERENCE.fullmatch(node.attribute("ref"))
        if reference:
            return self.named(reference.group(2), form)
        return Text() if form else self.literal(shown_text(node))

    def referred(self, attribute: str) -> Text:
        """The text of an attribute such as `jr:constraintMsg`: a reference, or the text itself."""
        reference = _REFERENCE.fullmatch(attribute)
        return self.named(reference.group(2)) if reference else self.literal(attribute)

    def media(self, node: Node | None) -> Mapping[str, Text]:
        """The files beside a label, by sort: names without the `jr://images/` of the form."""
        reference = _REFERENCE.fullmatch(node.attribute("ref")) if node else None
        return self.media_of(reference.group(2)) if reference else {}

    def media_of(self, name: str) -> Mapping[str, Text]:
        """The files of a text by its id."""
        found = {form: self.by_form.get(form, {}).get(name) for form in MEDIA}
        return {form: _files(text) for form, text in found.items() if text}

    def literal(self, text: str) -> Text:
        """A text that stands untranslated in the form: in the form's default language."""
        return Text({self.default: text}, {self.default: "original"}) if text else Text()


def read_texts(model: Node) -> Texts:
    """All translations of a model. The default language is the one marked so, else the first of the six."""
    translations = [one for itext in model.elements("itext") for one in itext.elements("translation")]
    known = [(language, one) for one in translations if (language := language_of(one.attribute("lang")))]
    marked = [language for language, one in known if any(attribute.local == "default" for attribute in one.attributes)]
    texts = Texts((marked or [language for language, _ in known] or ["en"])[0])
    present = {language for language, _ in known} or {texts.default}
    texts.languages = tuple(language for language in LANGUAGES if language in present)
    for language, translation in known:
        for text in translation.elements("text"):
            for value in text.elements("value"):
                _add(texts, value.attribute("form"), text.attribute("id"), language, shown_text(value))
    return texts


def _add(texts: Texts, form: str, name: str, language: Language, text: str) -> None:
    if text and text != "-":  # pyxform writes "-" where a translation is missing
        held = texts.by_form.setdefault(form, {})
        status = "original" if language == texts.default else "official"
        held[name] = held.get(name, Text()).with_version(language, text, status)  # type: ignore[arg-type]
