"""Why a file, a record or a copy was refused: a code with values, of which each edge makes a sentence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RefusalCode(StrEnum):
    """What is wrong."""

    # A record.
    NO_TITLE = "no-title"
    TITLE_TOO_LONG = "title-too-long"
    BAD_TITLE = "bad-title"
    BAD_EXTRA = "bad-extra"
    BAD_RECORD = "bad-record"
    NOT_A_RECORD = "not-a-record"
    TOO_DEEP = "too-deep"
    # A record or copy that collides with what is here already.
    SAME_ISBN = "same-isbn"
    SAME_ISBN_IN_FILE = "same-isbn-in-file"
    SAME_TITLE = "same-title"
    CHANGED_SINCE = "changed-since"
    BARCODE_IN_USE = "barcode-in-use"
    BARCODE_IN_FILE = "barcode-in-file"
    INVENTORY_NUMBER_IN_USE = "inventory-number-in-use"
    INVENTORY_NUMBER_IN_FILE = "inventory-number-in-file"
    BARCODE_OF_OLD = "barcode-of-old"
    INVENTORY_NUMBER_OF_OLD = "inventory-number-of-old"
    # A line or record of a file that cannot be read.
    BAD_SYNTAX = "bad-syntax"
    BAD_LINE = "bad-line"
    LINE_TOO_LONG = "line-too-long"
    NOT_UTF8 = "not-utf-8"
    OPEN_QUOTE = "open-quote"
    TOO_MANY_CELLS = "too-many-cells"
    NO_MARC_RECORD = "no-marc-record"
    NO_END_OF_RECORD = "no-end-of-record"
    WRONG_DIRECTORY = "wrong-directory"
    TEXT_TOO_LONG = "text-too-long"
    TOO_MANY_FIELDS = "too-many-fields"
    BREAKS_OFF = "breaks-off"
    # A whole file.
    EMPTY_FILE = "empty-file"
    WIDE_CHARACTERS = "wide-characters"
    UNKNOWN_FORMAT = "unknown-format"
    DOCUMENT_TOO_LONG = "document-too-long"
    NO_MARC_IN_XML = "no-marc-in-xml"
    DOCUMENT_TYPE = "document-type"
    DAMAGED_WORKBOOK = "damaged-workbook"
    EMPTY_WORKBOOK = "empty-workbook"
    TOO_LARGE_UNPACKED = "too-large-unpacked"
    CANNOT_UNPACK = "cannot-unpack"
    NO_BOOKS_IN_ARCHIVE = "no-books-in-archive"
    # The work itself.
    FILE_GONE = "file-gone"
    DISK_FULL = "disk-full"
    PROGRAM_ERROR = "program-error"
    TOO_MANY_STARTS = "too-many-starts"
    OTHER = "other"


ENGLISH: Mapping[RefusalCode, str] = {
    RefusalCode.NO_TITLE: "title: this field is required",
    RefusalCode.TITLE_TOO_LONG: "title: longer than {limit} characters",
    RefusalCode.BAD_TITLE: "{detail}",
    RefusalCode.BAD_EXTRA: "{detail}",
    RefusalCode.BAD_RECORD: "{detail}",
    RefusalCode.NOT_A_RECORD: "a record is a JSON object",
    RefusalCode.TOO_DEEP: "nested too deep",
    RefusalCode.SAME_ISBN: "ISBN {isbn} is already held by book {book}.",
    RefusalCode.SAME_ISBN_IN_FILE: "ISBN {isbn} is on an earlier record of this file.",
    RefusalCode.SAME_TITLE: "Book {book} has the same title, author and year.",
    RefusalCode.CHANGED_SINCE: (
        "record {number} of this source was imported before with another content; if this is another file, name"
        " another source"
    ),
    RefusalCode.BARCODE_IN_USE: "Barcode {number} is on a copy of book {book}, so it is not added to {target}.",
    RefusalCode.BARCODE_IN_FILE: (
        "Barcode {number} is on a copy of “{title}”, earlier in this file, so it is not added to {target}."
    ),
    RefusalCode.INVENTORY_NUMBER_IN_USE: (
        "Inventory number {number} is on a copy of book {book}, so it is not added to {target}."
    ),
    RefusalCode.INVENTORY_NUMBER_IN_FILE: (
        "Inventory number {number} is on a copy of “{title}”, earlier in this file, so it is not added to {target}."
    ),
    RefusalCode.BARCODE_OF_OLD: (
        "Barcode {number} was on a copy of “{title}” that is gone, so it is not added to {target}."
    ),
    RefusalCode.INVENTORY_NUMBER_OF_OLD: (
        "Inventory number {number} was on a copy of “{title}” that is gone, so it is not added to {target}."
    ),
    RefusalCode.BAD_SYNTAX: "line {line}, column {column}: {detail}",
    RefusalCode.BAD_LINE: "line {line}: {detail}",
    RefusalCode.LINE_TOO_LONG: "line {line}: longer than {limit} bytes",
    RefusalCode.NOT_UTF8: "line {line} is not UTF-8; save the file as UTF-8",
    RefusalCode.OPEN_QUOTE: "line {line}: a quotation mark is never closed",
    RefusalCode.TOO_MANY_CELLS: "line {line} has {n_cells} fields, and there are {n_names} headings",
    RefusalCode.NO_MARC_RECORD: "this is no MARC record: it has no leader and directory",
    RefusalCode.NO_END_OF_RECORD: "longer than {limit} bytes without an end of record",
    RefusalCode.WRONG_DIRECTORY: "the directory names {n_named} fields, and there are {n_fields}",
    RefusalCode.TEXT_TOO_LONG: "a text is longer than {limit} characters",
    RefusalCode.TOO_MANY_FIELDS: "a record has more than {limit} fields",
    RefusalCode.BREAKS_OFF: "the file breaks off here: {detail}",
    RefusalCode.EMPTY_FILE: "the file is empty",
    RefusalCode.WIDE_CHARACTERS: "this is UTF-16 or UTF-32; save it as UTF-8",
    RefusalCode.UNKNOWN_FORMAT: "in no format we read ({formats})",
    RefusalCode.DOCUMENT_TOO_LONG: "longer than {size}; write one object a line instead",
    RefusalCode.NO_MARC_IN_XML: "this XML holds no MARC records",
    RefusalCode.DOCUMENT_TYPE: "it declares a document type, which a file of records has no need of",
    RefusalCode.DAMAGED_WORKBOOK: "this workbook is damaged",
    RefusalCode.EMPTY_WORKBOOK: "no sheet has a cell",
    RefusalCode.TOO_LARGE_UNPACKED: "it would grow to more than {size}",
    RefusalCode.CANNOT_UNPACK: "it cannot be unpacked",
    RefusalCode.NO_BOOKS_IN_ARCHIVE: "no file in it is in a format we read ({names})",
    RefusalCode.FILE_GONE: "the file is no longer there",
    RefusalCode.DISK_FULL: "the disk of the server is full",
    RefusalCode.PROGRAM_ERROR: "An error in the program, which its log describes.",
    RefusalCode.TOO_MANY_STARTS: "It was begun {n_starts} times and ended the program each time.",
    RefusalCode.OTHER: "{detail}",
}
"""Code → the sentence of command line and API, with gaps for the values."""


@dataclass(frozen=True, slots=True)
class ImportRefusal:
    """A code and the values that its sentence names; `member` is the file of an archive that it is about."""

    code: RefusalCode
    values: Mapping[str, str | int] = field(default_factory=dict)
    member: str = ""

    def __str__(self) -> str:
        """Return the sentence in English.

        >>> str(refuse(RefusalCode.SAME_TITLE, book=3))
        'Book 3 has the same title, author and year.'
        """
        sentence = ENGLISH[self.code].format_map(self.values)
        return f"{self.member}: {sentence}" if self.member else sentence

    def as_json(self) -> dict[str, Any]:
        """Return the refusal as JSON keeps it, with its sentence in English as `reason`."""
        return {"reason": str(self), "code": self.code.value, "values": dict(self.values)} | (
            {"member": self.member} if self.member else {}
        )


def refuse(code: RefusalCode, **values: str | int) -> ImportRefusal:
    """Return a refusal with the values that its sentence names."""
    return ImportRefusal(code, values)
