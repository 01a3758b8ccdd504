"""Why an import, or a record of it, was refused: a sentence in the reader's language for each code."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext

from catalogue.domain.refusals import RefusalCode

SENTENCES = {
    RefusalCode.NO_TITLE: lazy_gettext("There is no title."),
    RefusalCode.TITLE_TOO_LONG: lazy_gettext("The title is longer than %(limit)s characters."),
    RefusalCode.BAD_TITLE: lazy_gettext("The title is no text that can be kept."),
    RefusalCode.BAD_EXTRA: lazy_gettext("The record holds more than can be kept beside its fields."),
    RefusalCode.NOT_A_RECORD: lazy_gettext("This is no record."),
    RefusalCode.TOO_DEEP: lazy_gettext("The record is nested too deep."),
    RefusalCode.SAME_ISBN: lazy_gettext("Book %(book)s has ISBN %(isbn)s."),
    RefusalCode.SAME_ISBN_IN_FILE: lazy_gettext("An earlier record of the file has ISBN %(isbn)s."),
    RefusalCode.SAME_TITLE: lazy_gettext("Book %(book)s has the same title, author and year."),
    RefusalCode.CHANGED_SINCE: lazy_gettext(
        "Record %(number)s of this source was imported before, and has changed since."
    ),
    RefusalCode.BARCODE_IN_USE: lazy_gettext(
        "Barcode %(number)s is on a copy of book %(book)s; this copy is not added."
    ),
    RefusalCode.BARCODE_IN_FILE: lazy_gettext(
        "Barcode %(number)s is on a copy of “%(title)s”, earlier in the file; this copy is not added."
    ),
    RefusalCode.INVENTORY_NUMBER_IN_USE: lazy_gettext(
        "Inventory number %(number)s is on a copy of book %(book)s; this copy is not added."
    ),
    RefusalCode.INVENTORY_NUMBER_IN_FILE: lazy_gettext(
        "Inventory number %(number)s is on a copy of “%(title)s”, earlier in the file; it is not added."
    ),
    RefusalCode.BARCODE_OF_OLD: lazy_gettext(
        "Barcode %(number)s was on a copy of “%(title)s” that is gone; it is not given again."
    ),
    RefusalCode.INVENTORY_NUMBER_OF_OLD: lazy_gettext(
        "Inventory number %(number)s was on a copy of “%(title)s” that is gone; it is not given again."
    ),
    RefusalCode.BAD_SYNTAX: lazy_gettext("Line %(line)s, column %(column)s: this cannot be read."),
    RefusalCode.BAD_LINE: lazy_gettext("Line %(line)s: this cannot be read."),
    RefusalCode.LINE_TOO_LONG: lazy_gettext("Line %(line)s is longer than %(limit)s bytes."),
    RefusalCode.NOT_UTF8: lazy_gettext("A part of the file is not UTF-8: save it as UTF-8."),
    RefusalCode.OPEN_QUOTE: lazy_gettext("Line %(line)s: a quotation mark is never closed."),
    RefusalCode.TOO_MANY_CELLS: lazy_gettext(
        "Line %(line)s has %(n_cells)s fields, and there are %(n_names)s headings."
    ),
    RefusalCode.NO_MARC_RECORD: lazy_gettext("This is no MARC record: it has no leader and directory."),
    RefusalCode.NO_END_OF_RECORD: lazy_gettext("There is no end of record within %(limit)s bytes."),
    RefusalCode.WRONG_DIRECTORY: lazy_gettext("The directory names %(n_named)s fields, and there are %(n_fields)s."),
    RefusalCode.TEXT_TOO_LONG: lazy_gettext("A text is longer than %(limit)s characters."),
    RefusalCode.TOO_MANY_FIELDS: lazy_gettext("A record has more than %(limit)s fields."),
    RefusalCode.BREAKS_OFF: lazy_gettext("The file breaks off here."),
    RefusalCode.EMPTY_FILE: lazy_gettext("The file is empty."),
    RefusalCode.WIDE_CHARACTERS: lazy_gettext("The file is in UTF-16 or UTF-32: save it as UTF-8."),
    RefusalCode.UNKNOWN_FORMAT: lazy_gettext("The file is in none of the formats that are read: %(formats)s."),
    RefusalCode.DOCUMENT_TOO_LONG: lazy_gettext("The file is longer than %(size)s: write one object a line instead."),
    RefusalCode.NO_MARC_IN_XML: lazy_gettext("This XML holds no MARC records."),
    RefusalCode.DOCUMENT_TYPE: lazy_gettext(
        "This XML declares a document type, which a file of records has no need of."
    ),
    RefusalCode.DAMAGED_WORKBOOK: lazy_gettext("The workbook is damaged."),
    RefusalCode.EMPTY_WORKBOOK: lazy_gettext("No sheet of the workbook has a cell."),
    RefusalCode.TOO_LARGE_UNPACKED: lazy_gettext("Unpacked, the file would be larger than %(size)s."),
    RefusalCode.CANNOT_UNPACK: lazy_gettext("The file cannot be unpacked."),
    RefusalCode.NO_BOOKS_IN_ARCHIVE: lazy_gettext("No file in the archive is in a format that is read: %(names)s."),
    RefusalCode.FILE_GONE: lazy_gettext("The file is no longer there: send it again."),
    RefusalCode.DISK_FULL: lazy_gettext("The disk of the server is full."),
    RefusalCode.PROGRAM_ERROR: lazy_gettext("An error in the program, which its log describes."),
    RefusalCode.TOO_MANY_STARTS: lazy_gettext("It was begun %(n_starts)s times and ended the program each time."),
}
"""Code → sentence with gaps for the values of the refusal; rare ones stay in English."""


def describe_refusal(refusal: Mapping[str, Any]) -> str:
    """Return the sentence for a refusal as `ImportRefusal.as_json` has it; one without a code is told in English."""
    sentence = SENTENCES.get(refusal.get("code", ""))
    if sentence is None:
        return str(refusal["reason"])
    text = str(sentence) % refusal["values"]
    return f"{refusal['member']}\N{NO-BREAK SPACE}: {text}" if refusal.get("member") else text
