"""Books in JSON, in UTF-8 (RFC 8259): one object a line (JSON Lines), or a document that holds a list of them."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, BinaryIO

import orjson

from catalogue.domain.outcome import Rejected
from catalogue.domain.refusals import RefusalCode, refuse
from catalogue.errors import UnreadableInput
from catalogue.formats.chunks import read_chunks, split_chunks
from catalogue.formats.joined_copies import JoinedCopies, find_list_of_copies
from catalogue.formats.naming import Naming
from catalogue.formats.records import RAW_LENGTH, Outcome, read_record
from catalogue.formats.results import Records
from catalogue.formats.sequences import parse_values, remove_trailing_commas
from catalogue.formats.shapes import Shape, find_records
from catalogue.formats.wrapping import unwrap

LONGEST_LINE = 2**24
"""A line of more bytes is no record of a book; it is passed over, so that memory stays small."""

LONGEST_DOCUMENT = 2**28
"""An array is read whole, so one of more bytes is refused; a file of one object a line may be of any length."""

_HEAD = 2**20
_BLANKS = b" \t\r\n\x0b\x0c\x1e"
"""White space, and the record separator of JSON text sequences (RFC 7464)."""


def recognises(head: bytes) -> bool:
    """Tell whether a file that begins so is JSON: an object or an array.

    >>> recognises(b'[{"titre": "Nana"}]'), recognises(b"titre;auteur")
    (True, False)
    """
    return head.removeprefix(codecs.BOM_UTF8).lstrip(_BLANKS)[:1] in {b"[", b"{"}


def is_in_wide_characters(head: bytes) -> bool:
    """Tell whether a file that begins so is JSON in UTF-16 or UTF-32, which nobody should write (RFC 8259).

    >>> is_in_wide_characters('[{"titre": 1}]'.encode("utf-16")), is_in_wide_characters("titre;auteur".encode("utf-16"))
    (True, False)
    """
    if not head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and b"\x00" not in head[:4]:
        return False
    return head.replace(b"\x00", b"").lstrip(b"\xff\xfe" + _BLANKS)[:1] in {b"[", b"{"}


def read(file: BinaryIO, name: str, naming: Naming) -> Records:
    """Return every record of a file from its beginning, read as it is asked for.

    :param name: what the file is called in errors.
    :param naming: which column a field belongs to.
    :raises UnreadableInput: before the first record, when the file is no such file.
    """
    head = file.read(_HEAD)
    _refuse_other_encodings(head, name)
    start = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    is_lines = _begins_with_lines(head[start:])
    file.seek(start)
    if is_lines:
        return Records(_read_lines(file, naming))
    document = _read_document(file, name)
    shape = find_records(document, naming)
    if naming.joined is None and shape.path and (rows := find_list_of_copies(document, naming)):
        naming.joined = JoinedCopies(rows, naming)
    return Records(_read_members(shape, naming), shape.path, tuple(shape.others), len(shape.records))


def _refuse_other_encodings(head: bytes, name: str) -> None:
    """Refuse a file of another encoding; one with spoilt places among good UTF-8 is left to fail record by record."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    if "\ufffd" in text and b"\xef\xbf\xbd" not in head and text.replace("\ufffd", "").isascii():
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise UnreadableInput(name, refuse(RefusalCode.NOT_UTF8, line=line))


def _begins_with_lines(head: bytes) -> bool:
    """Tell whether a file has one object a line: its first line is one, or a broken one before another.

    A file of one line is no different from a document, and read as one.
    """
    first, _, rest = (line.strip(_BLANKS) for line in head.lstrip(_BLANKS).partition(b"\n"))
    if not first.startswith(b"{") or not rest:
        return False
    return _is_json(first.rstrip(b",")) or (rest.startswith(b"{") and not first.endswith((b"[", b"{")))


def _is_json(line: bytes) -> bool:
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Lines:
    """Some lines of a file: the number of the first, and the position that its first record has if each has one."""

    number: int
    position: int
    lines: list[bytes]


@dataclass(frozen=True, slots=True)
class _ReadLines:
    """The records of some lines: `n_surplus` more than lines, and the names of their fields not met before."""

    outcomes: list[Outcome]
    n_surplus: int
    names: list[tuple[str, ...]]


class _LineReader:
    """Reads lines, in this process or in one of several."""

    def __init__(self, naming: Naming) -> None:
        self._naming = naming
        self._n_plans = 0

    def __call__(self, chunk: _Lines) -> _ReadLines:
        outcomes: list[Outcome] = []
        n_filled = 0
        for number, line in enumerate(chunk.lines, chunk.number):
            if line.strip(_BLANKS):
                n_filled += 1
                outcomes += _read_line(chunk.position + len(outcomes), number, line, self._naming)
        names = self._naming.list_plans(self._n_plans)
        self._n_plans += len(names)
        return _ReadLines(outcomes, len(outcomes) - n_filled, names)


