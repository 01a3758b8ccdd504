"""Which records an import has seen: so that one that comes again is told as a repeat of the first."""

from array import array
from bisect import bisect_left
from heapq import merge

_DIGEST_DIGITS = 9
_POSITION_BITS = 28
_LAST_POSITION = (1 << _POSITION_BITS) - 1


class Seen:
    """The positions of records by their digests, in eight bytes each, however many there are.

    36 bits of a digest are kept: enough to find the position of a record that is known to have been here.
    """

    def __init__(self) -> None:
        self._recent: dict[int, int] = {}
        self._sorted: list[array[int]] = []

    def add(self, digest: str, position: int) -> None:
        """Remember the record at a position by its digest (hex)."""
        self._recent.setdefault(int(digest[:_DIGEST_DIGITS], 16), min(position, _LAST_POSITION))

    def position(self, digest: str) -> int | None:
        """Return the position of the first record with this digest, None when there was none."""
        short = int(digest[:_DIGEST_DIGITS], 16)
        least = short << _POSITION_BITS
        for chunk in self._sorted:
            place = bisect_left(chunk, least)
            if place < len(chunk) and chunk[place] >> _POSITION_BITS == short:
                return chunk[place] & _LAST_POSITION
        return self._recent.get(short)

    def settle(self) -> None:
        """Pack what was added since, at the end of a batch; chunks of like size are merged, so that there are few."""
        chunk = array("Q", sorted(short << _POSITION_BITS | position for short, position in self._recent.items()))
        self._recent = {}
        while self._sorted and len(self._sorted[-1]) <= 2 * len(chunk):
            chunk = array("Q", merge(self._sorted.pop(), chunk))
        if chunk:
            self._sorted.append(chunk)
