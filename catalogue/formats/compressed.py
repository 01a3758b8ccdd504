"""Files of books that are packed: gzip, and zip archives of one file or several."""

import gzip
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from catalogue.domain.outcome import Rejected
from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.errors import UnreadableInput
from catalogue.formats.joined_copies import CopiesNaming, JoinedCopies, are_copies
from catalogue.formats.naming import Naming
from catalogue.formats.records import Outcome
from catalogue.formats.results import Records
from catalogue.formats.table_books import recognises_workbook

Read = Callable[[BinaryIO, str, Naming], Records]

_HEAD = 4096
_GZIP = b"\x1f\x8b\x08"
_ZIP = b"PK\x03\x04"
LARGEST = 1 << 32
"""Bytes that a zip archive may grow to; a small one can be made to grow without end."""


def recognises(file: BinaryIO) -> bool:
    """Tell whether a file is packed; a workbook, which is an archive too, is none of these."""
    head = file.read(_HEAD)
    file.seek(0)
    return head.startswith(_GZIP) or (head.startswith(_ZIP) and not recognises_workbook(head))


def read(file: BinaryIO, name: str, naming: Naming, read_plain: Read) -> Records:
    """Return every record of what is packed in a file.

    :raises UnreadableInput: when it cannot be unpacked, or holds no file of books.
    """
    is_gzip = file.read(len(_GZIP)) == _GZIP
    file.seek(0)
    try:
        if is_gzip:
            records = read_plain(cast(BinaryIO, gzip.GzipFile(fileobj=file)), name, naming)
            return Records(_stop_where_damaged(records.outcomes), records.path, records.others)
        return _read_zip(ZipFile(file), name, naming, read_plain)
    except (BadZipFile, OSError, EOFError, zlib.error, RuntimeError, NotImplementedError) as fault:
        raise UnreadableInput(name, refuse(RefusalCode.CANNOT_UNPACK)) from fault


def _read_zip(archive: ZipFile, name: str, naming: Naming, read_plain: Read) -> Records:
    members = [one for one in archive.infolist() if not one.is_dir() and not _is_hidden(one)]
    if sum(one.file_size for one in members) > LARGEST:
        raise UnreadableInput(name, refuse(RefusalCode.TOO_LARGE_UNPACKED, size=f"{LARGEST >> 30} GB"))
    members_read: list[tuple[str, Records]] = []
    others: list[str] = []
    for one in _set_copies_apart(archive, members, naming, read_plain):
        try:
            members_read.append((one.filename, read_plain(cast(BinaryIO, archive.open(one)), one.filename, naming)))
        except UnreadableInput as fault:
            others.append(one.filename)
            if len(members) == 1:
                raise UnreadableInput(name, replace(fault.refusal, member=one.filename)) from fault
    if not members_read:
        raise UnreadableInput(name, refuse(RefusalCode.NO_BOOKS_IN_ARCHIVE, names=", ".join(others[:10])))
    path = ", ".join(inner for inner, _ in members_read)
    return Records(_stop_where_damaged(_number_through(records for _, records in members_read)), path, tuple(others))


def _set_copies_apart(archive: ZipFile, members: list[ZipInfo], naming: Naming, read_plain: Read) -> list[ZipInfo]:
    """Return the members that hold books; the one that holds their copies is joined to them."""
    for one in members if len(members) > 1 else ():
        try:
            sample = read_plain(cast(BinaryIO, archive.open(one)), one.filename, Naming(naming.mapping))
            if are_copies(sample, naming):
                rows = read_plain(cast(BinaryIO, archive.open(one)), one.filename, CopiesNaming(naming.mapping))
                naming.joined = JoinedCopies(rows, naming)
                return [other for other in members if other is not one]
        except UnreadableInput:
            continue
    return members


def _is_hidden(member: ZipInfo) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in member.filename.split("/"))


def _number_through(several: Iterator[Records]) -> Iterator[Outcome]:
    """Yield the records of several files, numbered through."""
    position = 0
    for records in several:
        for outcome in records:
            position += 1
            yield replace(outcome, position=position)


def _stop_where_damaged(outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
    """Yield records up to where what is packed breaks off."""
    position = 0
    try:
        for outcome in outcomes:
            position = outcome.position
            yield outcome
    except (BadZipFile, OSError, EOFError, zlib.error) as fault:
        yield Rejected(position + 1, refuse(RefusalCode.BREAKS_OFF, detail=str(fault)))
