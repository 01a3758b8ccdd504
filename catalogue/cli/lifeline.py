"""`python -m catalogue.cli.lifeline PIPE MODULE …`: run a module in a process that ends when its supervisor does.

Only the supervisor holds the write end of PIPE. When it exits, even by SIGKILL, reading PIPE returns end of file; the
process then gets SIGTERM, and after GRACE_SECONDS its whole process group gets SIGKILL.
"""

import os
import runpy
import signal
import sys
import time
from threading import Thread

GRACE_SECONDS = 10


def run_with_lifeline() -> None:
    """Run the module named on the command line with the remaining arguments."""
    pipe, module = int(sys.argv[1]), sys.argv[2]
    os.set_inheritable(pipe, False)
    Thread(target=_end_with, args=(pipe,), name="lifeline", daemon=True).start()
    sys.argv = [module, *sys.argv[3:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with(pipe: int) -> None:
    """Wait for end of file on `pipe`, then end this process and its children."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    run_with_lifeline()
