"""Text set in lines inside a box. SVG cannot measure text, so widths are estimated, on the safe side."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

LEADING = 1.2

_WIDTHS_EM = {
    **dict.fromkeys(" .,:;'’|iljîï\u00a0\u202f", 0.34),
    **dict.fromkeys("!()[]-‐ftrIJÎ", 0.46),
    **dict.fromkeys("DGHNOQUÔÙÛ", 0.86),
    **dict.fromkeys("mwMWŒœÆæ@%&—…", 1.02),
}
"""Widths of letters, in ems, in the widest serif that a reader may have; other letters go by category."""


@dataclass(frozen=True, slots=True)
class Block:
    """Text set in lines: `size` in drawing units; `squeezed` if a word is wider than its line."""

    lines: tuple[str, ...]
    size: int
    squeezed: bool = False

    @property
    def height(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.size * LEADING


def measure_width(text: str) -> float:
    """Return the maximum width of a line in ems, measured in the widest serif that a reader may have.

    >>> measure_width("Il") < measure_width("mm")
    True
    """
    return sum(_measure_character(character) for character in text)


@lru_cache(4096)
def _measure_character(character: str) -> float:
    if (ems := _WIDTHS_EM.get(character)) is not None:
        return ems
    if unicodedata.east_asian_width(character) in "WF":
        return 1.02
    return 0.0 if unicodedata.combining(character) else 0.75 if character.isupper() else 0.61


def set_text(text: str, sizes: tuple[int, ...], width: float, height: float) -> Block:
    """Set `text` in the largest of `sizes` that fits the box; lines break between words and are of even length.

    >>> set_text("La Peste", (30, 20), 150, 150)
    Block(lines=('La Peste',), size=30, squeezed=False)
    """
    parts = list(_split_at_breaks(text))
    for size in sizes:
        ems = width / size
        lines = _break_lines(parts, ems)
        block = Block(tuple(lines), size)
        if len(lines) <= _limit_lines(size) and block.height <= height and max(map(measure_width, lines)) <= ems:
            return Block(tuple(_even_out(parts, lines, ems)), size)
    lines = _break_lines(parts, width / sizes[-1])[: int(height / sizes[-1] / LEADING)]
    return Block(tuple(lines), sizes[-1], squeezed=True)


def _limit_lines(size: int) -> int:
    """Return how many lines of a size are allowed: many large lines look like a poster, not a title."""
    return 2 if size > 24 else 3 if size > 19 else 99


def _split_at_breaks(text: str) -> Iterator[str]:
    """Split text where a line may break: after each word with its space, and after each ideograph."""
    word = ""
    for character in text:
        word += character
        if character == " " or unicodedata.east_asian_width(character) in "WF":
            yield word
            word = ""
    if word:
        yield word


def _break_lines(parts: list[str], ems: float) -> list[str]:
    lines = [""]
    for part in parts:
        if lines[-1] and measure_width((lines[-1] + part).rstrip()) > ems:
            lines.append("")
        lines[-1] += part
    return [line.rstrip() for line in lines]


def _even_out(parts: list[str], lines: list[str], ems: float) -> list[str]:
    """Return the lines broken to the narrowest width that needs no further line."""
    narrower = (_break_lines(parts, ems * step / 20) for step in range(19, 5, -1))
    widest = max(measure_width(line) for line in lines)
    fitting = takewhile(
        lambda candidate: len(candidate) == len(lines) and max(map(measure_width, candidate)) <= widest, narrower
    )
    return [lines, *fitting][-1]
