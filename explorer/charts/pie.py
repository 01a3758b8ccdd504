"""Pies: the parts of a whole, when there are few."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from catalogue.common.palette import Palette
from explorer.charts.drawing import Drawing
from explorer.charts.labels import label, write_title
from explorer.charts.palette import N_SERIES, colours
from explorer.charts.plot import NoPlot, Plot
from explorer.charts.sentences import names_of, of_values, title_of
from explorer.frames.grouping import tally
from explorer.messages.language import Messages

N_SLICES = N_SERIES
"""More slices than this cannot be told apart."""


def pie(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette) -> Drawing:
    """Draw the shares of the values of a column, the largest first, clockwise from the top.

    :raises NoPlot: when there are too many slices, or they do not add up to a whole.
    """
    assert plot.x is not None
    value = None if plot.counts_rows else plot.y
    counts = tally(frame, plot.x, None, value, plot.aggregation, names_of(words), n_top=len(frame), order=plot.order)
    sizes = counts.table().iloc[:, 0]
    if len(sizes) > N_SLICES:
        raise NoPlot(words.too_many_slices.format(n=words.number(len(sizes)), column=plot.x, most=N_SLICES))
    if (sizes < 0).any() or not sizes.sum():
        raise NoPlot(words.no_whole.format(column=of_values(plot, words)))
    shares = sizes / sizes.sum()
    shades = colours(len(sizes), paper, last_is_rest=counts.rows.n_rest > 0)
    figure = Figure(figsize=(plot.width, plot.width * 0.5), layout="constrained", facecolor=paper.paper)
    axes = figure.subplots()
    axes.pie(
        sizes, colors=shades, startangle=90, counterclock=False, wedgeprops={"edgecolor": paper.paper, "linewidth": 1.5}
    )
    handles = [
        Patch(facecolor=shade, label=label(f"{words.share(share)}  {name}", 40))
        for shade, share, name in zip(shades, shares, sizes.index, strict=True)
    ]
    figure.legend(handles=handles, loc="outside right center", frameon=False, labelcolor=paper.ink)
    write_title(figure, title_of(plot, words), paper)
    table = pd.DataFrame({plot.x: sizes.index, of_values(plot, words): sizes.to_numpy(), words.part: shares.to_numpy()})
    greatest = words.greatest_share.format(name=shares.idxmax(), share=words.share(shares.max()))
    return Drawing(figure, table, f"{title_of(plot, words)}. {greatest}")
