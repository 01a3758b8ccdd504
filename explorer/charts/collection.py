"""Figures of the collection."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from explorer.charts.paper import LIGHT, Paper, quieten
from explorer.words.collection import CollectionWords

N_DECADES = 25
"""As many as stay legible side by side; what is older is counted in the title."""


def books_by_decade(years: pd.DataFrame, words: CollectionWords, paper: Paper = LIGHT) -> Figure:
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
    quieten(axes, paper)
    return figure


def _total(years: pd.DataFrame) -> int:
    return int(years["n_books"].sum())
