"""Work spread over processes: the same results in the same order, and nothing left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from catalogue.common import cores
from catalogue.common.cores import FEW_CHUNKS, map_chunks, use_all_cores


class Doubler:
    """Doubles a number, and says which process did."""

    def __call__(self, number: int) -> tuple[int, int]:
        if number < 0:
            raise ValueError(f"{number} is negative")
        return number * 2, os.getpid()


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "MOST_PROCESSES", 2)
    if hasattr(os, "sched_getaffinity"):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})


def test_many_chunks_go_to_processes_and_come_back_in_order() -> None:
    with use_all_cores():
        results = list(map_chunks(Doubler, range(100)))

    assert [doubled for doubled, _ in results] == [2 * number for number in range(100)]
    assert os.getpid() not in {pid for _, pid in results}


@pytest.mark.parametrize("n_chunks", [0, FEW_CHUNKS - 1])
def test_few_chunks_stay_here(n_chunks: int) -> None:
    with use_all_cores():
        results = list(map_chunks(Doubler, range(n_chunks)))

    assert [doubled for doubled, _ in results] == [2 * number for number in range(n_chunks)]
    assert {pid for _, pid in results} <= {os.getpid()}


def test_without_leave_no_process_is_started() -> None:
    assert {pid for _, pid in map_chunks(Doubler, range(100))} == {os.getpid()}


def test_one_core_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cores, "MOST_PROCESSES", 1)

    with use_all_cores():
        assert {pid for _, pid in map_chunks(Doubler, range(100))} == {os.getpid()}


def test_a_fault_of_a_worker_is_raised_where_its_result_would_be() -> None:
    with use_all_cores():
        results = map_chunks(Doubler, [*range(30), -1, *range(30)])
        before = [next(results)[0] for _ in range(30)]
        with pytest.raises(ValueError, match="-1 is negative"):
            next(results)

    assert before == [2 * number for number in range(30)]


@pytest.mark.parametrize("n_before", [3, 30])
def test_a_fault_of_the_chunks_comes_after_what_was_made_before_it(n_before: int) -> None:
    def break_off() -> Iterator[int]:
        yield from range(n_before)
        raise EOFError("the file breaks off")

    results: list[int] = []

    def collect() -> None:
        for doubled, _ in map_chunks(Doubler, break_off()):
            results.append(doubled)

    with use_all_cores(), pytest.raises(EOFError):
        collect()

    assert results == [2 * number for number in range(n_before)]


def test_chunks_are_read_no_further_ahead_than_memory_has_room_for() -> None:
    n_read = 0

    def count() -> Iterator[int]:
        nonlocal n_read
        for number in range(1000):
            n_read = number + 1
            yield number

    with use_all_cores():
        results = map_chunks(Doubler, count())
        next(results)
        n_ahead = n_read
        results.close()  # type: ignore[attr-defined]

    assert n_ahead <= 2 * cores.AHEAD


SCRIPT = """
import signal, sys, time
from catalogue.common import cores
from tests.common.test_cores import Doubler
if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # Whoever starts the tests in the background ignores it.
    cores._count_cores = lambda: 2
    with cores.use_all_cores():
        results = cores.map_chunks(Doubler, range(10**9))
        print(next(results)[1], flush=True)
        for _ in results:
            time.sleep(0.01)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are looked up in /proc")
@pytest.mark.parametrize("kind", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_process_outlives_one_that_is_stopped(kind: signal.Signals, tmp_path: os.PathLike[str]) -> None:
    script = os.path.join(tmp_path, "work.py")
    with open(script, "w") as file:
        file.write(SCRIPT)
    environ = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ
    ) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.send_signal(kind)
        process.wait(timeout=60)

    for _ in range(2000):
        if _is_dead(worker):
            return
        time.sleep(0.05)
    pytest.fail(f"process {worker} is still there")


def _is_dead(pid: int) -> bool:
    """Tell whether a process has ended and only waits for its parent to ask."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True
