"""`entraide documents import FOLDER`: two processes read, this one writes, a batch at a time."""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import sys
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from itertools import islice
from pathlib import Path
from time import monotonic

from attrs import define, field
from django.db import DatabaseError

from entraide.documents import actions, searches
from entraide.documents.domain.importing import SUFFIXES, Paper, prepare
from entraide.documents.domain.reading import MAX_BYTES
from entraide.foundation.db.context import acting_as
from entraide.kernel.actor import Actor
from entraide.kernel.audience import Audience
from entraide.kernel.problems import Problem, Refused, refuse

from .documents_progress import Progress
from .who import actor_from

BATCH = 100
READERS = 2
AT_ONCE = 8
"""Files that one process reads for one message."""
WAITING = 12
"""Messages under way: with these bounds memory does not grow with the number of files."""
STOPPED = 130

Read = Paper | tuple[str, tuple[Problem, ...]]


@define
class Tally:
    """What has become of the files so far."""

    files: int = 0
    taken: int = 0
    known: int = 0
    refused: list[tuple[str, Problem]] = field(factory=list)

    @property
    def done(self) -> int:
        """How many files need no more work."""
        return self.taken + self.known + len(self.refused)


def run(args: argparse.Namespace) -> int:
    """Import all files below a folder; 0 when all are in, 1 when some were refused, 130 when it was stopped."""
    actor, began = actor_from(args), monotonic()
    folder = Path(args.source)
    paths = files_below(folder)
    tally = Tally(len(paths))
    stopped = False
    progress = Progress(len(paths), sys.stderr)
    try:
        for _turn in import_files(actor, folder, paths, tally, Audience(args.audience), args.invented):
            progress.show(tally.done)
    except KeyboardInterrupt:
        stopped = True
    progress.end(tally.done)
    _tell(tally, monotonic() - began, args.json)
    return STOPPED if stopped else 1 if tally.refused else 0


def files_below(folder: Path) -> list[Path]:
    """The files of a folder that can be imported, in the order of their names. Refused: DOC-402, DOC-404."""
    if not folder.is_dir():
        raise refuse("DOC-402")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    if not found:
        raise refuse("DOC-404")
    return found


def import_files(
    actor: Actor, folder: Path, paths: Sequence[Path], tally: Tally, audience: Audience, invented: bool
) -> Iterator[None]:
    """Import file after file; yields after each batch that is safely in."""
    batch: list[Paper] = []
    with closing(_read(actor, folder, paths, tally)) as arriving:
        for one in arriving:
            if isinstance(one, Paper):
                batch.append(one)
            elif one:
                tally.refused += [(one[0], problem) for problem in one[1][:1]]
            if len(batch) == BATCH or (one is None and batch):
                _write(actor, batch, tally, audience, invented)
                batch = []
            yield
        if batch:
            _write(actor, batch, tally, audience, invented)
            yield


def _write(actor: Actor, batch: Sequence[Paper], tally: Tally, audience: Audience, invented: bool) -> None:
    """A batch; when the database takes it not, file by file, so that one bad file does not keep out the others."""
    try:
        done = actions.import_papers(actor, batch, audience=audience, invented=invented)
    except DatabaseError as error:
        if len(batch) == 1:
            tally.refused.append((batch[0].source, Problem("DOC-403", {"reason": type(error).__name__})))
            return
        for paper in batch:
            _write(actor, [paper], tally, audience, invented)
        return
    tally.taken += done.taken
    tally.known += done.known
    tally.refused += done.refused


def _read(actor: Actor, folder: Path, paths: Sequence[Path], tally: Tally) -> Generator[Read | None, None, None]:
    """The papers of all files that are not there yet, as they are read, in their order; None where all were there."""
    waiting: deque[Future[list[Read]]] = deque()
    pool = ProcessPoolExecutor(READERS, initializer=signal.signal, initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        for some in _slices(paths, BATCH):
            fresh = _not_there(actor, some, tally)
            for few in _slices(fresh, AT_ONCE):
                waiting.append(pool.submit(read_files, [(str(path), str(path.relative_to(folder))) for path in few]))
                if len(waiting) == WAITING:
                    yield from _result(waiting.popleft())
            if not fresh:
                yield None
        while waiting:
            yield from _result(waiting.popleft())
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _result(future: Future[list[Read]]) -> list[Read]:
    try:
        return future.result()
    except BrokenProcessPool:
        raise refuse("DOC-403", reason="a reading process ended") from None


def _slices(things: Iterable[Path], size: int) -> Iterator[list[Path]]:
    rest = iter(things)
    while some := list(islice(rest, size)):
        yield some


def _not_there(actor: Actor, paths: Sequence[Path], tally: Tally) -> list[Path]:
    """Those that were not imported before."""
    digests = {path: _digest(path) for path in paths}
    with acting_as(actor):
        there = searches.files_imported(actor, digests.values())
    fresh = [path for path in paths if digests[path] not in there]
    tally.known += len(paths) - len(fresh)
    return fresh


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""  # Told when it is read.


def read_files(files: Sequence[tuple[str, str]]) -> list[Read]:
    """Run in a process of its own: each file ready for the database, or why not."""
    return [_read_file(Path(path), shown) for path, shown in files]


def _read_file(path: Path, shown: str) -> Read:
    try:
        with path.open("rb") as file:
            return prepare(file.read(MAX_BYTES + 1), shown)
    except Refused as refusal:
        return shown, refusal.problems
    except OSError as error:
        return shown, (Problem("DOC-035", {"reason": error.strerror or "?"}),)
    except Exception as error:
        return shown, (Problem("DOC-403", {"reason": type(error).__name__}),)


def _tell(tally: Tally, seconds: float, as_json: bool) -> None:
    for name, problem in tally.refused:
        print(f"{name}: {problem.code} {problem.what().rstrip('.')}; {problem.do()}", file=sys.stderr)
    if as_json:
        shown = {
            "files": tally.files, "imported": tally.taken, "known": tally.known, "seconds": round(seconds, 1),
            "refused": [{"file": name, **problem.to_json()} for name, problem in tally.refused],
        }  # fmt: skip
        print(json.dumps(shown, ensure_ascii=False, indent=1))
    else:
        print(tally.taken, "imported", tally.known, "there already", len(tally.refused), "refused", sep="\t")


def index(args: argparse.Namespace) -> int:
    """Write anew what the search reads."""
    print(actions.rebuild_index(actor_from(args)), "passages", sep="\t")
    return 0
