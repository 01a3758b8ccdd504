"""Text set in lines inside a box that cannot measure letters: sizes and breaks are reckoned, on the safe side."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

LEADING = 1.2

_EMS = {
    **dict.fromkeys(" .,:;'’|iljîï\u00a0\u202f", 0.34),
    **dict.fromkeys("!()[]-‐ftrIJÎ", 0.46),
    **dict.fromkeys("DGHNOQUÔÙÛ", 0.86),
    **dict.fromkeys("mwMWŒœÆæ@%&—…", 1.02),
}
"""How wide letters are, in ems, in the widest serif that a reader may have; the rest go by their kind."""


@dataclass(frozen=True, slots=True)
class Block:
    """Text set in lines: their `size` in units of the drawing, and `squeezed` if one word is wider than its line."""

    lines: tuple[str, ...]
    size: int
    squeezed: bool = False

    @property
    def height(self) -> float:
        """From the top of the first line to the foot of the last."""
        return len(self.lines) * self.size * LEADING


def width_of(text: str) -> float:
    """Return how wide a line is, in ems, at most: measured on the widest serif that a reader may have.

    >>> width_of("Il") < width_of("mm")
    True
    """
    return sum(_advance(character) for character in text)


@lru_cache(4096)
def _advance(character: str) -> float:
    if (ems := _EMS.get(character)) is not None:
        return ems
    if unicodedata.east_asian_width(character) in "WF":
        return 1.02
    return 0.0 if unicodedata.combining(character) else 0.75 if character.isupper() else 0.61


def set_text(text: str, sizes: tuple[int, ...], width: float, height: float) -> Block:
    """Set `text` as large as its box allows; lines break between words only, and are of even length.

    >>> set_text("La Peste", (30, 20), 150, 150)
    Block(lines=('La Peste',), size=30, squeezed=False)
    """
    parts = list(_parts(text))
    for size in sizes:
        ems = width / size
        lines = _lines(parts, ems)
        block = Block(tuple(lines), size)
        if len(lines) <= _most_lines(size) and block.height <= height and max(map(width_of, lines)) <= ems:
            return Block(tuple(_evened(parts, lines, ems)), size)
    lines = _lines(parts, width / sizes[-1])[: int(height / sizes[-1] / LEADING)]
    return Block(tuple(lines), sizes[-1], squeezed=True)


def _most_lines(size: int) -> int:
    """A few large lines look like a title; many look like a poster."""
    return 2 if size > 24 else 3 if size > 19 else 99


def _parts(text: str) -> Iterator[str]:
    """Cut text where a line may end: after each word with its space, and after each ideograph."""
    word = ""
    for character in text:
        word += character
        if character == " " or unicodedata.east_asian_width(character) in "WF":
            yield word
            word = ""
    if word:
        yield word


def _lines(parts: list[str], ems: float) -> list[str]:
    lines = [""]
    for part in parts:
        if lines[-1] and width_of((lines[-1] + part).rstrip()) > ems:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _evened(parts: list[str], lines: list[str], ems: float) -> list[str]:
    """Break again to the narrowest measure that needs no further line."""
    narrower = (_lines(parts, ems * step / 20) for step in range(19, 5, -1))
    widest = max(width_of(line) for line in lines)
    fitting = takewhile(lambda way: len(way) == len(lines) and max(map(width_of, way)) <= widest, narrower)
    return [lines, *fitting][-1]
