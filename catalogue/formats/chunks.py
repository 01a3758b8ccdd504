"""The raw records of a file in chunks, which several processes may read."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from catalogue.common.cores import map_chunks
from catalogue.formats.naming import Naming

Piece = TypeVar("Piece")
Chunk = TypeVar("Chunk")
Result = TypeVar("Result")

_MOST_PIECES = 500
_LONGEST = 1 << 18
"""Bytes, or characters of records that are parsed already, from which on a chunk ends."""


def split_chunks(pieces: Iterable[Piece], measure: Callable[[Piece], int]) -> Iterator[list[Piece]]:
    """Yield pieces some at a time, fewer of long ones; those before a fault come before it is raised.

    >>> [len(chunk) for chunk in split_chunks([b"{}"] * 1200, len)]
    [500, 500, 200]
    """
    chunk: list[Piece] = []
    length = 0
    fault: Exception | None = None
    try:
        for piece in pieces:
            chunk.append(piece)
            length += measure(piece)
            if len(chunk) == _MOST_PIECES or length >= _LONGEST:
                yield chunk
                chunk, length = [], 0
    except Exception as error:
        fault = error
    if chunk:
        yield chunk
    if fault is not None:
        raise fault


def read_chunks(
    make_reader: Callable[[], Callable[[Chunk], Result]], chunks: Iterable[Chunk], naming: Naming
) -> Iterator[Result]:
    """Yield what a reader makes of each chunk, in order, on all cores where that is allowed.

    Copies that are joined go to the first record that they belong to, so one process reads those files.
    """
    if naming.joined is not None:
        yield from map(make_reader(), chunks)
    else:
        yield from map_chunks(make_reader, chunks)
