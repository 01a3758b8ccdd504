"""Any plot of any tidy frame: a drawing, or a sentence why there is none."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from catalogue.common.palette import LIGHT, Palette
from explorer.charts.bars import bars
from explorer.charts.boxes import boxes
from explorer.charts.checks import check
from explorer.charts.drawing import Drawing
from explorer.charts.grids import correlations, heatmap
from explorer.charts.histogram import histogram
from explorer.charts.labels import write_note
from explorer.charts.lines import lines
from explorer.charts.pie import pie
from explorer.charts.plot import WITH_COLUMNS, NoPlot, Plot, PlotKind
from explorer.charts.points import pairs, scatter
from explorer.frames.kinds import measures_of, numbers
from explorer.frames.normalize import unique_names
from explorer.messages.language import Messages

log = logging.getLogger(__name__)

DRAWERS: Mapping[PlotKind, Callable[[pd.DataFrame, Plot, Messages, Palette], Drawing]] = {
    PlotKind.BAR: bars,
    PlotKind.COUNT: bars,
    PlotKind.LINE: lines,
    PlotKind.AREA: lines,
    PlotKind.SCATTER: scatter,
    PlotKind.HISTOGRAM: histogram,
    PlotKind.BOX: boxes,
    PlotKind.VIOLIN: boxes,
    PlotKind.HEATMAP: heatmap,
    PlotKind.CORRELATIONS: correlations,
    PlotKind.PAIRS: pairs,
    PlotKind.PIE: pie,
}


def draw(frame: pd.DataFrame, plot: Plot, words: Messages, paper: Palette = LIGHT, note: str = "") -> Drawing:
    """Return the plot of a tidy frame.

    :param note: where the rows come from and how many of them there are; it stands on the picture.
    :raises NoPlot: when it makes no sense, with a sentence that says what to choose instead.
    """
    if plot.kind in WITH_COLUMNS and not plot.columns:
        finite = (name for name in measures_of(frame) if numbers(frame[name]).notna().any())
        plot = replace(plot, columns=tuple(finite))
    check(frame, plot, words)
    try:
        drawing = DRAWERS[plot.kind](frame, plot, words, paper)
    except NoPlot:
        raise
    except Exception as error:
        # What no check foresaw is a fault of ours, for the log; the reader gets a sentence all the same.
        log.exception("A plot could not be drawn: %s", plot)
        raise NoPlot(words.not_drawn) from error
    if note:
        write_note(drawing.figure, note, paper)
    # A series may be called as a column is: Arrow, and who reads the CSV, want to tell them apart.
    return replace(drawing, table=drawing.table.set_axis(unique_names(drawing.table.columns), axis="columns"))
