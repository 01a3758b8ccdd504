"""Inventory numbers by a pattern: `{year}-{number:05}` gives 2026-00001, 2026-00002 and so on."""

import re
from dataclasses import dataclass

_FIELD = re.compile(r"\{(year|number)(?::0?([1-9]))?\}", re.ASCII)
LONGEST = 32


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """What stands before and after the number that is counted, and its least figures."""

    before: str
    after: str
    n_figures: int

    def write(self, year: int, number: int) -> str:
        """Return an inventory number.

        >>> parse_number_pattern("{year}-{number:05}").write(2026, 42)
        '2026-00042'
        """
        return f"{self.start(year)}{number:0{self.n_figures}}{self.end(year)}"

    def start(self, year: int) -> str:
        """Return what stands before the number in a year."""
        return self.before.replace("{year}", f"{year:04}")

    def end(self, year: int) -> str:
        """Return what stands after the number in a year."""
        return self.after.replace("{year}", f"{year:04}")

    def read(self, year: int, text: str) -> int | None:
        """Return the number that is counted in an inventory number of a year, None when it is none of this pattern.

        >>> parse_number_pattern("{number} F").read(2026, "12 F")
        12
        """
        start, end = self.start(year), self.end(year)
        figures = text[len(start) : len(text) - len(end)]
        is_one = text.startswith(start) and text.endswith(end) and figures.isascii() and figures.isdigit()
        return int(figures) if is_one else None


def parse_number_pattern(text: str) -> NumberPattern:
    """Return the pattern that a setting says.

    :raises ValueError: when it has no number, two of them, an unknown field, or is too long.
    """
    fields = list(_FIELD.finditer(text))
    numbers = [field for field in fields if field[1] == "number"]
    rest = _FIELD.sub("", text)
    if len(numbers) != 1 or "{" in rest or "}" in rest or any(field[1] == "year" and field[2] for field in fields):
        raise ValueError("a pattern with one {number}, such as {year}-{number:05} or F{number:6}")
    filled = _FIELD.sub("0", text)
    if filled != " ".join(filled.split()) or not filled.isprintable():
        raise ValueError("a pattern without blanks at its ends, and without double ones")
    (number,) = numbers
    pattern = NumberPattern(text[: number.start()], text[number.end() :], int(number[2] or 1))
    if len(pattern.write(2026, 10**9)) > LONGEST:
        raise ValueError(f"an inventory number has at most {LONGEST} signs, and the number may grow to ten figures")
    return pattern
