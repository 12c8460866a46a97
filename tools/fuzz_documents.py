"""Mutated files on the readers of documents: nothing but a tree or a numbered refusal may come out, and soon.

    .venv/bin/python tools/fuzz_documents.py --minutes 10 --seed 1

Every paper of data/fixtures/reports is written in every format and read back with bytes flipped, cut, spliced and lines
moved; parts of packages are changed inside. Each reading happens in a worker process, which is given up when it takes
longer than five seconds. Counts are printed at the end; files that crash or hang a reader are kept in the folder named.
"""

from __future__ import annotations

import argparse
import multiprocessing
import random
import sys
import time
import traceback
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from multiprocessing.connection import Connection
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from entraide.documents.domain.reading import read
from entraide.documents.domain.writing import SUFFIXES, write
from entraide.kernel.languages import LANGUAGES
from entraide.kernel.problems import Refused

REPORTS = Path(__file__).parents[1] / "data" / "fixtures" / "reports"
HANG = 5.0
STRANGE = (
    "1.", "a)", "(a)", "Annex", "III. X", "______", "2 note", "CTOC/COP/", "99999999 x", "¹ x", "-", ":", "[", "\f", "\u00ad",
    "٣ - نص", "(أ) نص", "一. 导言", "I.", "12", "* A/79/50.", "Distr.: General", "A" * 3000, "1 (b)", "/" * 400, "." * 200,
    "\ue0001\ue001", "²" * 50, "９９９. x", "1-" * 300, "A/1" * 200, "x1 " * 900, "(" * 500, "א ב", "\U0001f600", "\ud7ff",
)  # fmt: skip
Change = Callable[[bytes, random.Random], bytes]


def seeds() -> list[tuple[str, bytes]]:
    """Every fixture in every format, with a name that ends as the format does."""
    found: list[tuple[str, bytes]] = []
    for path in sorted(REPORTS.rglob("*")):
        if path.is_file() and path.suffix in (".txt", ".xml", ".docx", ".pdf"):
            found.append((path.name, path.read_bytes()))
    for language in LANGUAGES:
        tree = read((REPORTS / f"report.{language}.txt").read_bytes(), "report.txt")
        found.extend(
            (f"report.{language}{suffix}", write(tree, form)) for form, suffix in SUFFIXES.items() if form != "html"
        )
    return found


def flipped(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed."""
    out = bytearray(data)
    for _turn in range(chance.choice((1, 3, 10, 60))):
        if out:
            out[chance.randrange(len(out))] = chance.randrange(256)
    return bytes(out)


def cut(data: bytes, chance: random.Random) -> bytes:
    """An end, a beginning, or a piece of the middle gone."""
    begin, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    return chance.choice((data[:end], data[begin:], data[:begin] + data[end:]))


def repeated(data: bytes, chance: random.Random) -> bytes:
    """A piece of it several times over."""
    begin, end = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
    piece = data[begin : min(end, begin + 20_000)]
    return (data[:begin] + piece * chance.choice((2, 5, 40)) + data[begin:])[:4_000_000]


def relined(data: bytes, chance: random.Random) -> bytes:
    """Lines of a text taken out, put in, cut, moved; signs put in the middle of words."""
    lines = data.decode("utf-8", "replace").split("\n")
    for _turn in range(chance.choice((1, 4, 12))):
        place = chance.randrange(len(lines))
        kind = chance.randrange(5)
        if kind == 0:
            del lines[place : place + chance.randrange(1, 4)]
        elif kind == 1:
            lines.insert(place, chance.choice(STRANGE))
        elif kind == 2:
            lines[place] = lines[place][: chance.randrange(60)]
        elif kind == 3:
            lines.insert(chance.randrange(len(lines) + 1), lines[place])
        else:
            middle = chance.randrange(len(lines[place]) + 1)
            lines[place] = lines[place][:middle] + chance.choice(STRANGE) + lines[place][middle:]
        lines = lines or [""]
    return "\n".join(lines).encode("utf-8", "replace")


def unzipped(data: bytes, chance: random.Random) -> bytes:
    """A package with one part changed as text."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
    except (BadZipFile, zlib.error, RuntimeError, OSError, EOFError, NotImplementedError, ValueError):
        return flipped(data, chance)
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    name = "word/document.xml" if chance.random() < 0.5 and "word/document.xml" in parts else chance.choice(names)
    parts[name] = chance.choice((relined_tags, flipped, cut, repeated))(parts[name], chance)
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return out.getvalue()


def relined_tags(data: bytes, chance: random.Random) -> bytes:
    """Tags of an XML text taken out, doubled or moved, and values of attributes made strange."""
    pieces = data.split(b"<")
    for _turn in range(chance.choice((1, 4, 12))):
        place = chance.randrange(len(pieces))
        kind = chance.randrange(4)
        if kind == 0:
            del pieces[place]
        elif kind == 1:
            pieces.insert(chance.randrange(len(pieces) + 1), pieces[place])
        elif kind == 2:
            strange = chance.choice((b'"-1"', b'"99999999999999999999"', '"\u0663"'.encode(), b'""', b'"x"', b'"0"'))
            head, quote, rest = pieces[place].partition(b'"')
            tail = rest.partition(b'"')[2]
            pieces[place] = head + strange + tail if quote else pieces[place]
        else:
            pieces[place] += chance.choice(STRANGE).encode("utf-8", "replace")
        pieces = pieces or [b""]
    return b"<".join(pieces)


def mutated(name: str, data: bytes, others: list[tuple[str, bytes]], chance: random.Random) -> bytes:
    """One file changed in one or two ways."""
    kinds: list[Change] = [flipped, cut, repeated]
    if name.endswith(".txt"):
        kinds += [relined] * 4
    if name.endswith(".docx"):
        kinds += [unzipped] * 5
    if name.endswith(".xml"):
        kinds += [relined_tags] * 4
    for _turn in range(chance.choice((1, 1, 2))):
        data = chance.choice(kinds)(data, chance)
    if chance.random() < 0.08:
        other = chance.choice(others)[1]
        data = data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]
    return data


