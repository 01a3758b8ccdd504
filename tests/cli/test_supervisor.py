"""Nothing that the supervisor started outlives it, however it comes to its end.

Each test runs a small supervisor in a process of its own, because signals are a process's and not a test's.
"""

import os
import re
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PATIENCE = 120
"""Seconds, for a machine that does much else."""

SCRIPT = """
import sys
from catalogue.cli.supervisor import StopRequested, Supervisor

def python(code):
    return ["run_code", code]

SLEEP = "import os, time; os.write(1, b'pid %d\\\\n' % os.getpid()); time.sleep(600)"
FAMILY = (
    "import os, subprocess, sys, time; os.write(1, b'pid %d\\\\n' % os.getpid());"
    "subprocess.Popen([sys.executable, '-c', " + repr(SLEEP) + "]); time.sleep(600)"
)
STUBBORN = (
    "import os, signal; signal.signal(signal.SIGTERM, lambda number, _: os.write(1, b'pid %d\\\\n' % os.getpid()));"
    + SLEEP
)

try:
    with Supervisor({limits}) as supervisor:
{body}
except StopRequested:
    print("stopped", flush=True)
"""


class Run:
    """A supervisor at work, and the pids of the processes that told theirs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def pids(self, n: int) -> list[int]:
        assert self.process.stdout
        return [int(self.process.stdout.readline().split()[1]) for _ in range(n)]

    def end(self) -> tuple[int, str, str]:
        """Wait, and return its status with what it wrote from here on."""
        output, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, output, errors


@pytest.fixture
def supervise(tmp_path: Path) -> Callable[..., Run]:
    def start(body: str, limits: str = "") -> Run:
        (tmp_path / "run_code.py").write_text("import sys; exec(sys.argv[1])")
        script = tmp_path / "supervise.py"
        program = SCRIPT.replace("{limits}", limits)
        script.write_text(program.replace("{body}", textwrap.indent(textwrap.dedent(body).strip(), " " * 8)))
        return Run(
            subprocess.Popen(
                [sys.executable, script],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
                start_new_session=True,
                env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])},
            )
        )

    return start


def is_alive(pid: int) -> bool:
    """Tell whether `pid` runs; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def children(pid: int) -> list[str]:
    """The numbers of the processes that one has started and that live."""
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def wait_for_death(*pids: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while any(map(is_alive, pids)):
        assert time.monotonic() < deadline, "a process was left behind"
        time.sleep(0.02)


pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks at processes in /proc")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_stop_signal_ends_every_process_and_their_children(supervise: Any, number: Any) -> None:
    run = supervise("""
        supervisor.start("one", python(SLEEP))
        supervisor.start("other", python(FAMILY))
        supervisor.wait()
    """)
    pids = run.pids(3)

    run.process.send_signal(number)

    assert run.end() == (0, "stopped\n", "")
    wait_for_death(*pids)


def test_ctrl_c_of_a_terminal_ends_every_process(supervise: Any) -> None:
    run = supervise("""
        supervisor.start("one", python(SLEEP))
        supervisor.wait()
    """)
    pids = run.pids(1)

    os.killpg(run.process.pid, signal.SIGINT)

    assert run.end() == (0, "stopped\n", "")
    wait_for_death(*pids)


def test_one_that_dies_takes_the_others_along_and_is_named(supervise: Any, tmp_path: Path) -> None:
    os.mkfifo(gate := tmp_path / "gate")
    run = supervise(f"""
        supervisor.start("steady", python(SLEEP))
        supervisor.start("frail", python("open('{gate}').read(); raise SystemExit(7)"))
        supervisor.wait()
    """)
    pids = run.pids(1)

    gate.write_text("")  # It dies only now that the other one is up.
    status, _, errors = run.end()

    assert status == 1
    assert "The frail ended with status 7" in errors
    wait_for_death(*pids)


def test_a_killed_process_is_told_by_its_signal(supervise: Any) -> None:
    run = supervise("""
        supervisor.start("web", python(FAMILY))
        supervisor.wait()
    """)
    pids = run.pids(2)

    os.kill(pids[0], signal.SIGKILL)

    assert "The web was killed by SIGKILL" in run.end()[2]
    wait_for_death(*pids)


def test_a_second_ctrl_c_does_not_wait_for_the_stubborn(supervise: Any) -> None:
    run = supervise("""
        supervisor.start("deaf", python(STUBBORN))
        supervisor.wait()
    """)
    pids = run.pids(1)

    run.process.send_signal(signal.SIGINT)
    assert run.pids(1) == pids  # It was asked to end, and does not.
    assert is_alive(pids[0])
    run.process.send_signal(signal.SIGINT)

    assert run.end()[0] == 0
    wait_for_death(*pids)


def test_a_step_that_fails_starts_nothing_after_it(supervise: Any) -> None:
    status, output, errors = supervise("""
        supervisor.finish("first step", python("print('pid 0', flush=True)"))
        supervisor.finish("second step", python("raise SystemExit(3)"))
        supervisor.finish("third step", python("print('never')"))
    """).end()

    assert (status, output) == (1, "pid 0\n")
    assert "The second step ended with status 3" in errors


def test_a_stop_during_a_step_ends_the_step(supervise: Any) -> None:
    run = supervise("""
        supervisor.finish("long step", python(SLEEP))
        print("never")
    """)
    pids = run.pids(1)

    run.process.send_signal(signal.SIGTERM)

    assert run.end() == (0, "stopped\n", "")
    wait_for_death(*pids)


def test_a_service_that_dies_before_it_listens_is_told(supervise: Any) -> None:
    status, _, errors = supervise("""
        supervisor.start("web", python("raise SystemExit(5)"))
        supervisor.wait_until("web", lambda: False)
    """).end()

    assert status == 1
    assert "The web ended with status 5" in errors


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGABRT])
def test_one_that_is_kept_is_started_again_and_the_others_go_on(supervise: Any, number: Any) -> None:
    run = supervise("""
        supervisor.start("steady", python(SLEEP))
        supervisor.start("frail", python(FAMILY), is_restarted=True)
        supervisor.wait()
    """)
    pids = set(run.pids(3))
    (frail,) = (pid for pid in pids if len(children(pid)) == 1)

    os.kill(frail, number)

    again = run.pids(2)
    wait_for_death(frail)
    assert sum(map(is_alive, pids)) == 1
    run.process.send_signal(signal.SIGTERM)
    status, _, errors = run.end()
    assert status == 0
    assert f"The frail was killed by {number.name}; it is started again in 1 s" in errors
    wait_for_death(*pids, *again)


