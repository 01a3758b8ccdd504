"""Bounded frames: what a source holds, or as many of its rows as fit, drawn at random."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

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


def draw(parts: Iterable[pd.DataFrame], n: int) -> tuple[pd.DataFrame, int]:
    """Return `n` rows of all the parts together, drawn at random and in their order, and how many rows there were.

    Fewer, where rows are so wide that `n` of them have too many cells. Holds no more than twice `n` rows and one part
    at a time. Every row has the same chance: each gets a random key, and the smallest keys stay.
    """
    random = np.random.default_rng(SEED)
    kept, keys, n_seen = pd.DataFrame(), np.empty(0), 0
    for part in parts:
        n = room(n, part.shape[1])
        numbered = part.set_axis(range(n_seen, n_seen + len(part)))
        kept = numbered if kept.empty else pd.concat([kept, numbered])
        keys = np.concatenate([keys, random.random(len(part))])
        n_seen += len(part)
        if len(kept) > n:
            smallest = np.sort(np.argpartition(keys, n)[:n])
            kept, keys = kept.iloc[smallest], keys[smallest]
    return kept.reset_index(drop=True), n_seen