def _work(pipe: Connection) -> None:
    """Read what comes through the pipe, and say how it ended."""
    while (item := pipe.recv()) is not None:
        name, data = item
        try:
            tree = read(data, name)
            pipe.send(("read", ",".join(sorted({problem.code for problem in tree.problems}))))
        except Refused as refusal:
            pipe.send(("refused", refusal.problems[0].code))
        except BaseException:
            pipe.send(("crashed", traceback.format_exc()))


class Worker:
    """A process that reads, started anew after a hang or when it died."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """A fresh process."""
        self.pipe, there = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=_work, args=(there,), daemon=True)
        self.process.start()
        there.close()

    def read(self, name: str, data: bytes) -> tuple[str, str]:
        """read, refused, crashed, died or hung; and what more there is to say."""
        try:
            self.pipe.send((name, data))
            if self.pipe.poll(HANG):
                outcome: tuple[str, str] = self.pipe.recv()
                return outcome
        except (EOFError, OSError):
            self.start()
            return "died", ""
        self.process.kill()
        self.process.join()
        self.start()
        return "hung", ""


def cases(seed: int, minutes: float) -> Iterator[tuple[str, bytes]]:
    """Files until the time is over; the same seed gives the same files."""
    chance = random.Random(seed)
    originals = seeds()
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end:
        name, data = chance.choice(originals)
        yield name, mutated(name, data, originals, chance)


def main() -> int:
    """Run, count, print; 1 when a reader crashed or hung."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    options.add_argument("--minutes", type=float, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, default=Path("var/fuzz"), help="where files that crash or hang are kept")
    given = options.parse_args()
    worker, counts, places = Worker(), Counter[str](), Counter[str]()
    slowest = 0.0
    for turn, (name, data) in enumerate(cases(given.seed, given.minutes)):
        start = time.monotonic()
        outcome, said = worker.read(name, data)
        slowest = max(slowest, time.monotonic() - start)
        counts[outcome] += 1
        counts[f"{outcome} {Path(name).suffix}"] += 1
        if outcome in ("crashed", "died", "hung"):
            place = said.strip().split("\n")[-3].strip() if said.count("\n") > 3 else outcome
            places[place] += 1
            if places[place] == 1:
                given.keep.mkdir(parents=True, exist_ok=True)
                (given.keep / f"{given.seed}-{turn}-{name}").write_bytes(data)
                print(f"{outcome}: {given.seed}-{turn}-{name}\n{said}", file=sys.stderr, flush=True)
    amiss = sum(counts[kind] for kind in ("crashed", "died", "hung"))
    total = sum(counts[kind] for kind in ("read", "refused", "crashed", "died", "hung"))
    print(f"seed {given.seed}, {given.minutes:g} minutes, {total} files, {amiss} amiss, slowest {slowest:.2f} s")
    for kind, count in sorted(counts.items()):
        print(f"  {kind}: {count}")
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