def test_the_pause_grows_while_a_process_keeps_dying(supervise: Any) -> None:
    run = supervise("""
        frail = "import os; os.write(1, b'pid 0\\\\n'); raise SystemExit(3)"
        supervisor.start("frail", python(frail), is_restarted=True)
        supervisor.wait()
    """)
    run.pids(3)

    run.process.send_signal(signal.SIGTERM)

    said = re.findall(r"The frail ended with status 3; it is started again in (\d+) s", run.end()[2])
    assert said[:2] == ["1", "2"]


def test_the_pause_has_a_limit(supervise: Any) -> None:
    body = """
        frail = "import os; os.write(1, b'pid 0\\\\n'); raise SystemExit(3)"
        supervisor.start("frail", python(frail), is_restarted=True)
        supervisor.wait()
    """
    run = supervise(body, limits="max_pause_seconds=1")
    run.pids(3)

    run.process.send_signal(signal.SIGTERM)

    assert set(re.findall(r"it is started again in (\d+) s", run.end()[2])) == {"1"}


def test_whether_a_service_that_is_kept_came_up_is_told(supervise: Any) -> None:
    _, output, _ = supervise("""
        supervisor.start("frail", python("raise SystemExit(3)"), is_restarted=True)
        print("came up:", supervisor.wait_until("frail", lambda: False))
    """).end()

    assert output == "came up: False\n"


def test_a_supervisor_that_is_killed_leaves_nothing_behind(supervise: Any) -> None:
    run = supervise("""
        supervisor.start("one", python(SLEEP))
        supervisor.start("other", python(SLEEP), is_restarted=True)
        supervisor.wait()
    """)
    pids = run.pids(2)

    run.process.kill()

    assert run.end()[0] == -signal.SIGKILL
    wait_for_death(*pids)
