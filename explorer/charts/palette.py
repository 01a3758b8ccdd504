"""The colours of series, and of what is little or much."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import Colormap, LinearSegmentedColormap

from catalogue.common.palette import DARK, SERIES_ON_DARK, SERIES_ON_LIGHT, Palette

N_SERIES = len(SERIES_ON_LIGHT)
N_OWN = N_SERIES - 1
"""Series of their own where others are taken together; ten stay ten, since nobody is the only other."""


def colours(n: int, paper: Palette, *, last_is_rest: bool = False) -> list[str]:
    """Return the colours of `n` series, ten at most and the rest; a single one has the colour of bars.

    :param last_is_rest: the last is "others" or "missing", and grey.
    """
    series: Sequence[str] = SERIES_ON_DARK if paper == DARK else SERIES_ON_LIGHT
    if last_is_rest and n > 1:
        return [*series[: n - 1], paper.muted]
    return [paper.accent] if n == 1 else list(series[:n])


def readable_on(colour: Sequence[float]) -> str:
    """Return black or white, whichever is read more easily on a colour (at least 4.5 to 1, WCAG 2.2, 1.4.3).

    >>> readable_on((1.0, 1.0, 1.0, 1.0))
    '#000000'
    """
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour[:3])
    return "#000000" if 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 else "#FFFFFF"


def diverging(paper: Palette) -> Colormap:
    """Return the colours from -1 (brown) by 0 (paper) to 1 (blue), which all readers tell apart."""
    low, high = ("#E0A068", "#7FB4CC") if paper == DARK else ("#8A4B16", "#1D5468")
    return LinearSegmentedColormap.from_list("diverging", [low, paper.paper, high])


def rising(paper: Palette) -> Colormap:
    """Return the colours from little (nearly paper) to much (the green of bars)."""
    return LinearSegmentedColormap.from_list("rising", [paper.hairline, paper.accent])


def make_readable(axes: Axes, shape: tuple[int, int]) -> None:
    """Write the texts of a heatmap of so many rows and columns in what can be read on their cells."""
    cells = np.asarray(axes.collections[0].get_facecolor()).reshape(*shape, 4)
    for text in axes.texts:  # None stands on an empty cell.
        across, down = text.get_position()
        text.set_color(readable_on(cells[int(down), int(across)].tolist()))
