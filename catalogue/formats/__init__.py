"""Reading books from files: what each format is called, how a file of it is known, and what reads it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.errors import UnreadableInput
from catalogue.formats import compressed, json_books, marc_books, table_books
from catalogue.formats.joined_copies import CopiesNaming, JoinedCopies
from catalogue.formats.marc import iso2709, xml
from catalogue.formats.marc.profiles import CHOICES
from catalogue.formats.naming import TARGETS, Naming
from catalogue.formats.results import Records

__all__ = ["CHOICES", "READERS", "TARGETS", "Reader", "read"]

_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Reader:
    """A format: `recognises` tells it by the first bytes of a file, `read` yields every record of one."""

    recognises: Callable[[bytes], bool]
    read: Callable[[BinaryIO, str, Naming], Records]


READERS: dict[str, Reader] = {
    "json": Reader(json_books.recognises, json_books.read),
    "marc": Reader(iso2709.recognises, marc_books.read_iso2709),
    "marcxml": Reader(xml.recognises, marc_books.read_xml),
    "workbook": Reader(table_books.recognises_workbook, table_books.read_workbook),
    "csv": Reader(table_books.recognises_csv, table_books.read_csv),
}
"""The formats that the catalogue reads, by name; the first to recognise a file reads it."""


def read(
    file: BinaryIO,
    name: str,
    mapping: Mapping[str, str] | None = None,
    profile: str = CHOICES[0],
    format_name: str | None = None,
    copies: BinaryIO | None = None,
) -> Records:
    """Return every record of a file in a known format, each parsed or rejected, in the order of the file.

    :param file: seekable, at its beginning; it must stay open while records are asked for.
    :param name: what the file is called in errors.
    :param mapping: what somebody has told of fields, by name: one of `TARGETS`.
    :param profile: how field 995 of UNIMARC is written, one of `CHOICES`.
    :param format_name: one of `READERS`; None lets the first bytes tell.
    :param copies: a file of the copies of these records, which name the number or ISBN of theirs, or its barcodes.
    :raises UnreadableInput: before the first record, when the file is in no format we know.
    """
    naming = Naming(mapping, profile)
    if copies is not None:
        naming.joined = JoinedCopies(_read_any(copies, "copies", CopiesNaming(mapping)), naming)
    return _read_any(file, name, naming, format_name)


def _read_any(file: BinaryIO, name: str, naming: Naming, format_name: str | None = None) -> Records:
    is_compressed = compressed.recognises(file)
    read_plain = partial(_read, format_name=format_name)
    records = compressed.read(file, name, naming, read_plain) if is_compressed else read_plain(file, name, naming)
    records.naming = naming
    return records


def _read(file: BinaryIO, name: str, naming: Naming, *, format_name: str | None) -> Records:
    head = file.read(_HEAD)
    file.seek(0)
    if not head.strip():
        raise UnreadableInput(name, refuse(RefusalCode.EMPTY_FILE))
    if json_books.is_in_wide_characters(head):
        raise UnreadableInput(name, refuse(RefusalCode.WIDE_CHARACTERS))
    if format_name is not None:
        return READERS[format_name].read(file, name, naming)
    for reader in READERS.values():
        if reader.recognises(head):
            return reader.read(file, name, naming)
    raise UnreadableInput(name, refuse(RefusalCode.UNKNOWN_FORMAT, formats=", ".join(READERS)))
