"""`python -m catalogue.cli.lifeline PIPE MODULE …`: run a module in a process that does not outlive its supervisor.

The supervisor alone holds the other end of PIPE. When it is gone, however it went, the pipe ends; the process is then
asked to stop, and if it does not, it is killed with all that it has started.
"""

import os
import runpy
import signal
import sys
import time
from threading import Thread

GRACE_SECONDS = 10


def main() -> None:
    """Run the module that the command line names, with the words after it."""
    pipe, module = int(sys.argv[1]), sys.argv[2]
    os.set_inheritable(pipe, False)
    Thread(target=_end_with, args=(pipe,), name="lifeline", daemon=True).start()
    sys.argv = [module, *sys.argv[3:]]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def _end_with(pipe: int) -> None:
    """Wait for the end of `pipe`, then end this process and its children."""
    os.read(pipe, 1)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_SECONDS)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    main()
