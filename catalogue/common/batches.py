"""Long runs of values cut into lists that are dealt with one at a time."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")


def split_batches(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield `values` in lists of at most `size`.

    >>> list(split_batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    batch: list[T] = []
    for value in values:
        batch.append(value)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
