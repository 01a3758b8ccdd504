"""The file of a backup, whole, damaged and hostile."""

import errno
import gc
import gzip
import hashlib
import io
import json
import tarfile
from typing import Any

import pytest

from catalogue.common.backup_archive import FORMAT, ArchiveWriter, Manifest, read_tables, verify
from catalogue.errors import UnusableBackup

ROWS = [{"id": 1, "name": "Émile Zola"}, {"id": 2, "name": "a\nb"}]


@pytest.fixture
def archive() -> Any:
    """A backup of two tables, as bytes."""
    file = io.BytesIO()
    with ArchiveWriter(file, None) as writer:
        writer.add_table("author", iter(ROWS), 2)
        writer.add_table("book", iter([]), None)
        writer.finish(Manifest(FORMAT, "0.1.0", "0006", "sqlite", "2026-11-27T09:00:00Z", writer.tables))
    return file.getvalue()


def pack_archive(*members: Any, format: Any = tarfile.GNU_FORMAT) -> Any:
    """A compressed tar of members: names and contents, or headers as they are."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz", format=format) as tar:
        for member, content in members:
            if isinstance(member, str):
                member = tarfile.TarInfo(member)
                member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return file.getvalue()


def manifest(**changed: Any) -> Any:
    facts = {"rows": 0, "sha256": hashlib.sha256(b"").hexdigest(), "last_id": None}
    members = {"format": FORMAT, "program": "0.1.0", "revision": "0006", "database": "sqlite", "taken_at": ""}
    return json.dumps(members | {"tables": {"book": facts}} | changed).encode()


def header(name: Any, kind: Any, linkname: Any = "") -> Any:
    member = tarfile.TarInfo(name)
    member.type, member.linkname = kind, linkname
    return member


def test_what_was_written_is_read(archive: Any) -> None:
    found = verify(io.BytesIO(archive), "b.tar.gz")

    assert found.counts() == {"author": 2, "book": 0}
    assert found.tables["author"].last_id == 2
    assert [(name, list(rows)) for name, rows in read_tables(io.BytesIO(archive), "b.tar.gz")] == [
        ("author", ROWS),
        ("book", []),
    ]


class FullDisk(io.BytesIO):
    """A file that takes no more than so many bytes."""

    def __init__(self, n_bytes: Any) -> None:
        super().__init__()
        self.n_bytes = n_bytes

    def write(self, content: Any) -> Any:
        if self.tell() + len(content) > self.n_bytes:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(content)


def write_rows(file: Any, rows: Any) -> None:
    with ArchiveWriter(file, None) as writer:
        writer.add_table("author", rows, None)
        writer.finish(Manifest(FORMAT, "0.1.0", "0006", "sqlite", "", writer.tables))


@pytest.mark.parametrize("n_bytes", [10, 20_000])
def test_a_disk_that_is_full_is_the_only_fault_that_is_told(n_bytes: Any) -> None:
    rows = ({"id": number, "text": hashlib.sha256(bytes([number % 256])).hexdigest()} for number in range(20_000))
    with pytest.raises(OSError, match="No space left"):
        write_rows(FullDisk(n_bytes), rows)
    gc.collect()  # What a stream has to say when it is collected would be a warning, and fail this.


def test_a_backup_that_was_cut_anywhere_is_refused(archive: Any) -> None:
    for length in range(0, len(archive), 7):
        with pytest.raises(UnusableBackup):
            verify(io.BytesIO(archive[:length]), "b.tar.gz")


def test_bits_that_fell_over_are_found(archive: Any) -> None:
    """In what was packed, not in the packing, whose own checksum would tell."""
    plain = gzip.decompress(archive)
    place = plain.index("Émile".encode())
    for bit in (1, 32):
        damaged = plain[:place] + bytes([plain[place] ^ bit]) + plain[place + 1 :]
        with pytest.raises(UnusableBackup, match="not as they were written"):
            verify(io.BytesIO(gzip.compress(damaged)), "b.tar.gz")


@pytest.mark.parametrize(
    ("members", "message"),
    [
        ([("manifest.json", manifest())], "differ: book"),
        ([("book.jsonl", b""), ("item.jsonl", b""), ("manifest.json", manifest())], "differ: item"),
        ([("book.jsonl", b"{}\n"), ("manifest.json", manifest())], "1 rows of book, and its manifest 0"),
        ([("book.jsonl", b"{}"), ("manifest.json", manifest())], "a row without an end"),
        ([("book.jsonl", b""), ("book.jsonl", b""), ("manifest.json", manifest())], "twice"),
        ([("book.jsonl", b"")], "no manifest"),
        ([("manifest.json", manifest()), ("book.jsonl", b"")], "goes on after its manifest"),
        ([("book.jsonl", b""), ("manifest.json", b"[]")], "manifest cannot be read"),
        ([("book.jsonl", b""), ("manifest.json", b"{")], "manifest cannot be read"),
        ([("book.jsonl", b""), ("manifest.json", b"[" * 100_000)], "manifest cannot be read"),
        ([("book.jsonl", b""), ("manifest.json", manifest(more=1))], "manifest cannot be read"),
        ([("book.jsonl", b""), ("manifest.json", manifest(format="catalogue backup 2"))], "catalogue backup 2"),
        ([("../book.jsonl", b"")], "which no backup does"),
        ([("/etc/passwd", b"")], "which no backup does"),
        ([(header("book.jsonl", tarfile.SYMTYPE, "/etc/passwd"), b"")], "which no backup does"),
        ([(header("book.jsonl", tarfile.LNKTYPE, "/etc/passwd"), b"")], "which no backup does"),
        ([(header("book.jsonl", tarfile.CHRTYPE), b"")], "which no backup does"),
        ([(header("book.jsonl", tarfile.DIRTYPE), b"")], "which no backup does"),
        ([("n" * 200 + ".jsonl", b"")], "which no backup does"),
        ([(f"table_{'abcdefghij'[n // 26]}{chr(97 + n % 26)}.jsonl", b"") for n in range(120)], "more files"),
    ],
)
def test_what_no_backup_is_like_is_refused(members: Any, message: Any) -> None:
    with pytest.raises(UnusableBackup, match=message):
        verify(io.BytesIO(pack_archive(*members)), "b.tar.gz")


def test_headers_that_carry_headers_are_refused_unread() -> None:
    """tarfile would read such a header of any size at once."""
    member = tarfile.TarInfo("book.jsonl")
    member.pax_headers = {"comment": "x" * 10_000}
    with pytest.raises(UnusableBackup, match="which no backup does"):
        verify(io.BytesIO(pack_archive((member, b""), format=tarfile.PAX_FORMAT)), "b.tar.gz")


def test_a_line_that_would_fill_memory_is_refused() -> None:
    bomb = pack_archive(("book.jsonl", b" " * (65 * 1024 * 1024)))
    assert len(bomb) < 100_000
    with pytest.raises(UnusableBackup, match="a row without an end"):
        verify(io.BytesIO(bomb), "b.tar.gz")


@pytest.mark.parametrize(
    "content",
    [b"", b"no archive", b"\x1f\x8b", gzip.compress(b""), gzip.compress(b"x" * 5000)],
    ids=["nothing", "text", "half a header", "nothing, compressed", "text, compressed"],
)
def test_what_is_no_archive_is_refused(content: Any) -> None:
    with pytest.raises(UnusableBackup, match=r"b\.tar\.gz cannot be restored: it "):
        verify(io.BytesIO(content), "b.tar.gz")


@pytest.mark.parametrize("line", [b"[]\n", b"1\n", b"{\n", b"\n"])
def test_rows_are_objects(line: Any) -> None:
    file = io.BytesIO(pack_archive(("book.jsonl", line)))
    with pytest.raises(UnusableBackup, match="a row that is no"):
        [list(rows) for _, rows in read_tables(file, "b.tar.gz")]
