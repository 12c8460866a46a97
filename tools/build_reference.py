"""Compiles the tables people edit in data/reference into the JSON the reference room reads.

python tools/build_reference.py            writes src/entraide/reference/domain/compiled/*.json
python tools/build_reference.py --check    says whether they are up to date (exit 1 when not)
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from pyuca import Collator

from entraide.kernel.languages import LANGUAGES
from entraide.reference.domain.folding import BRACKETED_ARTICLE, fold, plain, words

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "reference"
TARGET = ROOT / "src" / "entraide" / "reference" / "domain" / "compiled"

Row = dict[str, Any]

_UNTERM = {"ar": "Arabic", "en": "English", "es": "Spanish", "fr": "French", "ru": "Russian", "zh": "Chinese"}
_M49 = {code: "cn" if code == "zh" else code for code in LANGUAGES}
_BRACKET = re.compile(r"^(.*?)\s*[(（]([^()（）]*)[)）]\s*$")


def compiled() -> dict[str, Row]:
    """Every table, by the name of its file."""
    codes, organisations = _codes(), _yaml("organisations")
    names = {**_names(codes), **{code: [_organisation_names(code, row)] for code, row in organisations.items()}}
    entities = _entities(codes, organisations)
    return {
        "entities": entities,
        "names": names,
        "index": _index(names, entities, organisations),
        "also": _others(organisations),
        "order": {code: [_sort_keys(row["short"]) for row in rows] for code, rows in names.items()},
        "groups": _yaml("groups"),
        "treaties": _treaties(),
        "currencies": dict(sorted(_yaml("currencies").items())),
    }


def _yaml(concern: str) -> Row:
    rows: Row = yaml.safe_load((SOURCE / f"{concern}.yml").read_text(encoding="utf-8"))
    return rows


def _treaties() -> dict[str, Row]:
    """Each with what authorities do under it, and whether the list of its parties is still to be verified."""
    parties = _yaml("parties")
    usual = {"kind": "treaty", "region": "", "partial": False, "functions": {}}
    return {
        code: {**usual, **row, "adopted": str(row["adopted"]), "verify": bool(parties.get(code, {}).get("verify"))}
        for code, row in _yaml("treaties").items()
    }


def _codes() -> dict[str, Row]:
    """Rows of the table of codes that United Nations statistics list, by alpha-3."""
    with (SOURCE / "country-codes.csv").open(encoding="utf-8", newline="") as lines:
        return {row["ISO3166-1-Alpha-3"]: row for row in csv.DictReader(lines) if row["ISO3166-1-Alpha-3"] != "TWN"}


# Names


def _shown(text: str) -> str:
    """A name as printed: typographic apostrophe, no bracketed article, no asterisk, single spaces."""
    text = BRACKETED_ARTICLE.sub("", text).replace("'", "’").replace("*", "")
    return re.sub(r"\s+", " ", text).strip()


def _names(codes: dict[str, Row]) -> dict[str, list[Row]]:
    edited = _yaml("names")
    return {code: _dated(row, edited.get(code, [{}])) for code, row in codes.items()}


def _dated(row: Row, periods: list[Row]) -> list[Row]:
    rows, since = [], ""
    for period in periods:
        until = str(period.get("until") or "")
        short = {**_from_codes(row, "Short"), **period.get("short", {})}
        formal = {**_from_codes(row, "Formal"), **period.get("formal", {})}
        formal = {code: formal[code] or short[code] for code in LANGUAGES}
        rows.append({"from": since, "until": until, "short": _six(short), "formal": _six(formal)})
        since = until
    return rows


def _from_codes(row: Row, form: str) -> dict[str, str]:
    return {
        code: row[f"UNTERM {_UNTERM[code]} {form}"] or (row[f"official_name_{_M49[code]}"] if form == "Short" else "")
        for code in LANGUAGES
    }


def _six(names: dict[str, str]) -> dict[str, str]:
    return {code: _shown(names[code]) for code in LANGUAGES}


def _organisation_names(code: str, row: Row) -> Row:
    name = _six(row["name"])
    acronym = {each: row.get("acronym", {}).get(each, code) for each in LANGUAGES}
    return {"from": "", "until": "", "short": name, "formal": name, "acronym": acronym}


# The roll


def _entities(codes: dict[str, Row], organisations: Row) -> dict[str, Row]:
    groups = {
        code: group for group, row in _yaml("groups").items() for code in (*row["members"], *row.get("observers", ()))
    }
    roll = {code: _entity(row, groups.get(code, "")) for code, row in codes.items()}
    roll |= {code: _row("organisation", "", "", "") for code in organisations}
    for treaty, parties in _yaml("parties").items():
        for code, row in roll.items():
            if _bound(code, row, parties):
                row["party_to"].append(treaty)
    return dict(sorted(roll.items()))


def _bound(code: str, row: Row, parties: Row) -> bool:
    if "only" in parties:
        return code in parties["only"]
    return (row["kind"] == "state" and code not in parties["all_states_but"]) or code in parties["and_also"]


def _entity(row: Row, group: str) -> Row:
    """A State is what has a regional group: the Member States and the two observer States."""
    kind = "state" if group else "territory"
    return _row(kind, row["ISO3166-1-Alpha-2"], row["M49"].zfill(3), group)


def _row(kind: str, iso2: str, m49: str, group: str) -> Row:
    return {"kind": kind, "iso2": iso2, "m49": m49, "group": group, "party_to": []}


# The index of names


def _index(names: dict[str, list[Row]], entities: dict[str, Row], organisations: Row) -> dict[str, dict[str, str]]:
    """Folded name to code, by language, and in any language under the empty one.

    A State wins over a territory of the same name; a name that two of the same rank share is left out.
    """
    found: dict[str, dict[str, set[str]]] = {code: {} for code in ("", *LANGUAGES)}
    for language, text, code in (*_named(names), *_also(organisations)):
        for each in {language, ""}:
            found[each].setdefault(fold(text), set()).add(code)
    return {
        language: {
            text: _one(codes, entities) for text, codes in sorted(rows.items()) if text and _one(codes, entities)
        }
        for language, rows in found.items()
    }


def _one(codes: set[str], entities: dict[str, Row]) -> str:
    ranked = sorted(codes, key=lambda code: entities[code]["kind"] == "territory")
    ranks = [entities[code]["kind"] == "territory" for code in ranked]
    return ranked[0] if ranks.count(ranks[0]) == 1 else ""


def _named(names: dict[str, list[Row]]) -> Iterator[tuple[str, str, str]]:
    for code, rows in names.items():
        for row in rows:
            for form in (row["short"], row["formal"], row.get("acronym", {})):
                for language, text in form.items():
                    yield from ((language, each, code) for each in _spellings(text))


def _spellings(text: str) -> Iterator[str]:
    """The name, without its hamzas, and without its bracket: `Iran (République islamique d’)`, `Iran`."""
    yield text
    yield plain(text)
    bracketed = _BRACKET.match(text)
    if bracketed:
        yield bracketed[1]
        yield f"{bracketed[2]} {bracketed[1]}"


def _others(organisations: Row) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for _language, text, code in _also(organisations):
        found.setdefault(code, []).append(text)
    return dict(sorted(found.items()))


def _also(organisations: Row) -> Iterator[tuple[str, str, str]]:
    for code, texts in _yaml("aliases").items():
        yield from (("", text, code) for text in texts)
    for code, row in organisations.items():
        yield from (("", text, code) for text in (code, *row.get("also", ())))


# The order of a language


def _sort_keys(names: dict[str, str]) -> dict[str, str]:
    """Hexadecimal keys that sort by code point. Chinese lists follow the English order.

    French lists go letter by letter (Sainte-Lucie before Saint-Marin), the others word by word.
    """
    keys = {code: _sort_key(names[code], _words_weighed) for code in ("en", "es", "ru")}
    keys |= {"ar": _sort_key(names["ar"], _arabic), "fr": _sort_key(names["fr"], _letters), "zh": keys["en"]}
    return {code: keys[code] for code in LANGUAGES}


def _sort_key(name: str, weigh: Callable[[str], str]) -> str:
    """The name, and its bracket after everything else."""
    bracketed = _BRACKET.match(name)
    head, tail = (bracketed[1], bracketed[2]) if bracketed else (name, "")
    return weigh(head) + "0000" + (weigh(tail) if tail else "")


_COLLATOR = Collator()


def _words_weighed(text: str) -> str:
    return "0001".join(_letters(word) for word in re.findall(r"[^\W_]+", text))


def _letters(text: str) -> str:
    """Weights of the first level of the Unicode collation: accents, case, spaces and hyphens do not count."""
    weights = _COLLATOR.sort_key("".join(re.findall(r"[^\W_]+", text)))
    return "".join(f"{weight:04x}" for weight in weights[: weights.index(0)])


def _arabic(text: str) -> str:
    """The code points of the folded letters, which stand in the order of the alphabet; no article, no hamza."""
    return "0001".join("".join(f"{ord(letter):04x}" for letter in word) for word in words(text))


# Files


def main(arguments: list[str]) -> int:
    """Writes the files, or compares."""
    stale = []
    for concern, rows in compiled().items():
        path, text = TARGET / f"{concern}.json", _text(rows)
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(concern)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    print(f"{'stale' if '--check' in arguments else 'written'}: {', '.join(stale) or 'nothing'}")
    return 1 if stale and "--check" in arguments else 0


def _text(rows: Row) -> str:
    """One entry to a line, so that a change of data reads as a change of lines."""
    lines = (f"{json.dumps(key)}: {json.dumps(row, ensure_ascii=False)}" for key, row in rows.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
