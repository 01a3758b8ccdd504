"""Bounded frames: what a source holds, or as many of its rows as fit, drawn at random."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import TypeVar

import pandas as pd

T = TypeVar("T")

CELLS = 3_000_000
"""Rows times columns of a frame, at most: what a small machine holds several times over."""

SEED = 2026
"""One and the same for every draw, so that a file that did not change gives the same sample again."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """A tidy frame, and how much of its source it is.

    :param n_rows: of the source; more than the frame has when the frame is a sample.
    :param n_columns: of the source, likewise.
    """

    frame: pd.DataFrame
    n_rows: int
    n_columns: int

    @property
    def is_sample(self) -> bool:
        """Tell whether rows were drawn."""
        return self.n_rows > len(self.frame)


N_COLUMNS = 300
"""Columns of a frame; those to the right of them are told about and left out."""


def room(n: int, n_columns: int) -> int:
    """Return how many rows a frame may have, `n` at most.

    >>> room(100_000, 10), room(100_000, 300)
    (100000, 10000)
    """
    return min(n, CELLS // max(n_columns, 1))


def draw(rows: Iterable[T], n: int) -> tuple[list[T], int]:
    """Return `n` of the rows, drawn at random and in their order, and how many rows there were.

    Every row has the same chance (Vitter's algorithm R); no more than `n` are held at a time.
    """
    random = Random(SEED).random  # noqa: S311
    rest: list[tuple[int, T]] = []
    n_seen = 0
    for n_seen, row in enumerate(rows, start=1):
        if len(rest) < n:
            rest.append((n_seen, row))
        elif (place := int(random() * n_seen)) < n:
            rest[place] = (n_seen, row)
    return [row for _, row in sorted(rest, key=lambda pair: pair[0])], n_seen
