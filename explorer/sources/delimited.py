"""Files of lines and fields: their encoding and delimiter are found out (RFC 4180, and what people make of it)."""

import csv
import re
from codecs import getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from charset_normalizer import from_bytes

from catalogue.common.spreadsheets import unguard
from explorer.frames.csv_file import unguard_frame
from explorer.frames.sample import N_COLUMNS, DataSet, draw, room
from explorer.frames.tidy import unique_names
from explorer.frames.typed import typed
from explorer.sources.faults import Fault, UnreadableFile

HEAD = 1 << 18
"""Bytes at the start of a file by which its encoding and delimiter are judged."""
DELIMITERS = (",", ";", "\t", "|")
N_LINES = 50
CHUNK = 20_000

MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LIKELY = ["cp1252", "iso8859_15", "cp1250", "cp1251", "cp850", "mac_roman", "shift_jis", "gb18030", "big5", "euc_kr"]
"""What files come in that are not UTF-8, the most likely one first."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file is written."""

    encoding: str
    delimiter: str


def read(path: Path, n: int) -> DataSet:
    """Return the table in a file, `n` rows of it at most.

    :raises UnreadableFile: when it is not text, or a line has more fields than the first.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
    dialect = dialect_of(head)
    try:
        return _read(path, n, dialect)
    except UnicodeDecodeError:
        # What is UTF-8 at the start and something else further down; every byte is a character of Latin-1.
        return _read(path, n, Dialect("latin-1", dialect.delimiter))


def _read(path: Path, n: int, dialect: Dialect) -> DataSet:
    names = names_of(path, dialect)
    frame, n_rows = draw(_chunks(path, dialect, names), n)
    # A guarded "-5" is text, so the guards come off last.
    frame = unguard_frame(typed(frame, "," if dialect.delimiter == ";" else "."))
    return DataSet(frame, n_rows, len(names))


def dialect_of(head: bytes) -> Dialect:
    """Return how a file that begins so is written.

    :raises UnreadableFile: when it is not text.
    """
    encoding = encoding_of(head)
    text = head.decode(encoding, "ignore")
    if re.search(r"[\x00-\x08\x0e-\x1f]", text):
        raise UnreadableFile(Fault.NOT_TEXT)
    return Dialect(encoding, delimiter_of(text))


def encoding_of(head: bytes) -> str:
    """Return the name of the encoding of a text that begins so.

    >>> encoding_of("Müller".encode()), encoding_of(b"plain")
    ('utf-8', 'utf-8')
    """
    for mark, name in MARKS.items():
        if head.startswith(mark):
            return name
    try:
        getincrementaldecoder("utf-8")().decode(head)  # Its last character may be cut.
        return "utf-8"
    except UnicodeDecodeError:
        found = from_bytes(head, cp_isolation=LIKELY)
    # Encodings of one family differ in few signs; where nothing tells them apart, the likeliest is the better guess.
    least = min((match.chaos for match in found), default=None)
    alike = {name for match in found if match.chaos == least for name in match.could_be_from_charset}
    return next((name for name in LIKELY if name in alike), LIKELY[0])


def delimiter_of(text: str) -> str:
    r"""Return the sign that parts the first lines of `text` into equally many fields.

    >>> delimiter_of('name;price\nTea, green;1,5\nMilk;2,5\n')
    ';'
    """
    lines = text.splitlines(keepends=True)
    lines = (lines[:-1] or lines)[:N_LINES]  # The last may be cut.

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            widths = Counter(len(row) for row in csv.reader(lines, delimiter=delimiter) if row)
        except csv.Error:
            return (0.0, 0)
        width, n_lines = max(widths.items(), key=lambda found: (found[1], found[0]), default=(0, 0))
        return (n_lines / sum(widths.values()), width) if width > 1 else (0.0, 0)

    return max(DELIMITERS, key=evenness)


def names_of(path: Path, dialect: Dialect) -> list[str]:
    """Return the names of the columns: the first line, and numbers for what only the second line has.

    :raises UnreadableFile: when there is no line.
    """
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        lines = (row for row in csv.reader(file, delimiter=dialect.delimiter, skipinitialspace=True) if row)
        try:
            head = next(lines, [])
            first = next(lines, [])
        except csv.Error as error:
            raise UnreadableFile(Fault.BAD_LINE, line=1) from error
    if not any(name.strip() for name in head):
        raise UnreadableFile(Fault.EMPTY)
    return unique_names([unguard(name) for name in head] + [""] * (len(first) - len(head)))


def _chunks(path: Path, dialect: Dialect, names: list[str]) -> Iterator[pd.DataFrame]:
    """Yield the file in parts, every field as text, the first columns only.

    :raises UnreadableFile: when a line far down has too many fields.
    """
    try:
        with pd.read_csv(
            path,
            header=0,
            names=range(len(names)),
            sep=dialect.delimiter,
            encoding=dialect.encoding,
            dtype="str",
            keep_default_na=False,
            na_values=[""],
            skipinitialspace=True,
            index_col=False,
            # Where columns are chosen, a line with too many fields is no error.
            usecols=range(N_COLUMNS) if len(names) > N_COLUMNS else None,
            chunksize=min(CHUNK, room(CHUNK, len(names)) + 1),
        ) as chunks:
            for chunk in chunks:
                yield chunk.set_axis(names[: chunk.shape[1]], axis="columns")
    except pd.errors.ParserError as error:
        if "out of memory" in str(error):
            raise MemoryError from error
        found = re.search(r"(?:line|row) (\d+)", str(error))
        raise UnreadableFile(Fault.BAD_LINE, line=int(found[1]) if found else 1) from error
