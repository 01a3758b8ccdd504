"""Why an import, or a record of it, was refused: the English of reports and commands in the reader's language."""

import re

from flask_babel import lazy_gettext

REASONS = (
    (r"title: this field is required", lazy_gettext("There is no title.")),
    (r"ISBN (?P<isbn>\w+) is already held by book (?P<book>\d+)\.", lazy_gettext("Book %(book)s has ISBN %(isbn)s.")),
    (
        r"ISBN (?P<isbn>\w+) is on an earlier record of this file\.",
        lazy_gettext("An earlier record of the file has ISBN %(isbn)s."),
    ),
    (
        r"Book (?P<book>\d+) has the same title, author and year\.",
        lazy_gettext("Book %(book)s has the same title, author and year."),
    ),
    (
        r"record (?P<number>.+) of this source was imported before with another content; .*",
        lazy_gettext("Record %(number)s of this source was imported before, and has changed since."),
    ),
    (
        r"Inventory number (?P<number>.+) is on a copy of book (?P<book>\d+), .*",
        lazy_gettext("Inventory number %(number)s is, or was, on a copy of book %(book)s; this copy is not added."),
    ),
    (
        r"Inventory number (?P<number>.+) is on a copy of “(?P<title>.*)”, earlier in this file, .*",
        lazy_gettext("Inventory number %(number)s is on a copy of “%(title)s”, earlier in the file; it is not added."),
    ),
    (
        r"Barcode (?P<barcode>\S+) is on a copy of book (?P<book>\d+), .*",
        lazy_gettext("Barcode %(barcode)s is on a copy of book %(book)s; this copy is not added."),
    ),
    (
        r"Barcode (?P<barcode>\S+) is on a copy of “(?P<title>.*)”, earlier in this file, .*",
        lazy_gettext("Barcode %(barcode)s is on a copy of “%(title)s”, earlier in the file; this copy is not added."),
    ),
    (r"a record is a JSON object", lazy_gettext("This is no record.")),
    (r"nested too deep", lazy_gettext("The record is nested too deep.")),
    (r"the file is empty", lazy_gettext("The file is empty.")),
    (
        r"this is UTF-16 or UTF-32; save it as UTF-8",
        lazy_gettext("The file is in UTF-16 or UTF-32: save it as UTF-8."),
    ),
    (
        r"in no format we read \((?P<formats>.*)\)",
        lazy_gettext("The file is in none of the formats that are read: %(formats)s."),
    ),
    (r"this workbook is damaged", lazy_gettext("The workbook is damaged.")),
    (r"no sheet has a cell", lazy_gettext("No sheet of the workbook has a cell.")),
    (
        r"it would grow to more than (?P<size>\d+ [MG]B)",
        lazy_gettext("Unpacked, the file would be larger than %(size)s."),
    ),
    (r"it cannot be unpacked", lazy_gettext("The file cannot be unpacked.")),
    (
        r"no file in it is in a format we read \((?P<names>.*)\)",
        lazy_gettext("No file in the archive is in a format that is read: %(names)s."),
    ),
    (r"this XML holds no MARC records", lazy_gettext("This XML holds no MARC records.")),
    (
        r"it declares a document type, which a file of records has no need of",
        lazy_gettext("This XML declares a document type, which a file of records has no need of."),
    ),
    (r"a text is longer than (?P<number>\d+) characters", lazy_gettext("A text is longer than %(number)s characters.")),
    (r"a record has more than (?P<number>\d+) fields", lazy_gettext("A record has more than %(number)s fields.")),
    (
        r"longer than (?P<size>\d+ MiB); write one object a line instead",
        lazy_gettext("The file is longer than %(size)s: write one object a line instead."),
    ),
    (
        r"longer than (?P<number>\d+) bytes without an end of record",
        lazy_gettext("There is no end of record within %(number)s bytes."),
    ),
    (
        r"this is no MARC record: it has no leader and directory",
        lazy_gettext("This is no MARC record: it has no leader and directory."),
    ),
    (
        r"the directory names (?P<named>\d+) fields, and there are (?P<there>\d+)",
        lazy_gettext("The directory names %(named)s fields, and there are %(there)s."),
    ),
    (
        r"line (?P<line>\d+) has (?P<n_cells>\d+) fields, and there are (?P<n_names>\d+) headings",
        lazy_gettext("Line %(line)s has %(n_cells)s fields, and there are %(n_names)s headings."),
    ),
    (
        r"line (?P<line>\d+): a quotation mark is never closed",
        lazy_gettext("Line %(line)s: a quotation mark is never closed."),
    ),
    (
        r"line (?P<line>\d+): (?:column (?P<column>\d+) )?is not UTF-8.*|line (?P<line_2>\d+) is not UTF-8.*",
        lazy_gettext("A part of the file is not UTF-8: save it as UTF-8."),
    ),
    (
        r"line (?P<line>\d+)(?:, |: )column (?P<column>\d+)\b.*",
        lazy_gettext("Line %(line)s, column %(column)s: this cannot be read."),
    ),
    (r"line (?P<line>\d+): longer than (?P<n>\d+) bytes", lazy_gettext("Line %(line)s is longer than %(n)s bytes.")),
    (r"the file breaks off here: .*", lazy_gettext("The file breaks off here.")),
    (r"No such file or directory", lazy_gettext("The file is no longer there: send it again.")),
    (r"No space left on device", lazy_gettext("The disk of the server is full.")),
    (
        r"An error in the program, which its log describes\.",
        lazy_gettext("An error in the program, which its log describes."),
    ),
    (r"title: longer than (?P<number>\d+) characters", lazy_gettext("The title is longer than %(number)s characters.")),
    (r"title: .*", lazy_gettext("The title is no text that can be kept.")),
    (r"extra: .*", lazy_gettext("The record holds more than can be kept beside its fields.")),
)
"""Reasons as regular expressions, and what the pages say; the first that fits."""

_PATTERNS = tuple((re.compile(pattern, re.DOTALL), sentence) for pattern, sentence in REASONS)


def translate_reason(reason: str) -> str:
    """Return the reason of a refusal in the reader's language; a rare one stays in English."""
    for pattern, sentence in _PATTERNS:
        if match := pattern.fullmatch(reason):
            return str(sentence) % match.groupdict()
    return reason


def translate_error(error: str, name: str) -> str:
    """Return why an import failed, in the reader's language: `books.json: the file is empty`.

    :param name: what the file is called, which the error begins with.
    """
    rest = error.removeprefix(f"{name}: ")
    translated = translate_reason(rest)
    if translated == rest and ": " in rest:  # The file within an archive.
        inner, _, rest = rest.partition(": ")
        again = translate_reason(rest)
        return f"{inner}\N{NO-BREAK SPACE}: {again}" if again != rest else translated
    return translated
