"""Processes that live and die together: when one ends, or somebody asks to stop, none is left behind.

Each process leads a session of its own. So a Ctrl-C of the terminal reaches the supervisor alone, which
then ends every process in order, those included that they have started themselves.
"""

import os
import select
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import FrameType, TracebackType
from typing import Self

import click

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
GRACE_SECONDS = 10
"""How long a process may take to end by itself before it is killed."""


class StopRequested(KeyboardInterrupt):
    """Somebody asked to stop: Ctrl-C, `kill`, or a terminal that was closed."""


class ProcessEnded(click.ClickException):
    """The process called `name` ended with `status` (negative: killed by that signal)."""

    def __init__(self, name: str, status: int) -> None:
        self.name, self.status = name, status
        how = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
        super().__init__(f"The {name} {how}, so everything was stopped.")


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    process: subprocess.Popen[bytes]


class Supervisor:
    """Starts processes and, as a context manager, ends them all on leaving. Belongs to the main thread."""

    def __init__(self) -> None:
        self._members: list[_Member] = []

    def __enter__(self) -> Self:
        """Turn signals into bytes in a pipe: one that comes at any moment waits there to be read."""
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
        os.close(self._signals)
        os.close(self._wakeup)

    def start(self, name: str, command: Sequence[str], environ: Mapping[str, str] | None = None) -> None:
        """Start `command` beside the others; messages call it `name`."""
        process = subprocess.Popen(command, env=environ, stdin=subprocess.DEVNULL, start_new_session=True)
        self._members.append(_Member(name, process))

    def finish(self, name: str, command: Sequence[str]) -> None:
        """Run `command` to its end. :raises ProcessEnded: when it fails. :raises StopRequested:"""
        self.start(name, command)
        member = self._members[-1]
        while member.process.poll() is None:
            self._wait_for_signal(None)
        self._members.remove(member)
        if member.process.returncode:
            raise ProcessEnded(name, member.process.returncode)

    def wait_until_listening(self, *addresses: tuple[str, int]) -> None:
        """Return when a connection to each (host, port) is accepted. :raises ProcessEnded: :raises StopRequested:"""
        for address in addresses:
            while not _is_listening(address):
                self._watch(seconds=0.1)

    def wait(self) -> None:
        """Wait for ever. :raises ProcessEnded: when a process ends by itself. :raises StopRequested:"""
        while True:
            self._watch(seconds=None)

    def _watch(self, seconds: float | None) -> None:
        self._wait_for_signal(seconds)
        for member in self._members:
            if (status := member.process.poll()) is not None:
                raise ProcessEnded(member.name, status)

    def _wait_for_signal(self, seconds: float | None) -> None:
        ready, _, _ = select.select([self._signals], [], [], seconds)
        if ready and os.read(self._signals, 1)[0] in STOP_SIGNALS:
            raise StopRequested

    def _is_any_alive(self) -> bool:
        return any(member.process.poll() is None for member in self._members)

    def _end_all(self) -> None:
        for member in self._members:
            _send(member, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        with suppress(StopRequested):
            while self._is_any_alive() and (left := deadline - time.monotonic()) > 0:
                self._wait_for_signal(left)
        for member in self._members:
            _send(member, signal.SIGKILL)
            member.process.wait()


def _noted(number: int, frame: FrameType | None) -> None:
    """Do nothing: the byte that the signal left in the pipe says it all."""


def _send(member: _Member, number: signal.Signals) -> None:
    """Signal the process and all it has started, whether or not any of them still lives."""
    with suppress(ProcessLookupError):
        os.killpg(member.process.pid, number)


def _is_listening(address: tuple[str, int]) -> bool:
    try:
        socket.create_connection(address, timeout=1).close()
    except OSError:
        return False
    return True
