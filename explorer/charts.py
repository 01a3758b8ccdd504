"""Figures from frames. Each is a `Figure` of its own, never pyplot's shared one, and says what it does not show."""

from dataclasses import dataclass

import pandas as pd
import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from explorer.words import Words

N_DECADES = 25
"""As many as stay legible side by side; what is older is counted in the title."""


@dataclass(frozen=True, slots=True)
class Paper:
    """The colours of a figure, as on the pages."""

    paper: str
    ink: str
    muted: str
    hairline: str
    bar: str


LIGHT = Paper(paper="#FBF9F4", ink="#1D1B18", muted="#5C574E", hairline="#DDD6C8", bar="#1F5B45")
DARK = Paper(paper="#161512", ink="#EFEAE0", muted="#B0A899", hairline="#3A362F", bar="#7CC9AE")


def books_by_decade(years: pd.DataFrame, words: Words, paper: Paper = LIGHT) -> Figure:
    """Draw how many books were published in each of the latest 25 decades, empty ones included.

    :param years: one row a year; columns `publication_year` (Int64, <NA> for books without), `n_books` (Int64).
    """
    dated = years.dropna().astype(int)
    figure = Figure(figsize=(9, 3.4), layout="constrained", facecolor=paper.paper)
    axes = figure.subplots()
    sentences = [words.dated.format(dated=words.number(_total(dated)), total=words.number(_total(years)))]
    if not dated.empty:
        last = dated["publication_year"].max() // 10 * 10
        first = max(dated["publication_year"].min() // 10 * 10, last - 10 * (N_DECADES - 1))
        drawn = dated[dated["publication_year"] >= first]
        sns.histplot(
            data=drawn,
            x="publication_year",
            weights="n_books",
            binwidth=10,
            binrange=(first, last + 10),
            color=paper.bar,
            edgecolor=paper.paper,
            alpha=1,
            ax=axes,
        )
        if n_older := _total(dated) - _total(drawn):
            sentences.append(words.not_drawn.format(n=words.number(n_older), year=first))
    axes.set(xlabel=words.decade, ylabel=words.books)
    axes.set_title(", ".join(sentences), loc="left", color=paper.ink)
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: words.number(int(value))))
    _quieten(axes, paper)
    return figure


def _total(years: pd.DataFrame) -> int:
    return int(years["n_books"].sum())


def _quieten(axes: Axes, paper: Paper) -> None:
    """Leave ink where it tells something: no box, hairlines behind the bars, whole numbers."""
    axes.set_facecolor(paper.paper)
    axes.spines[:].set_visible(False)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=5))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True, nbins=12, steps=[1, 2, 5, 10], min_n_ticks=1))
    axes.grid(axis="y", color=paper.hairline, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(colors=paper.muted, length=0)
    axes.xaxis.label.set_color(paper.muted)
    axes.yaxis.label.set_color(paper.muted)
