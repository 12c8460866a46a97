"""Compiles the vocabularies people edit in data/vocabularies into the JSON that case records are normalised with.

python tools/build_vocabularies.py            writes src/entraide/analysis/domain/linkage/normalising/compiled/*.json
python tools/build_vocabularies.py --check    says whether they are up to date (exit 1 when not)
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from anyascii import anyascii
from babel import Locale

from entraide.analysis.domain.linkage.normalising.letters import pieces, plain, stem
from entraide.kernel.languages import LANGUAGES
from entraide.reference.domain.folding import fold
from entraide.reference.domain.names import names_of
from entraide.reference.domain.roll import entities

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "vocabularies"
TARGET = ROOT / "src" / "entraide" / "analysis" / "domain" / "linkage" / "normalising" / "compiled"
KINDS = {"types": "type", "materials": "material", "cultures": "culture"}

Row = dict[str, Any]


def compiled() -> dict[str, Row]:
    """Every table, by the name of its file."""
    return {"terms": _terms(), "words": _words(), "places": _places(), "money": _money()}


@cache
def source(concern: str) -> Row:
    """One vocabulary as people edit it."""
    rows: Row = yaml.safe_load((SOURCE / f"{concern}.yml").read_text(encoding="utf-8"))
    return rows


def variants(row: Row, language: str) -> list[str]:
    """The words of one term in one language, its label first."""
    return [each.strip() for each in str(row.get(language, "")).split("|") if each.strip()]


def _terms() -> Row:
    found: Row = {}
    for concern, kind in KINDS.items():
        for code, row in source(concern).items():
            labels = {language: variants(row, language)[0] for language in LANGUAGES}
            found[f"{kind}:{code}"] = {"group": row.get("group", ""), "labels": labels, "aat": row.get("aat")}
    for code, row in source("groups").items():
        found[f"group:{code}"] = {
            "group": "",
            "labels": {language: row[language] for language in LANGUAGES},
            "aat": None,
        }
    return found


def phrases() -> Iterator[tuple[str, str, str]]:
    """Every (language, phrase, kind:code) of the vocabularies, as written."""
    for concern, kind in KINDS.items():
        for code, row in source(concern).items():
            mark = "?" if row.get("weak") else ""
            for language in LANGUAGES:
                for phrase in variants(row, language):
                    weak = mark or ("?" if phrase.startswith("?") else "")
                    yield language, phrase.lstrip("?"), f"{kind}:{weak}{code}"
    for language, row in source("modifiers").items():
        yield from ((language, phrase.strip(), "modifier:-") for phrase in str(row).split("|"))


def folded(phrase: str, language: str) -> str:
    """As it is looked up: words in order, folded; Chinese without spaces."""
    found = pieces(plain(phrase))
    return "".join(found) if language == "zh" else " ".join(found)


def _words() -> Row:
    found: Row = {language: {"exact": {}, "stems": {}} for language in LANGUAGES}
    for language, phrase, code in phrases():
        key = folded(phrase, language)
        _put(found[language]["exact"], key, code)
        if language != "zh":
            _put(found[language]["stems"], " ".join(stem(word, language) for word in key.split(" ")), code)
    preferred = source("ambiguous")
    for language, table in found.items():
        for form in table.values():
            for key, codes in form.items():
                form[key] = " ".join(_in_order(codes, preferred.get(language, {}).get(key)))
    return found


def _in_order(codes: list[str], first: str | None) -> list[str]:
    return sorted(codes, key=lambda code: code.replace("?", "") != first) if first else codes


def _put(table: dict[str, list[str]], key: str, code: str) -> None:
    if key and code not in table.setdefault(key, []):
        table[key].append(code)


# Places


def _places() -> Row:
    codes = {}
    for entity in entities():
        codes[entity.code] = entity.code
        if entity.iso2:
            codes[entity.iso2] = entity.code
    states = _states(codes)
    return {"codes": codes, "states": states, "places": _cities(codes)}


def _states(codes: dict[str, str]) -> Row:
    """By language, then for all: names of Babel and of `data/vocabularies/states.yml`, folded."""
    found: Row = {language: {} for language in ("", *LANGUAGES)}
    for language in LANGUAGES:
        for iso2, name in Locale.parse(language).territories.items():
            if iso2 in codes:
                found[language][fold(name)] = codes[iso2]
    for code in sorted(set(codes.values())):
        for name in names_of(code):
            found[""].setdefault(fold(name), code)
    for code, names in source("states").items():
        for name in str(names).split("|"):
            found[""][fold(name)] = code
    for language in LANGUAGES:
        for key, code in found[language].items():
            found[""].setdefault(key, code)
    return {language: dict(sorted(rows.items())) for language, rows in found.items()}


def _cities(codes: dict[str, str]) -> dict[str, str]:
    """Folded name → code such as `IRQ-mosul`, the curated first."""
    found: dict[str, str] = {}
    for code, row in source("places").items():
        for language in LANGUAGES:
            for name in variants(row, language):
                found.setdefault(fold(name), code)
        if "(" not in row["en"]:  # `Tripoli (Lebanon)` is not what is meant by Tripoli
            found.setdefault(fold(code.split("-", 1)[1]), code)
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            iso2, _place, zone = line.split("\t")[:3]
            if iso2 in codes:
                _exemplar(found, codes[iso2], zone)
    return dict(sorted(found.items()))


def _exemplar(found: dict[str, str], state: str, zone: str) -> None:
    """A CLDR exemplar city in six languages; joined to a curated place when any of its names is one there."""
    base = zone.split("/")[-1].replace("_", " ")
    names = [Locale.parse(language).time_zones.get(zone, {}).get("city") or base for language in LANGUAGES] + [base]
    known = next((found[fold(name)] for name in names if found.get(fold(name), "").startswith(f"{state}-")), None)
    code = known or f"{state}-{_slug(names[LANGUAGES.index('en')])}"
    for name in names:
        found.setdefault(fold(name), code)


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anyascii(unicodedata.normalize("NFKD", name)).lower()).strip("-")


def _money() -> Row:
    rows = source("currencies")
    names: dict[str, str] = {}
    for code in [*rows["rates"], *rows["ended"]]:
        for language in LANGUAGES:
            for form in ("currencies",):
                name = getattr(Locale.parse(language), form).get(code)
                if name:
                    names.setdefault(plain(name), code)
    for code, more in rows["names"].items():
        names |= {plain(each.strip()): code for each in str(more).split("|")}
    return {
        "rates": {code: float(value) for code, value in rows["rates"].items()},
        "ended": {code: str(day) for code, day in rows["ended"].items()},
        "names": dict(sorted(names.items())),
    }


def written() -> dict[str, str]:
    """The text of each file."""
    return {
        f"{concern}.json": json.dumps(rows, ensure_ascii=False, indent=0, separators=(",", ":")) + "\n"
        for concern, rows in compiled().items()
    }


def main() -> int:
    """Write, or with --check compare."""
    stale = [
        name
        for name, text in written().items()
        if not (TARGET / name).is_file() or (TARGET / name).read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        print("stale: " + ", ".join(stale) if stale else "up to date")
        return 1 if stale else 0
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, text in written().items():
        (TARGET / name).write_text(text, encoding="utf-8")
    print("written: " + (", ".join(stale) or "nothing new"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
