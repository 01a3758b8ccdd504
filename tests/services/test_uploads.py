"""Uploads are spooled in a private folder, and do not stay for ever."""

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest

from catalogue.services import uploads


def test_an_upload_is_private_and_is_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "uploads"
    name = uploads.spool(folder, io.BytesIO(b"[]").read)

    assert (folder / name).read_bytes() == b"[]"
    assert (folder / name).stat().st_mode & 0o077 == 0
    uploads.delete(folder, name)
    assert not (folder / name).exists()


def test_an_upload_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    def read(_size: Any) -> None:
        raise ConnectionError

    with pytest.raises(ConnectionError):
        uploads.spool(tmp_path, read)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_old_uploads_go_but_for_those_that_wait(tmp_path: Path) -> None:
    old, waiting, new = (uploads.spool(tmp_path, io.BytesIO(b"[]").read) for _ in range(3))
    (tmp_path / f"{old}.rejects.jsonl").touch()
    uploads.find_host_id(tmp_path)
    long_ago = time.time() - uploads.KEPT_SECONDS - 60
    for path in tmp_path.iterdir():
        if path.name != new:
            os.utime(path, (long_ago, long_ago))

    uploads.delete_old(tmp_path, {waiting})

    assert {path.name for path in tmp_path.iterdir()} == {waiting, new, "host-id"}
