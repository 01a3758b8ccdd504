"""What is written on a figure: short enough for its place, and never taken for a formula."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import zip_longest
from textwrap import wrap
from typing import Any

from matplotlib.artist import Artist
from matplotlib.axis import Axis
from matplotlib.dates import AutoDateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

from catalogue.common.palette import Palette
from explorer.messages.language import Messages

LONGEST = 36
"""Characters of a label beside a bar."""
FIRST_DAY, LAST_DAY = -719_162.0, 2_932_896.0
"""The first day of the year 1 and the last of 9999, in days since 1970."""
PER_INCH = 10.5
"""Characters of a title to the inch."""


def label(text: object, longest: int = LONGEST) -> str:
    r"""Return a text as one short line; a dollar sign stays one, and opens no formula.

    >>> label("Un titre\nqui n’en finit pas", 16)
    'Un titre qui n’…'
    """
    line = " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", str(text)).split())
    return (line if len(line) <= longest else line[: longest - 1].rstrip() + "…").replace("$", r"\$")


def labels(names: Iterable[object], longest: int = LONGEST) -> list[str]:
    """Return each of several names as one short line; where beginnings are alike, the ends are kept as well.

    >>> labels(["Annales du musée, tome 1", "Annales du musée, tome 2"], 14)
    ['Annales…tome 1', 'Annales…tome 2']
    """
    texts = [str(name) for name in names]
    starts = Counter(label(text, longest) for text in set(texts))
    return [label(text, longest) if starts[label(text, longest)] == 1 else _middle_out(text, longest) for text in texts]


def _middle_out(text: str, longest: int) -> str:
    line = label(text, len(text))
    end = longest // 2 - 1
    return line if len(line) <= longest else f"{line[: longest - end - 1].rstrip()}…{line[-end:].lstrip()}"


def lines(text: str, figure: Figure) -> str:
    """Return a text broken into lines that fit the width of the figure, three at most."""
    width = int(figure.get_figwidth() * PER_INCH)
    broken = wrap(text, width, max_lines=3, placeholder=" …", break_long_words=True)
    return "\n".join(broken).replace("$", r"\$")


def write_title(figure: Figure, text: str, paper: Palette) -> None:
    """Write the title over the whole figure, from the left."""
    figure.suptitle(lines(text, figure), x=0.01, ha="left", color=paper.ink, fontsize=12)


def write_note(figure: Figure, text: str, paper: Palette) -> None:
    """Write where the numbers come from in the lower right corner, so that a picture taken away still says it."""
    figure.supxlabel(lines(text, figure), x=0.99, ha="right", color=paper.muted, fontsize=8)


def number_ticks(axis: Axis, words: Messages, *, whole: bool = False, is_log: bool = False, most: int = 6) -> None:
    """Write the ticks of an axis as the reader's language writes numbers.

    :param whole: the axis counts, so that no tick lies between two numbers.
    """
    if is_log:
        axis.set_major_locator(LogLocator(10, numticks=8))
        axis.set_minor_formatter(NullFormatter())
    else:
        axis.set_major_locator(
            MaxNLocator(nbins=most, integer=whole, steps=[1, 2, 5, 10] if whole else [1, 2, 2.5, 5, 10])
        )
    axis.set_major_formatter(FuncFormatter(lambda value, _: words.measure(value)))


def date_ticks(axis: Axis, words: Messages) -> None:
    """Write the ticks of an axis of dates in the reader's language, as short as they can be told apart.

    The axis ends where matplotlib's dates do, in the years 1 and 9999.
    """
    low, high = axis.get_view_interval()
    if axis.axes is not None and (low < FIRST_DAY or high > LAST_DAY):
        low, high = max(low, FIRST_DAY), min(high, LAST_DAY)
        (axis.axes.set_xlim if axis is axis.axes.xaxis else axis.axes.set_ylim)(low, high)
    axis.set_major_locator(AutoDateLocator(minticks=3, maxticks=7, interval_multiples=True))  # type: ignore[no-untyped-call]
    patterns = ((3 * 365, "y"), (100, "MMM y"), (3, "d MMM"), (0, "d MMM HH:mm"))
    pattern = next(pattern for days, pattern in patterns if high - low >= days)
    axis.set_major_formatter(FuncFormatter(lambda value, _: words.moment(_instant(value), pattern)))


def _instant(value: float) -> datetime:
    instant: datetime = num2date(value)  # type: ignore[no-untyped-call]
    return instant


def legend(
    figure: Figure,
    names: list[str],
    colours: list[str],
    title: str,
    paper: Palette,
    *,
    markers: Sequence[Any] = (),
    strokes: Sequence[Any] = (),
) -> None:
    """Say under the figure which colour is what, in as many columns as fit.

    :param markers, strokes: the shapes of points and of lines, where series differ in these as well.
    """
    short = labels(names, 28)
    handles: list[Artist] = [Patch(facecolor=colour, label=name) for name, colour in zip(short, colours, strict=True)]
    if markers or strokes:
        handles = [
            Line2D([], [], color=colour, label=name, marker=marker or None, ls=stroke or "none")
            for name, colour, marker, stroke in zip_longest(
                short, colours, markers[: len(short)], strokes[: len(short)], fillvalue=""
            )
        ]
    longest = max(len(name) for name in short)
    n_columns = max(1, min(len(handles), int(figure.get_figwidth() * PER_INCH / (longest + 6))))
    view = figure.legend(
        handles=handles,
        title=label(title, 60),
        loc="outside lower left",
        ncols=n_columns,
        frameon=False,
        labelcolor=paper.ink,
        alignment="left",
    )
    view.get_title().set_color(paper.muted)
