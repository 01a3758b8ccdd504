"""Processes that are kept alive together: when somebody asks to stop, none is left behind.

Each process leads a session of its own. So a Ctrl-C of the terminal reaches the supervisor alone, which
then ends every process in order, those included that they have started themselves.
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
"""How long a process may take to end by itself before it is killed."""
HEALTHY_SECONDS = 60
"""A process that has run for so long was well: the pause before it is started again is the shortest."""
LONGEST_PAUSE_SECONDS = 60

log = logging.getLogger(__name__)


class StopRequested(KeyboardInterrupt):
    """Somebody asked to stop: Ctrl-C, `kill`, or a terminal that was closed."""


class ProcessEnded(click.ClickException):
    """The process called `name` ended with `status` (negative: killed by that signal)."""

    def __init__(self, name: str, status: int) -> None:
        self.name, self.status = name, status
        super().__init__(f"{_describe_end(name, status)}, so everything was stopped.")


@dataclass(slots=True)
class _Member:
    """A process, and what it takes to start it again."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str] | None
    files: Sequence[int]
    is_restarted: bool
    process: subprocess.Popen[bytes]
    started_at: float
    restart_at: float | None = None
    n_ends: int = 0
    """How often in a row it ended before it had run for `HEALTHY_SECONDS`."""


class Supervisor:
    """Starts processes and, as a context manager, ends them all on leaving. Belongs to the main thread.

    Its children end when it is gone, even when it was killed: each holds the end of a pipe (`catalogue.cli.lifeline`).
    """

    def __init__(self, grace_seconds: float = GRACE_SECONDS) -> None:
        self._members: list[_Member] = []
        self._grace_seconds = grace_seconds

    def __enter__(self) -> Self:
        """Turn signals into bytes in a pipe: one that comes at any moment waits there to be read."""
        self._lifeline, self._life = os.pipe()
        self._signals, self._wakeup = os.pipe()
        os.set_blocking(self._wakeup, False)
        self._previous_wakeup = signal.set_wakeup_fd(self._wakeup)
        self._previous = {number: signal.signal(number, _noted) for number in (*STOP_SIGNALS, signal.SIGCHLD)}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Ask every process to end, then make it; a second Ctrl-C does not wait."""
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
        """Start `python -m MODULE …` beside the others; messages call it `name`.

        :param files: open files that it is given, under the same numbers.
        :param is_restarted: it is started again whenever it ends, after a pause that grows when it soon ends again.
        """
        command = [sys.executable, "-m", "catalogue.cli.lifeline", str(self._lifeline), *module]
        files = [self._lifeline, *files]
        process = _popen(command, environ, files)
        self._members.append(_Member(name, command, environ, files, is_restarted, process, time.monotonic()))

    def finish(self, name: str, module: Sequence[str]) -> None:
        """Run `python -m MODULE …` to its end. :raises ProcessEnded: when it fails. :raises StopRequested:"""
        self.start(name, module)
        member = self._members[-1]
        while member.process.poll() is None:
            self._wait_for_signal(None)
        self._members.remove(member)
        if member.process.returncode:
            raise ProcessEnded(name, member.process.returncode)

    def wait_until(self, name: str, is_up: Callable[[], bool]) -> bool:
        """Return True as soon as `is_up` does, False when `name` has ended and will be started again.

        :raises ProcessEnded: when it has ended and will not.
        :raises StopRequested:
        """
        while not any(member.n_ends for member in self._members if member.name == name):
            if is_up():
                return True
            self._watch(seconds=0.1)
        return False

    def wait(self) -> None:
        """Wait for ever. :raises ProcessEnded: when a process that is not restarted ends. :raises StopRequested:"""
        while True:
            self._watch(seconds=None)

    def restart_from_now_on(self, name: str) -> None:
        """Start all that is called `name` again when it ends: it has begun to work, so its settings cannot be bad."""
        for member in self._members:
            if member.name == name:
                member.is_restarted = True

    def _watch(self, seconds: float | None) -> None:
        """Wait for a signal, or for `seconds`; see to what has ended."""
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
        _send(member, signal.SIGKILL)  # Whatever it has left behind may hold its port.
        now = time.monotonic()
        member.n_ends = 0 if now - member.started_at > HEALTHY_SECONDS else member.n_ends + 1
        pause = min(2 ** max(member.n_ends - 1, 0), LONGEST_PAUSE_SECONDS)
        member.restart_at = now + pause
        log.error("%s; it is started again in %d s", _describe_end(member.name, status), pause)

    def _restart_when_due(self, member: _Member) -> None:
        if member.restart_at is not None and time.monotonic() >= member.restart_at:
            member.restart_at = None
            member.started_at = time.monotonic()
            member.process = _popen(member.command, member.environ, member.files)

    def _wait_for_signal(self, seconds: float | None) -> None:
        ready, _, _ = select.select([self._signals], [], [], seconds)
        if ready and os.read(self._signals, 1)[0] in STOP_SIGNALS:
            raise StopRequested

    def _is_any_alive(self) -> bool:
        return any(member.process.poll() is None for member in self._members)

    def _end_all(self) -> None:
        for member in self._members:
            _send(member, signal.SIGTERM)
        deadline = time.monotonic() + self._grace_seconds
        with suppress(StopRequested):
            while self._is_any_alive() and (left := deadline - time.monotonic()) > 0:
                self._wait_for_signal(left)
        for member in self._members:
            _send(member, signal.SIGKILL)
            member.process.wait()


def _popen(command: Sequence[str], environ: Mapping[str, str] | None, files: Sequence[int]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, env=environ, stdin=subprocess.DEVNULL, start_new_session=True, pass_fds=files)


def _describe_end(name: str, status: int) -> str:
    how = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
    return f"The {name} {how}"


def _noted(number: int, frame: FrameType | None) -> None:
    """Do nothing: the byte that the signal left in the pipe says it all."""


def _send(member: _Member, number: signal.Signals) -> None:
    """Signal the process and all it has started, whether or not any of them still lives."""
    with suppress(ProcessLookupError):
        os.killpg(member.process.pid, number)
