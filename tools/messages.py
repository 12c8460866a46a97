"""Interface texts: collect them from code and templates into .po files, compile .po files, tell what is missing.

    python tools/messages.py update | compile | check

No gettext programs are needed: Babel reads the code, Django's own parser the templates.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

REPOSITORY = Path(__file__).resolve().parents[1]
PACKAGE = REPOSITORY / "src" / "entraide"
LOCALE = PACKAGE / "locale"
TRANSLATED = ("ar", "es", "fr", "ru", "zh")
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
}  # fmt: skip
BORROWED = {"zh": "zh_Hans"}
"""Django and allauth speak simplified Chinese under this name; its texts are put below ours when compiling."""

ARABIC_PLURAL = "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
"""zero, one, two, few, many, other, as Django's own catalogue orders them; Babel puts the last two the other way round."""

Found = tuple[str, str | tuple[str, ...], str | None]


def _in_code() -> Iterator[Found]:
    for path in sorted(PACKAGE.glob("**/*.py")):
        if "/tests/" in str(path) or "/migrations/" in str(path):
            continue
        for line, message, _comments, context in extract_from_file("python", str(path), keywords=KEYWORDS):
            del line
            yield path.relative_to(REPOSITORY).as_posix(), message, context


def _in_templates() -> Iterator[Found]:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "entraide.portal.settings")
    import django  # noqa: PLC0415 - settings have to be named first
    from django.template import engines  # noqa: PLC0415
    from django.templatetags.i18n import BlockTranslateNode, TranslateNode  # noqa: PLC0415

    django.setup()
    engine = engines["django"].engine
    for path in sorted([*PACKAGE.glob("**/templates/**/*.html"), *PACKAGE.glob("**/templates/**/*.txt")]):
        name = path.relative_to(REPOSITORY).as_posix()
        template = engine.from_string(path.read_text(encoding="utf-8"))
        for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            yield from _of_node(name, node)


def _literal(expression: object) -> str | None:
    var = getattr(expression, "var", None)
    said = getattr(var, "literal", var)
    return str(said) if isinstance(said, str) else None


def _of_node(name: str, node: object) -> Iterator[Found]:
    context = _literal(getattr(node, "message_context", None))
    if hasattr(node, "filter_expression"):
        if (said := _literal(node.filter_expression)) is not None:
            yield name, said, context
        return
    singular = node.render_token_list(node.singular)[0]  # type: ignore[attr-defined]
    if node.trimmed:  # type: ignore[attr-defined]
        singular = " ".join(singular.split())
    if node.plural:  # type: ignore[attr-defined]
        yield name, (singular, node.render_token_list(node.plural)[0]), context  # type: ignore[attr-defined]
    else:
        yield name, singular, context


@cache
def collected() -> Catalog:
    """Everything that is to be translated. Read once: the sources do not change under a running program."""
    template = Catalog(project="entraide", charset="utf-8", fuzzy=False)
    for name, message, context in (*_in_code(), *_in_templates()):
        if message and message != "":
            flags = ["python-format"] if "%(" in str(message) else []
            template.add(message, locations=[(name, 0)], flags=flags, context=context)
    return template


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands in git."""
    path = _po(language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language, ignore_obsolete=True)
    else:
        catalog = Catalog(locale=language, charset="utf-8", fuzzy=False)
    if language == "ar":
        catalog._num_plurals, catalog._plural_expr = 6, ARABIC_PLURAL
    return catalog


def update() -> None:
    """Bring the five .po files up to date with the code; English is the language of the sources."""
    template = collected()
    for language in TRANSLATED:
        catalog = read(language)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        path = _po(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalog, width=0, sort_output=True, include_lineno=False, omit_header=False)


def missing(language: str) -> list[str]:
    """Messages of the sources that have no translation, or not all of their plural forms."""
    catalog = read(language)
    lacking = []
    for message in collected():
        if not message.id:
            continue
        own = catalog.get(message.id, message.context)
        strings = [] if own is None else list(own.string) if isinstance(own.string, (list, tuple)) else [own.string]
        if not strings or not all(strings) or own.fuzzy:
            lacking.append(str(message.id))
    return lacking


def compile_all() -> None:
    """Write the .mo files that Django reads."""
    for language in TRANSLATED:
        catalog = read(language)
        if language in BORROWED:
            catalog = _with_borrowed(catalog, BORROWED[language])
        target = _po(language).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, catalog)


def _with_borrowed(catalog: Catalog, locale: str) -> Catalog:
    for package, folder in (("django", "conf/locale"), ("allauth", "locale")):
        origin = Path(find_spec(package).origin).parent  # type: ignore[union-attr, arg-type]
        with (origin / folder / locale / "LC_MESSAGES" / "django.mo").open("rb") as file:
            for message in read_mo(file):
                context = message.context.decode() if isinstance(message.context, bytes) else message.context
                if message.id and catalog.get(message.id, context) is None:
                    catalog.add(message.id, message.string, context=context, flags=message.flags)
    return catalog


def main() -> int:
    """One verb."""
    verb = sys.argv[1] if len(sys.argv) > 1 else "check"
    if verb == "update":
        update()
    elif verb == "compile":
        compile_all()
    else:
        lacking = {language: missing(language) for language in TRANSLATED}
        for language, rows in lacking.items():
            print(language, len(rows), *rows[:5], sep="\n    ")
        return 1 if any(lacking.values()) else 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
