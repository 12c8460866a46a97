"""Compiles the indicators people edit in data/indicators into the JSON the analysis room reads.

python tools/build_indicators.py           writes src/entraide/analysis/domain/indicators/catalogue.json
python tools/build_indicators.py --check   says whether it is up to date and without problems (exit 1 when not)
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from entraide.analysis.domain.indicators import read
from entraide.kernel.problems import Problem

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "data" / "indicators"
TARGET = ROOT / "src" / "entraide" / "analysis" / "domain" / "indicators" / "catalogue.json"


def compiled() -> dict[str, Any]:
    """Every indicator by name, in the order of the files."""
    found: dict[str, Any] = {}
    for file in sorted(SOURCE.glob("*.yml")):
        for name, body in (yaml.safe_load(file.read_text(encoding="utf-8")) or {}).items():
            if name in found:
                raise SystemExit(f"{file}: {name} stands twice")
            found[name] = body
    return found


def text() -> str:
    """The file as it should be."""
    return json.dumps(compiled(), ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Write or compare."""
    wrong = [one for name, body in compiled().items() if isinstance(one := read(name, body), Problem)]
    for one in wrong:
        print(one.line_for("data/indicators"))
    if "--check" in sys.argv:
        return int(bool(wrong) or TARGET.read_text(encoding="utf-8") != text())
    if not wrong:
        TARGET.write_text(text(), encoding="utf-8")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
