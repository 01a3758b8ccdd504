"""Books in JSON: one object a line (JSON Lines), an array, or one object, in UTF-8 (RFC 8259)."""

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from catalogue.domain.outcome import Rejected
from catalogue.errors import UnreadableFile
from catalogue.formats.names import column_named
from catalogue.formats.records import RAW_LENGTH, Outcome, read_record

LONGEST_LINE = 2**24
"""A line of more bytes is no record of a book; it is passed over, so that memory stays small."""

LONGEST_DOCUMENT = 2**28
"""An array is read whole, so one of more bytes is refused; a file of one object a line may be of any length."""

_HEAD = 2**20


def recognises(head: bytes) -> bool:
    """Tell whether a file that begins so is JSON: an object or an array.

    >>> recognises(b'[{"titre": "Nana"}]'), recognises(b"titre;auteur")
    (True, False)
    """
    return head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in {b"[", b"{"}


def read(file: BinaryIO, name: str) -> Iterator[Outcome]:
    """Return every record of a file from its beginning, read as it is asked for.

    :param name: what the file is called in errors.
    :raises UnreadableFile: before the first record, when the file is no such file.
    """
    head = file.read(_HEAD)
    _refuse_other_encodings(head, name)
    start = len(codecs.BOM_UTF8) if head.startswith(codecs.BOM_UTF8) else 0
    is_lines = _begins_with_lines(head[start:])
    file.seek(start)
    if is_lines:
        return _read_lines(file)
    return _read_members(_document(file, name))


def _refuse_other_encodings(head: bytes, name: str) -> None:
    """Refuse a file of another encoding; one with spoilt places among good UTF-8 is left to fail record by record."""
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    if "\ufffd" in text and b"\xef\xbf\xbd" not in head and text.replace("\ufffd", "").isascii():
        line = text.count("\n", 0, text.index("\ufffd")) + 1
        raise UnreadableFile(name, f"line {line} is not UTF-8; save the file as UTF-8")


def _begins_with_lines(head: bytes) -> bool:
    """Tell whether a file has one object a line: its first line is one, or a broken one before another.

    A file of one line is no different from a document, and read as one.
    """
    first, _, rest = map(bytes.strip, head.lstrip().partition(b"\n"))
    if not first.startswith(b"{") or not rest:
        return False
    return _is_json(first) or (rest.startswith(b"{") and not first.endswith(b"["))


def _is_json(line: bytes) -> bool:
    try:
        orjson.loads(line)
    except orjson.JSONDecodeError:
        return False
    return True


def _read_lines(file: BinaryIO) -> Iterator[Outcome]:
    position = 0
    for number, line in enumerate(_bounded_lines(file), 1):
        if line.strip():
            position += 1
            yield _read_line(position, number, line)


def _bounded_lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines, of one that is too long only its beginning."""
    while line := file.readline(LONGEST_LINE):
        rest = line
        while len(rest) == LONGEST_LINE and not rest.endswith(b"\n"):
            rest = file.readline(LONGEST_LINE)
        yield line


def _read_line(position: int, number: int, line: bytes) -> Outcome:
    try:
        if len(line) == LONGEST_LINE:
            raise ValueError(f"longer than {LONGEST_LINE} bytes")
        line.decode()
        return read_record(position, orjson.loads(line))
    except UnicodeDecodeError as fault:
        reason = f"column {fault.start + 1} is not UTF-8"
    except orjson.JSONDecodeError as fault:
        reason = f"column {fault.colno}: {fault.msg}"
    except ValueError as fault:
        reason = str(fault)
    return Rejected(position, f"line {number}: {reason}", line[: 4 * RAW_LENGTH].decode(errors="replace")[:RAW_LENGTH])


def _document(file: BinaryIO, name: str) -> Any:
    content = file.read(LONGEST_DOCUMENT + 1)
    if len(content) > LONGEST_DOCUMENT:
        raise UnreadableFile(name, f"longer than {LONGEST_DOCUMENT // 2**20} MiB; write one object a line instead")
    try:
        return orjson.loads(content.decode())
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise UnreadableFile(name, f"line {line} is not UTF-8") from None
    except orjson.JSONDecodeError as fault:
        raise UnreadableFile(name, f"line {fault.lineno}, column {fault.colno}: {fault.msg}") from None


def _read_members(document: Any) -> Iterator[Outcome]:
    return (read_record(position, raw) for position, raw in enumerate(_members(document), 1))


def _members(document: Any) -> list[Any]:
    """Return the records of a document: its members, those of the one list of objects that it wraps, or itself."""
    if isinstance(document, list):
        return document
    lists = [value for name, value in document.items() if _is_list_of_objects(value) and not column_named(name)]
    if len(lists) == 1 and not any(column_named(name) == ("title", 0) for name in document):
        members: list[Any] = lists[0]
        return members
    return [document]


def _is_list_of_objects(value: object) -> bool:
    return isinstance(value, list) and value != [] and all(isinstance(member, dict) for member in value)
