"""Choices that some values win more often than others."""

from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

T = TypeVar("T")


class Weighted(Generic[T]):
    """Values with their weights; `draw` gives numbers from 0 to 1."""

    def __init__(self, values: Sequence[T], weights: Iterable[float], draw: Callable[[], float]) -> None:
        self.values = values
        self._draw = draw
        self._sums = list(accumulate(weights))
        self._total = self._sums[-1]

    def pick(self) -> T:
        """Return one of the values."""
        return self.values[bisect(self._sums, self._draw() * self._total)]


def make_zipf_choice(
    values: Sequence[T], draw: Callable[[], float], *, steep: float = 1.0, flat: float = 4.0
) -> Weighted[T]:
    """Return a choice in which the n-th value comes up as often as 1 / (n + `flat`) ** `steep` (Zipf, Mandelbrot)."""
    return Weighted(values, ((place + flat) ** -steep for place in range(len(values))), draw)
