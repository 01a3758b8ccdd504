"""The file of a backup: a compressed tar of one JSON-lines file a table, and a manifest as its last member.

Nothing in it depends on the kind of database. A file that was cut short has no manifest, by which it is known.
"""

import gzip
import hashlib
import io
import re
import tarfile
import time
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Self

import orjson

from catalogue.errors import UnusableBackup

Row = dict[str, Any]

FORMAT = "catalogue backup 1"
"""What the manifest calls the format; a later one that this reader would misread has another number."""
MANIFEST = "manifest.json"

MOST_MEMBERS = 100
MOST_LINE_BYTES = 64 * 1024 * 1024
"""The longest row that is read, and the longest manifest: a longer one would fill memory, and is none of ours."""

_NAME = re.compile(rf"([a-z_]{{1,60}})\.jsonl|{re.escape(MANIFEST)}")
_LEVEL, _SPOOL_LEVEL = 6, 1
"""Of gzip: of the file itself, and of a table while its size is counted."""


@dataclass(frozen=True, slots=True)
class TableFacts:
    """What the manifest says of a table; `last_id` is the highest number ever given, where the database gives them."""

    rows: int
    sha256: str
    last_id: int | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself; `revision` is that of the tables."""

    format: str
    program: str
    revision: str
    database: str
    taken_at: str
    tables: dict[str, TableFacts]

    def counts(self) -> dict[str, int]:
        """Return how many rows each table has."""
        return {table: facts.rows for table, facts in self.tables.items()}


class ArchiveWriter:
    """Writes a backup to a file that need not be seekable; memory does not grow with the tables.

    :param spool_folder: where a table is kept, compressed, until its size is known.
    """

    def __init__(self, file: BinaryIO, spool_folder: str | None) -> None:
        self._spool_folder = spool_folder
        self._gzip = gzip.GzipFile(fileobj=file, mode="wb", compresslevel=_LEVEL)
        # Sizes of any length without further headers, which the reader would not take.
        self._tar = tarfile.open(fileobj=self._gzip, mode="w|", format=tarfile.GNU_FORMAT)  # noqa: SIM115
        self.tables: dict[str, TableFacts] = {}

    def __enter__(self) -> Self:
        """Return the writer."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Let go of the file; what was written is a backup only when `finish` was called."""
        if kind is None:
            self._gzip.close()
            return
        for stream in (self._tar, self._gzip):
            with suppress(OSError, ValueError):  # The fault that is under way says why.
                stream.close()

    def add_table(self, name: str, rows: Iterable[Row], last_id: int | None) -> None:
        """Add a table, row by row."""
        with TemporaryFile(dir=self._spool_folder) as spool:
            digest, n_rows, size = hashlib.sha256(), 0, 0
            with gzip.GzipFile(fileobj=spool, mode="wb", compresslevel=_SPOOL_LEVEL) as spooled:
                for row in rows:
                    line = orjson.dumps(row, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE)
                    digest.update(line)
                    spooled.write(line)
                    n_rows, size = n_rows + 1, size + len(line)
            spool.seek(0)
            with gzip.GzipFile(fileobj=spool) as spooled:
                self._add_member(f"{name}.jsonl", size, spooled)
        self.tables[name] = TableFacts(n_rows, digest.hexdigest(), last_id)

    def finish(self, manifest: Manifest) -> None:
        """Add the manifest, which makes it a whole backup."""
        text = orjson.dumps(asdict(manifest), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
        self._add_member(MANIFEST, len(text), io.BytesIO(text))
        self._tar.close()

    def _add_member(self, name: str, size: int, content: Any) -> None:
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, 0o600, time.time()
        self._tar.addfile(member, content)


def verify(file: BinaryIO, name: str) -> Manifest:
    """Return the manifest of a backup whose rows, counts and checksums agree with it.

    :param name: what messages call the file.
    :raises UnusableBackup: when it is not whole, not as it was written, or no backup.
    """
    seen: dict[str, TableFacts] = {}
    manifest: Manifest | None = None
    for member, content in _read_members(file, name):
        if manifest is not None:
            raise UnusableBackup(name, "it goes on after its manifest")
        if member == MANIFEST:
            with _translate_errors(name):
                text = content.read(MOST_LINE_BYTES)
            manifest = _parse_manifest(text, name)
            continue
        digest, n_rows = hashlib.sha256(), 0
        for line in _read_lines(content, name):
            digest.update(line)
            n_rows += 1
        seen[member.removesuffix(".jsonl")] = TableFacts(n_rows, digest.hexdigest())
    if manifest is None:
        raise UnusableBackup(name, "it has no manifest: it was cut short, or is no backup of a catalogue")
    for table in {*seen, *manifest.tables}:
        _compare(table, seen.get(table), manifest.tables.get(table), name)
    return manifest


def read_tables(file: BinaryIO, name: str) -> Iterator[tuple[str, Iterator[Row]]]:
    """Yield each table with its rows, which are to be read before the next table is asked for.

    :raises UnusableBackup: as `verify` does.
    """
    for member, content in _read_members(file, name):
        if member != MANIFEST:
            yield member.removesuffix(".jsonl"), _read_rows(content, name)


class _PlainMember(tarfile.TarInfo):
    """A member such as `ArchiveWriter` makes; links, devices and headers that carry more headers are refused."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        """Return the member that a header describes."""
        member = super().frombuf(buf, encoding, errors)
        if member.type != tarfile.REGTYPE or not _NAME.fullmatch(member.name):
            raise tarfile.ReadError(f"it holds {member.name!r}, which no backup does")
        return member


def _read_members(file: BinaryIO, name: str) -> Iterator[tuple[str, Any]]:
    """Yield name and content of each member, from the beginning of the file."""
    file.seek(0)
    names: set[str] = set()
    with (
        _translate_errors(name),
        gzip.GzipFile(fileobj=file) as unpacked,
        tarfile.open(fileobj=unpacked, mode="r|", tarinfo=_PlainMember) as tar,
    ):
        for member in tar:
            if member.name in names or len(names) == MOST_MEMBERS:
                raise UnusableBackup(name, f"it holds {member.name} twice, or more files than any backup")
            names.add(member.name)
            yield member.name, tar.extractfile(member)
        while unpacked.read(tarfile.RECORDSIZE):
            pass  # To the checksum at the end, which tells whether all has been there.


@contextmanager
def _translate_errors(name: str) -> Iterator[None]:
    """Turn what unpacking says of a damaged file into `UnusableBackup`."""
    try:
        yield
    except gzip.BadGzipFile as error:
        raise UnusableBackup(name, "it is no backup of a catalogue, or damaged") from error
    except (tarfile.TarError, EOFError, zlib.error) as error:
        raise UnusableBackup(name, f"it was cut short or is damaged ({error})") from error


def _read_lines(content: Any, name: str) -> Iterator[bytes]:
    while True:
        with _translate_errors(
            name
        ):  # Content is read by who asked for the member, where `_read_members` hears nothing of it.
            line = content.readline(MOST_LINE_BYTES)
        if not line:
            return
        if not line.endswith(b"\n"):
            raise UnusableBackup(name, "it has a row without an end")
        yield line


def _read_rows(content: Any, name: str) -> Iterator[Row]:
    for line in _read_lines(content, name):
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as error:
            raise UnusableBackup(name, "it has a row that is not JSON") from error
        if not isinstance(row, dict):
            raise UnusableBackup(name, "it has a row that is no JSON object")
        yield row


def _parse_manifest(text: bytes, name: str) -> Manifest:
    try:
        members = orjson.loads(text)
        tables = {str(table): TableFacts(**facts) for table, facts in members.pop("tables").items()}
        manifest = Manifest(**members, tables=tables)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnusableBackup(name, "its manifest cannot be read") from error
    if manifest.format != FORMAT:
        raise UnusableBackup(name, f"it is a {manifest.format!r}, and this program reads {FORMAT!r}")
    return manifest


def _compare(table: str, seen: TableFacts | None, promised: TableFacts | None, name: str) -> None:
    if seen is None or promised is None:
        raise UnusableBackup(name, f"its manifest and its files differ: {table}")
    if seen.rows != promised.rows:
        raise UnusableBackup(name, f"it has {seen.rows} rows of {table}, and its manifest {promised.rows}")
    if seen.sha256 != promised.sha256:
        raise UnusableBackup(name, f"the rows of {table} are not as they were written")
