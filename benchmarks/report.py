"""What a measure found, and how it is shown: tables that docs/performance.md takes as they are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing measured: `shown` with its unit, the `ratio` that the target is about, None when there is none."""

    what: str
    shown: str
    ratio: float | None = None
    target: str = ""
    is_met: bool | None = None


def make_upper_bound(limit: float, what: str, shown: str, ratio: float) -> Figure:
    """Return a figure whose ratio should not be above `limit`."""
    return Figure(what, shown, ratio, f"≤ {limit:g}", ratio <= limit)


def make_lower_bound(limit: float, what: str, shown: str, ratio: float) -> Figure:
    """Return a figure whose ratio should not be below `limit`."""
    return Figure(what, shown, ratio, f"≥ {limit:g}", ratio >= limit)


def format_table(figures: Iterable[Figure]) -> Iterator[str]:
    r"""Yield the lines of a table in Markdown, each as soon as its figure is there.

    >>> print(*format_table([make_lower_bound(0.6, "book by id", "900/s", 0.75)]), sep="\n")
    | what | measured | ratio | target | met |
    |---|---|---:|---|---|
    | book by id | 900/s | 0.75 | ≥ 0.6 | yes |
    """
    yield "| what | measured | ratio | target | met |"
    yield "|---|---|---:|---|---|"
    for figure in figures:
        ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}"
        met = "" if figure.is_met is None else "yes" if figure.is_met else "**no**"
        yield f"| {figure.what} | {figure.shown} | {ratio} | {figure.target} | {met} |"
