"""Private files and folders, readable by the service's own user only, whatever the umask."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OTHERS = stat.S_IRWXO


def make_file(path: Path) -> None:
    """Create an empty file at `path` with mode 0600, unless it exists or its folder cannot be written."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def make_folder(path: Path) -> None:
    """Create a folder at `path` with mode 0700 if it does not exist.

    :raises OSError: when it cannot be created.
    """
    path.mkdir(mode=0o700, parents=True, exist_ok=True)


def close_to_others(path: Path) -> None:
    """Remove the permissions of others from a file or folder that we own, if it exists.

    The permissions of the group stay, because somebody may have given them to a backup program on purpose.
    """
    with suppress(OSError):
        status = path.stat()
        if status.st_uid == os.geteuid() and status.st_mode & OTHERS:
            path.chmod(stat.S_IMODE(status.st_mode) & ~OTHERS)
