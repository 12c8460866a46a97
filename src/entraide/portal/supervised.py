"""A child process that is started again whenever it ends, until it is stopped on purpose."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Sequence

from entraide.portal.setup import say


class Supervised:
    """Keeps one process of this command running: a thread waits for its end, pauses, and starts the next.

    The pause keeps a process that cannot start (no database, say) from being started a hundred times a second.
    """

    def __init__(self, name: str, command: Sequence[str], pause: float = 5.0) -> None:
        self.name, self.command, self.pause = name, command, pause
        self.child: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        self._stopping = threading.Event()
        self._turn = threading.Lock()
        self._thread = threading.Thread(target=self._watch, name=f"supervising {name}", daemon=True)

    def start(self) -> None:
        """Start the first one, in the caller's thread: what cannot be started at all is told at once."""
        self._begin()
        self._thread.start()

    def stop(self, patience: float = 10.0) -> None:
        """Ask it to end, wait for that long, then kill it. None is started afterwards.

        A fork (gunicorn's workers leave through the same `finally`) is not whose child it is, and does nothing.
        """
        if os.getpid() != self._owner:
            return
        with self._turn:
            self._stopping.set()
        if self.child is None:
            return
        self.child.terminate()
        try:
            self.child.wait(patience)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def _begin(self) -> bool:
        """Whether one was started: none is once stopping has begun."""
        with self._turn:
            if self._stopping.is_set():
                return False
            self.child = subprocess.Popen(self.command)
            return True

    def _watch(self) -> None:
        # gunicorn, in this same process, reaps every child: then the wait ends as well, without a status worth telling.
        going = True
        while going and self.child is not None:
            self.child.wait()
            if self._stopping.wait(self.pause):
                return
            say(f"The {self.name} ended and is started again.")
            going = self._begin()
