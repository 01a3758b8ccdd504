"""A supervisor of processes: it restarts those that end, and stops them all, leaving none behind.

Each process is the leader of its own session, so Ctrl-C in the terminal reaches only the supervisor, which then
ends every process in order, including those that they have started themselves.
"""

import logging
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

import click

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
GRACE_SECONDS = 10
"""How long a process may take to end after SIGTERM before it gets SIGKILL."""
HEALTHY_SECONDS = 60
"""A process that ran at least this long was healthy: the restart pause begins again at its shortest."""
MAX_PAUSE_SECONDS = 60
"""The longest restart pause where none is given."""

log = logging.getLogger(__name__)


class StopRequested(KeyboardInterrupt):
    """A request to stop: Ctrl-C, `kill`, or a closed terminal."""


class ProcessEnded(click.ClickException):
    """The process `name` ended with `status` (negative: killed by that signal)."""

    def __init__(self, name: str, status: int) -> None:
        self.name, self.status = name, status
        super().__init__(f"{_describe_end(name, status)}, so everything was stopped.")


@dataclass(slots=True)
class _Member:
    """A process and what is needed to restart it."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] | None
    files: Sequence[int]
    is_restarted: bool
    process: subprocess.Popen[bytes]
    started_at: float
    restart_at: float | None = None
    n_ends: int = 0
    """Consecutive ends before `HEALTHY_SECONDS` had passed."""


class Supervisor:
    """Starts processes and, as a context manager, ends them all on exit. Use it from the main thread.

    Its children end when it does, even if it was killed: each watches a pipe to it (`catalogue.cli.lifeline`).
    """

    def __init__(self, grace_seconds: float = GRACE_SECONDS, max_pause_seconds: int = MAX_PAUSE_SECONDS) -> None:
        self._members: list[_Member] = []
        self._grace_seconds = grace_seconds
        self._max_pause_seconds = max_pause_seconds

    def __enter__(self) -> Self:
        """Redirect signals into a pipe, where one that arrives at any moment waits to be read."""
        self._lifeline, self._life = os.pipe()
        self._signals, self._wakeup = os.pipe()
        os.set_blocking(self._wakeup, False)
        self._previous_wakeup = signal.set_wakeup_fd(self._wakeup)
        self._previous = {number: signal.signal(number, _ignore_signal) for number in (*STOP_SIGNALS, signal.SIGCHLD)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send every process SIGTERM, then SIGKILL; a second Ctrl-C skips the wait."""
        self._end_all()
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._previous_wakeup)
        for pipe in (self._signals, self._wakeup, self._lifeline, self._life):
            os.close(pipe)

    def start(
        self,
        name: str,
        module: Sequence[str],
        environ: Mapping[str, str] | None = None,
        *,
        files: Sequence[int] = (),
        is_restarted: bool = False,
    ) -> None:
        """Start `python -m MODULE …` in the background; messages call it `name`.

        :param files: file descriptors that it inherits.
        :param is_restarted: restart it whenever it ends, after a pause that grows while it keeps ending early.
        """
        command = [sys.executable, "-m", "catalogue.cli.lifeline", str(self._lifeline), *module]
        files = [self._lifeline, *files]
        process = _start_process(command, environ, files)
        self._members.append(_Member(name, command, environ, files, is_restarted, process, time.monotonic()))

    def finish(self, name: str, module: Sequence[str]) -> None:
        """Run `python -m MODULE …` and wait for its end. :raises ProcessEnded: when it fails. :raises StopRequested:"""
        self.start(name, module)
        member = self._members[-1]
        while member.process.poll() is None:
            self._wait_for_signal(None)
        self._members.remove(member)
        if member.process.returncode:
            raise ProcessEnded(name, member.process.returncode)

    def wait_until(self, name: str, is_up: Callable[[], bool]) -> bool:
        """Return True as soon as `is_up()` does, False when `name` has ended and will be restarted.

        :raises ProcessEnded: when it has ended and will not be restarted.
        :raises StopRequested:
        """
        while not any(member.n_ends for member in self._members if member.name == name):
            if is_up():
                return True
            self._watch(seconds=0.1)
        return False

    def wait(self) -> None:
        """Wait until asked to stop.

        :raises ProcessEnded: when a process that is not restarted ends.
        :raises StopRequested:
        """
        while True:
            self._watch(seconds=None)

    def restart_from_now_on(self, name: str) -> None:
        """Restart processes called `name` when they end: they have started once, so their settings are good."""
        for member in self._members:
            if member.name == name:
                member.is_restarted = True

    def _watch(self, seconds: float | None) -> None:
        """Wait for a signal or for `seconds`; restart or report processes that have ended."""
        restarts = [member.restart_at for member in self._members if member.restart_at is not None]
        if restarts:
            until_restart = max(min(restarts) - time.monotonic(), 0)
            seconds = until_restart if seconds is None else min(seconds, until_restart)
        self._wait_for_signal(seconds)
        for member in self._members:
            if member.restart_at is not None:
                self._restart_when_due(member)
            elif (status := member.process.poll()) is not None:
                if not member.is_restarted:
                    raise ProcessEnded(member.name, status)
                self._plan_restart(member, status)

    def _plan_restart(self, member: _Member, status: int) -> None:
        _send_signal(member, signal.SIGKILL)  # A child it left behind may still hold its port.
        now = time.monotonic()
        member.n_ends = 0 if now - member.started_at > HEALTHY_SECONDS else member.n_ends + 1
        pause = min(2 ** max(member.n_ends - 1, 0), self._max_pause_seconds)
        member.restart_at = now + pause
        log.error("%s; it is started again in %d s", _describe_end(member.name, status), pause)

    def _restart_when_due(self, member: _Member) -> None:
        if member.restart_at is not None and time.monotonic() >= member.restart_at:
            member.restart_at = None
            member.started_at = time.monotonic()
            member.process = _start_process(member.command, member.environ, member.files)

    def _wait_for_signal(self, seconds: float | None) -> None:
        ready, _, _ = select.select([self._signals], [], [], seconds)
        if ready and os.read(self._signals, 1)[0] in STOP_SIGNALS:
            raise StopRequested

    def _is_any_alive(self) -> bool:
        return any(member.process.poll() is None for member in self._members)

    def _end_all(self) -> None:
        for member in self._members:
            _send_signal(member, signal.SIGTERM)
        deadline = time.monotonic() + self._grace_seconds
        with suppress(StopRequested):
            while self._is_any_alive() and (left := deadline - time.monotonic()) > 0:
                self._wait_for_signal(left)
        for member in self._members:
            _send_signal(member, signal.SIGKILL)
            member.process.wait()


def _start_process(
    command: Sequence[str], environ: Mapping[str, str] | None, files: Sequence[int]
) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environ, stdin=subprocess.DEVNULL, start_new_session=True, pass_fds=files)


def _describe_end(name: str, status: int) -> str:
    how = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
    return f"The {name} {how}"


def _ignore_signal(number: int, frame: FrameType | None) -> None:
    """Do nothing: the signal has already written its number to the pipe."""


def _send_signal(member: _Member, number: signal.Signals) -> None:
    """Send a signal to the process group, whether or not it still exists."""
    with suppress(ProcessLookupError):
        os.killpg(member.process.pid, number)
