"""Uploads: files that were sent to be imported, spooled in a private folder until they are."""

import time
from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from catalogue import private_files

CHUNK = 1 << 16
KEPT_SECONDS = 7 * 86400
"""How long an upload is kept that nobody imported, and the refused records of one that was."""


def spool(folder: Path, read: Callable[[int], bytes]) -> str:
    """Copy what `read` returns into a new file of the folder, and return its name; `delete` removes it."""
    private_files.make_folder(folder)
    name = uuid4().hex
    path = folder / name
    private_files.make_file(path)
    try:
        with path.open("wb") as file:
            while chunk := read(CHUNK):
                file.write(chunk)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return name


def find_host_id(folder: Path) -> str:
    """Return what tells this folder from those of other hosts: jobs run where their files are."""
    private_files.make_folder(folder)
    path = folder / "host-id"
    with suppress(FileExistsError), path.open("x") as file:
        file.write(uuid4().hex)
    return path.read_text().strip()


def find_rejects(folder: Path, upload: str) -> Path:
    """Return the path of the refused records of an upload."""
    return folder / f"{upload}.rejects.jsonl"


def delete(folder: Path, upload: str) -> None:
    """Delete an upload; its refused records stay."""
    (folder / upload).unlink(missing_ok=True)


def delete_old(folder: Path, waiting: Collection[str]) -> None:
    """Delete files that have been there for long, except uploads that are waiting to be imported."""
    for path in folder.iterdir() if folder.is_dir() else ():
        with suppress(OSError):
            is_old = time.time() - path.stat().st_mtime > KEPT_SECONDS
            if is_old and path.name != "host-id" and path.name.partition(".")[0] not in waiting:
                path.unlink()
