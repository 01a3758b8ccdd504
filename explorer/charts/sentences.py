"""What figures say in words: their titles, and the names of what they measure."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from explorer.charts.plot import Plot, PlotKind
from explorer.frames.grouping import Names
from explorer.frames.kinds import ColumnKind
from explorer.messages.language import Messages

N_NAMED = 5
"""As many names as a sentence has room for."""


def names_of(words: Messages) -> Names:
    """Return what values are called in the reader's language."""

    def value_name(value: Any, kind: ColumnKind) -> str:
        match kind:
            case ColumnKind.NUMBER:
                return words.measure(float(value))
            case ColumnKind.TRUTH:
                return str(words.truths[str(bool(value))])
            case ColumnKind.DATE:
                return instant(value, words)
        return str(value)

    return Names(value_name, lambda n: words.others.format(n=words.number(n)), words.missing)


def instant(value: pd.Timestamp, words: Messages) -> str:
    """Return a date as the reader's language writes it, with the hour when it has one."""
    if value.year > 9999 or value.year < 1:
        return str(value)
    moment = value.to_pydatetime(warn=False)
    return words.moment(moment, "d MMM y" if value == value.normalize() else "d MMM y HH:mm")


def of_values(plot: Plot, words: Messages) -> str:
    """Return what the axis of values measures: rows, or a column aggregated."""
    if plot.kind in AS_THEY_ARE:
        return plot.y or ""
    column = plot.colour if plot.kind is PlotKind.HEATMAP else plot.y
    if plot.counts_rows or column is None:
        return str(words.rows)
    return str(words.aggregated[plot.aggregation].format(column=column))


AS_THEY_ARE = (PlotKind.SCATTER, PlotKind.BOX, PlotKind.VIOLIN)
"""The kinds that show the values themselves and not what becomes of several."""


def title_of(plot: Plot, words: Messages) -> str:
    """Return the title of a plot."""
    value = of_values(plot, words)
    title = words.titles[plot.kind].format(value=value, x=plot.x, y=plot.y, colour=plot.colour)
    if plot.kind in AS_THEY_ARE and plot.x is None:
        title = value
    if plot.colour is not None and plot.kind is not PlotKind.HEATMAP and plot.colour != plot.x:
        title += words.and_by.format(column=plot.colour)
    if plot.facet is not None:
        title += words.for_each.format(column=plot.facet)
    return str(title[:1].upper() + title[1:])


def named_value(name: object, value: float, words: Messages) -> str:
    """Return a category and its number, as a sentence names them."""
    return str(words.named_value.format(name=name, value=words.measure(value)))


def some_of(names: Sequence[str], words: Messages) -> str:
    """Return a list of names for a sentence: the first of them, and how many others there are."""
    if len(names) <= N_NAMED + 1:
        return ", ".join(names)
    return ", ".join([*names[:N_NAMED], words.others.format(n=words.number(len(names) - N_NAMED))])


def spread_of(values: pd.Series, shown: Callable[[float], str], words: Messages) -> str:
    """Return a sentence on the least, the middle and the greatest of some numbers."""
    low, middle, high = values.quantile([0.25, 0.5, 0.75])
    facts = {"least": values.min(), "q25": low, "median": middle, "q75": high, "greatest": values.max()}
    written = {name: shown(value) for name, value in facts.items()}
    return str(words.spread.format(n=words.number(len(values)), **written))
