"""Spanish: `regular: alent` with its `ending` (ar, er, ir), and where they differ the `strong` stem of the present (alient),
that of the past (`past`: pid-ió) and that before another vowel (`soft`: reconozc-a, exij-a); `hard` pasts end in -o (propus-o).
"""

from __future__ import annotations

from collections.abc import Iterator

from .forms import Form, Row, each, joined


def conjugate(verb: Row, book: Row) -> Iterator[Form]:
    """Solicita, solicitó, ha solicitado, solicitar, que … solicite, que … solicitara, solicitando, se solicita."""
    if "regular" not in verb:
        return
    stem, first = verb["regular"], verb["ending"] == "ar"
    strong, past = verb.get("strong", stem), verb.get("past", stem)
    present, mood = ("a", "e") if first else ("e", "a")
    preterite = _preterite(past, first, verb.get("hard", False))
    participle = verb.get("participle", stem + ("ado" if first else "ido"))
    yield from each("finite", [strong + present, f"{strong}{present}n", *preterite])
    yield from each("finite", joined(book["auxiliaries"], [participle]))
    soft, before = verb.get("soft", strong), preterite[1].removesuffix("ron")
    moods = [soft + mood, f"{soft}{mood}n", f"{before}ra", f"{before}ran", f"{before}se"]
    yield from each("infinitive", [stem + verb["ending"], *(f"que ~ {form}" for form in moods)])
    yield "gerund", past + "ando" if first else past + "iendo"
    yield from each("passive", [f"se ~ {strong}{present}", f"se ~ {preterite[0]}", f"se ha ~ {participle}"])
    agreed = [participle[:-1] + ending for ending in ("o", "a", "os", "as")]
    yield from each("passive", joined(book["passives"], agreed))


def _preterite(stem: str, first: bool, hard: bool) -> tuple[str, str]:
    """He and they."""
    if hard:
        return f"{stem}o", f"{stem}ieron"
    return (f"{stem}ó", f"{stem}aron") if first else (f"{stem}ió", f"{stem}ieron")