def _read_lines(file: BinaryIO, naming: Naming) -> Iterator[Outcome]:
    n_surplus = 0
    for read_lines in read_chunks(partial(_LineReader, naming), _split_lines(file), naming):
        for names in read_lines.names:
            naming.make_plan(names)
        for outcome in read_lines.outcomes:
            yield replace(outcome, position=outcome.position + n_surplus) if n_surplus else outcome
        n_surplus += read_lines.n_surplus


def _split_lines(file: BinaryIO) -> Iterator[_Lines]:
    number = position = 1
    for lines in split_chunks(_read_bounded_lines(file), len):
        yield _Lines(number, position, lines)
        number += len(lines)
        position += sum(1 for line in lines if line.strip(_BLANKS))


def _read_bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of one that is too long only its beginning."""
    while line := file.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield line


def _read_line(position: int, number: int, line: bytes, naming: Naming) -> list[Outcome]:
    """Return what a line holds: one record, seldom several."""
    if len(line) == LONGEST_LINE:
        refusal = refuse(RefusalCode.LINE_TOO_LONG, line=number, limit=LONGEST_LINE)
        return [Rejected(position, refusal, _keep_raw(line))]
    try:
        line.decode()
        raw = _parse_line(line)
        outcome = read_record(position, raw, naming)
        if isinstance(outcome, Rejected) and (outcome.names or isinstance(raw, list)):
            return _read_wrapped(outcome, raw, naming)
        return [outcome]
    except UnicodeDecodeError:
        refusal = refuse(RefusalCode.NOT_UTF8, line=number)
    except orjson.JSONDecodeError as fault:
        refusal = refuse(RefusalCode.BAD_SYNTAX, line=number, column=fault.colno, detail=fault.msg)
    except ValueError as fault:
        refusal = refuse(RefusalCode.BAD_LINE, line=number, detail=str(fault))
    return [Rejected(position, refusal, _keep_raw(line))]


def _keep_raw(line: bytes) -> str:
    return line[: 4 * RAW_LENGTH].decode(errors="replace")[:RAW_LENGTH]


def _parse_line(line: bytes) -> Any:
    """Return the value of a line; where several stand, with commas or without, a list of them."""
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        try:
            values = parse_values(line.decode())
        except (json.JSONDecodeError, RecursionError):
            values = []
        if not values:
            raise
        return values[0] if len(values) == 1 else values


def _read_wrapped(refused: Rejected, raw: Any, naming: Naming) -> list[Outcome]:
    """Return the records that a value without a title holds further down; what was refused, if there are none."""
    if isinstance(raw, list) and not any(isinstance(member, dict) for member in raw):
        return [refused]
    shape = find_records(raw, naming)
    if shape.records == [raw] or not shape.records:
        return [refused]
    return [read_record(refused.position + place, record, naming) for place, record in enumerate(shape.records)]


def _read_document(file: BinaryIO, name: str) -> Any:
    content = file.read(LONGEST_DOCUMENT + 1)
    if len(content) > LONGEST_DOCUMENT:
        raise UnreadableInput(name, refuse(RefusalCode.DOCUMENT_TOO_LONG, size=f"{LONGEST_DOCUMENT // 2**20} MiB"))
    try:
        text = content.decode()
        return orjson.loads(content)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise UnreadableInput(name, refuse(RefusalCode.NOT_UTF8, line=line)) from None
    except orjson.JSONDecodeError as fault:
        try:
            values = parse_values(remove_trailing_commas(text))
        except (json.JSONDecodeError, RecursionError):
            place = {"line": fault.lineno, "column": fault.colno}
            raise UnreadableInput(name, refuse(RefusalCode.BAD_SYNTAX, **place, detail=fault.msg)) from None
        return values[0] if len(values) == 1 else _flatten(values)


def _flatten(values: list[Any]) -> list[Any]:
    """Return the members of lists that stand one after the other, and what stands between them."""
    return [member for value in values for member in (value if isinstance(value, list) else [value])]


def _read_members(shape: Shape, naming: Naming) -> Iterator[Outcome]:
    for position, raw in enumerate(shape.records, 1):
        outcome = read_record(position, raw, naming)
        if isinstance(outcome, Rejected) and outcome.names and isinstance(raw, dict):
            whole = unwrap(raw, naming)
            outcome = outcome if whole is raw else read_record(position, whole, naming)
        yield outcome
