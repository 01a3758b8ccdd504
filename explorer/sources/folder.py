"""The folder of data files: what is in it, and nothing that is not."""

import os
import stat
from enum import StrEnum
from pathlib import Path

FORMATS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".txt": "csv",
    ".json": "json",
    ".jsonl": "json lines",
    ".ndjson": "json lines",
    ".parquet": "parquet",
    ".xlsx": "excel",
    ".xls": "excel",
    ".xlsm": "excel",
    ".xlsb": "excel",
    ".ods": "excel",
}
"""The format of a file by the end of its name."""

N_FOLDERS = 500
"""As many folders as are offered; the path of any other can be typed."""
DEPTH = 8


class Refused(StrEnum):
    """Why a path is not opened."""

    NO_ROOT = "no root"
    ABSOLUTE = "absolute"
    PARENT = "parent"
    LINK = "link"
    MISSING = "missing"
    NOT_A_FOLDER = "not a folder"
    NOT_A_FILE = "not a file"
    FORBIDDEN = "forbidden"


class RefusedPath(Exception):
    """A path that is not opened; `reason` says why, `path` is what was asked for."""

    def __init__(self, reason: Refused, path: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason
        self.path = path


def folders(root: Path) -> list[str]:
    """Return the folder itself ("") and the folders in it, as paths with /, by name; hidden ones and links are not.

    :raises RefusedPath: when `root` is no folder.
    """
    rows = [""]
    base = resolve(root, "")
    for path, names, _ in os.walk(base):
        names[:] = sorted(name for name in names if not name.startswith(".") and not os.path.islink(Path(path) / name))
        inside = Path(path).relative_to(base)
        if len(inside.parts) >= DEPTH:
            names.clear()
        rows += [(inside / name).as_posix() for name in names]
        if len(rows) >= N_FOLDERS:
            break
    return sorted(rows[:N_FOLDERS])


def files(root: Path, path: str) -> list[str]:
    """Return the names of the data files of the folder at `path` inside `root`, hidden ones left out.

    :raises RefusedPath: when the path leads out, or to no folder.
    """
    folder = resolve(root, path)
    if not folder.is_dir():
        raise RefusedPath(Refused.NOT_A_FOLDER, path)
    try:
        with os.scandir(folder) as entries:
            return sorted(entry.name for entry in entries if _is_offered(root, entry))
    except OSError as error:
        raise RefusedPath(Refused.FORBIDDEN, path) from error


def file(root: Path, path: str) -> Path:
    """Return where the data file at `path` inside `root` lies, links followed.

    :raises RefusedPath: when the path leads out, or to what is no ordinary file.
    """
    rows = resolve(root, path)
    if not stat.S_ISREG(rows.stat().st_mode):
        raise RefusedPath(Refused.NOT_A_FILE, path)
    return rows


def resolve(root: Path, path: str) -> Path:
    """Return the real place of `path` inside `root`, links followed.

    :raises RefusedPath: when it is absolute, goes up, leads out by a link, or is not there.
    """
    parts = path.replace("\\", "/").split("/")
    if path.startswith(("/", "\\", "~")) or Path(path).is_absolute() or parts[0][1:2] == ":":
        raise RefusedPath(Refused.ABSOLUTE, path)
    if ".." in parts:
        raise RefusedPath(Refused.PARENT, path)
    base = os.path.realpath(root)
    if not os.path.isdir(base):
        raise RefusedPath(Refused.NO_ROOT, str(root))
    try:
        place = os.path.realpath(os.path.join(base, *parts), strict=True)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = Refused.FORBIDDEN if isinstance(error, PermissionError) else Refused.MISSING
        raise RefusedPath(reason, path) from error
    if os.path.commonpath([base, place]) != base:
        raise RefusedPath(Refused.LINK, path)
    return Path(place)


def _is_offered(root: Path, entry: os.DirEntry[str]) -> bool:
    """Tell whether an entry is a file of a known format that does not lie elsewhere."""
    if entry.name.startswith(".") or Path(entry.name).suffix.lower() not in FORMATS:
        return False
    try:
        inside = os.path.commonpath([os.path.realpath(root), os.path.realpath(entry.path)]) == os.path.realpath(root)
        return inside and entry.is_file()
    except OSError:
        return False
