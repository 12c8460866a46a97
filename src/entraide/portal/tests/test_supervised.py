"""The job worker of `entraide site run`: killed, it comes back; stopped, it stays away."""

import contextlib
import os
import signal
import sys
import time

import pytest

from entraide.portal.supervised import Supervised

SLEEPER = [sys.executable, "-S", "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable, "-S", "-u", "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1); time.sleep(60)",
]  # fmt: skip


def another(kept, than, within=4.0):
    """The next child, once there is one."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        if kept.child is not None and kept.child.pid != than:
            return kept.child.pid
        time.sleep(0.01)
    raise AssertionError("nothing was started again")


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def kept():
    made = Supervised("sleeper", SLEEPER, pause=0.05)
    made.start()
    yield made
    made.stop()


def test_who_is_killed_is_started_again_and_stopped_on_exit(kept):
    first = kept.child.pid
    os.kill(first, signal.SIGKILL)
    second = another(kept, first)
    os.kill(second, signal.SIGKILL)
    third = another(kept, second)
    assert alive(third)
    kept.stop()
    kept._thread.join(2)
    assert not kept._thread.is_alive()
    assert not any(map(alive, (first, second, third)))


def test_it_comes_back_when_somebody_else_reaped_it_as_gunicorn_does(kept):
    first = kept.child.pid
    os.kill(first, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):  # the supervising thread may be quicker
        os.waitpid(first, 0)
    assert alive(another(kept, first))


def test_between_two_it_stops_at_once():
    kept = Supervised("sleeper", [sys.executable, "-S", "-c", ""], pause=60)
    kept.start()
    kept.child.wait()
    began = time.monotonic()
    kept.stop()
    kept._thread.join(2)
    assert not kept._thread.is_alive()
    assert time.monotonic() - began < 2


def test_a_fork_that_leaves_does_not_stop_what_is_its_parents(kept):
    began, fork = time.monotonic(), os.fork()
    if not fork:
        kept.stop()
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]) == 7
    assert time.monotonic() - began < 2
    assert kept.child.poll() is None and alive(kept.child.pid)


def test_who_does_not_listen_is_killed():
    kept = Supervised("stubborn", STUBBORN, pause=0.05)
    kept.start()
    time.sleep(0.3)
    kept.stop(patience=0.2)
    assert not alive(kept.child.pid)
