"""Damage to the index on disk: found by checksums, and told apart from a disk that cannot be written."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from struct import Struct

import orjson

from catalogue.errors import IndexDamaged, IndexUnwritable

_WITH_FOOTER = {".del", ".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"}
_FOOTER_END = Struct("<II")
_FOOTER_MAGIC = 1337
"""Tantivy ends a file with a footer in JSON, its length, and this number (`tantivy/src/directory/footer.rs`)."""


def is_intact(path: Path) -> bool:
    """Tell whether a file of the index is as Tantivy wrote it: its footer has a CRC of the rest."""
    if path.suffix not in _WITH_FOOTER:
        return True
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return True  # Another process merged it into another file.
    if len(content) < _FOOTER_END.size:
        return False
    n_footer, magic = _FOOTER_END.unpack(content[-_FOOTER_END.size :])
    end = len(content) - _FOOTER_END.size - n_footer
    if magic != _FOOTER_MAGIC or end < 0:
        return False
    crc: int = orjson.loads(content[end : -_FOOTER_END.size])["crc"]
    return zlib.crc32(memoryview(content)[:end]) == crc


@contextmanager
def raise_damage() -> Iterator[None]:
    """Raise `IndexDamaged` when Tantivy panics, as it does on bytes that it never wrote."""
    try:
        yield
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise IndexDamaged from error
        raise


@contextmanager
def raise_unwritable(folder: Path) -> Iterator[None]:
    """Raise `IndexUnwritable` when the disk refuses a write."""
    try:
        with raise_damage():
            yield
    except (OSError, ValueError) as error:
        raise IndexUnwritable(folder, getattr(error, "strerror", None) or str(error)) from error
