"""Files of lines and fields: their encoding and delimiter are detected (RFC 4180, and what people make of it)."""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from charset_normalizer import from_bytes

from catalogue.common.spreadsheets import unguard
from catalogue.common.tables.faults import Fault, UnreadableFile

HEAD = 1 << 18
"""Bytes at the start of a file by which its encoding and delimiter are judged."""
DELIMITERS = (",", ";", "\t", "|")
N_LINES = 50
END = "\0end of file"
"""A line put after the last one: a quotation mark that is never closed swallows it."""

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LIKELY = ["cp1252", "iso8859_15", "cp1250", "cp1251", "cp850", "mac_roman", "shift_jis", "gb18030", "big5", "euc_kr"]
"""What files come in that are not UTF-8, the most likely one first."""

csv.field_size_limit(1 << 24)


def _decode_as_latin_1(error: UnicodeError) -> tuple[str, int]:
    """Decode bytes that are wrong far down in a file, where every byte is a character of Latin-1."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("latin-1", _decode_as_latin_1)


@dataclass(frozen=True, slots=True)
class CsvDialect:
    """How a file is written."""

    encoding: str
    delimiter: str


def detect_dialect(path: Path) -> CsvDialect:
    """Return how a file is written.

    :raises UnreadableFile: when it is not text.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    encoding = detect_encoding(head)
    text = head.decode(encoding, "ignore")
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise UnreadableFile(Fault.NOT_TEXT)
    return CsvDialect(encoding, detect_delimiter(text))


def detect_encoding(head: bytes) -> str:
    """Return the name of the encoding of a text that begins so.

    >>> detect_encoding("Müller".encode()), detect_encoding(b"plain")
    ('utf-8', 'utf-8')
    """
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return name
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # Its last character may be cut.
        return "utf-8"
    except UnicodeDecodeError:
        matches = from_bytes(head, cp_isolation=LIKELY)
    # Encodings of one family differ in few signs; where nothing tells them apart, the likeliest is the better guess.
    least = min((match.chaos for match in matches), default=None)
    alike = {name for match in matches if match.chaos == least for name in match.could_be_from_charset}
    return next((name for name in LIKELY if name in alike), LIKELY[0])


def detect_delimiter(text: str) -> str:
    r"""Return the sign that parts the first lines of `text` into equally many fields.

    >>> detect_delimiter('name;price\nTea, green;1,5\nMilk;2,5\n')
    ';'
    """
    lines = text.splitlines(keepends=True)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines = lines[:-1] or lines  # The last may be cut.
    lines = lines[:N_LINES]

    def measure_evenness(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            return (0.0, 0)
        width, n_lines = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        return (n_lines / sum(widths.values()), width) if width > 1 else (0.0, 0)

    return max(DELIMITERS, key=measure_evenness)


def read_rows(path: Path, dialect: CsvDialect) -> Iterator[list[str]]:
    """Yield the rows of a file, the names of its columns first; empty lines are left out.

    Guards (`common.spreadsheets`) are taken off the names and stay on the fields, because a guarded number is text.
    The names have a field, maybe an empty one, for each of the first row's; no row has more fields than the names.

    :raises UnreadableFile: when there is no name, a row has too many fields, or a quotation mark is never closed.
    """
    with path.open(encoding=dialect.encoding, errors="latin-1", newline="") as file:
        reader = csv.reader(chain(file, [END]), delimiter=dialect.delimiter, skipinitialspace=True)
        width, line = 0, 1
        head: list[str] = []
        try:
            for row in reader:
                if row == [END]:
                    break
                if row and not head:
                    head = [unguard(name) for name in row]
                    _check_names(head)
                elif row:
                    if not width:
                        width = max(len(head), len(row))
                        yield head + [""] * (width - len(head))
                    if len(row) > width or row[-1].endswith(END):
                        raise UnreadableFile(Fault.BAD_LINE, line=line)
                    yield row
                line = reader.line_num + 1
        except csv.Error as error:
            raise UnreadableFile(Fault.BAD_LINE, line=line) from error
    _check_names(head)
    if not width:
        yield head


def _check_names(names: list[str]) -> None:
    if not any(name.strip() for name in names):
        raise UnreadableFile(Fault.EMPTY)
    if names[-1].endswith(END):
        raise UnreadableFile(Fault.BAD_LINE, line=1)
