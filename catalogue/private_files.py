"""Files and folders that nobody but the service's own user reads, whatever the umask."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OTHERS = stat.S_IRWXO


def make_file(path: Path) -> None:
    """Have an empty file at `path` with mode 0600, unless there is one or its folder cannot be written."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def make_folder(path: Path) -> None:
    """Have a folder at `path`, with mode 0700 when it is made now.

    :raises OSError: when it cannot be made.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def close_to_others(path: Path) -> None:
    """Take from everybody but its user and group what they may do with a file or folder of ours that there is.

    What the group may do is left alone: somebody may have given it to a backup program on purpose.
    """
    with suppress(OSError):
        status = path.stat()
        if status.st_uid == os.geteuid() and status.st_mode & OTHERS:
            path.chmod(stat.S_IMODE(status.st_mode) & ~OTHERS)
