"""Panels by the main classes of Dewey: how old each is, and what of it is of which decade."""

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from typing import Any

import pandas as pd
from matplotlib.figure import Figure

from explorer.charts import collection as charts
from explorer.panels.panel import Panel, Viewer, make, marks
from explorer.panels.time import nothing

N_DECADES = 13
"""As many columns as stay legible; older books share the first."""


def quantile(years: pd.DataFrame, part: float) -> int | None:
    """Return the year up to which `part` of the dated books were published, None when none is dated.

    >>> quantile(pd.DataFrame({"publication_year": [1990, 2000], "n_books": [1, 3]}), 0.5)
    2000

    :param years: columns `publication_year`, `n_books`.
    """
    numbers = zip(years["publication_year"].tolist(), years["n_books"].tolist(), strict=True)
    dated = sorted((year, n) for year, n in numbers if not pd.isna(year))
    reached = list(accumulate(n for _, n in dated))
    return int(dated[bisect_left(reached, part * reached[-1])][0]) if dated else None


def ages(classes: pd.DataFrame, reader: Viewer) -> Panel:
    """Return the median year of each class.

    :param classes: as `sources.collection.classes`.
    """
    name, words = "ages", reader.words
    dated = classes.dropna()
    overall = quantile(classes, 0.5)
    if dated.empty:
        return nothing(name, reader)
    rows = [_age(hundred, classes[classes["hundred"] == hundred], reader) for hundred in sorted(set(dated["hundred"]))]
    by_age = sorted(rows, key=lambda row: row["value"])
    names = {"oldest": by_age[0]["label"], "old": by_age[0]["value"]}
    names |= {"newest": by_age[-1]["label"], "new": by_age[-1]["value"]}
    sentences = [words.ages.format(median=overall), words.ages_legend]
    if names["old"] < names["new"]:
        sentences.insert(1, words.ages_between.format(**names))
    table = {
        "class": [row["label"] for row in rows],
        "n_books": [row["n_books"] for row in rows],
        "first": [row["first"] for row in rows],
        "median": [row["value"] for row in rows],
        "third": [row["third"] for row in rows],
        "link": [row["address"] for row in rows],
    }
    return make(reader, name, charts.ages(marks(rows), reader.paper, reader.title(name)), table, sentences)


def decades(classes: pd.DataFrame, reader: Viewer) -> Panel:
    """Return how many books of each class were published in each decade.

    :param classes: as `sources.collection.classes`.
    """
    name, words = "dewey-decades", reader.words
    dated = classes.dropna().astype(int)
    if dated.empty:
        return nothing(name, reader)
    last = int(dated["publication_year"].max()) // 10 * 10
    oldest = int(dated["publication_year"].min()) // 10 * 10
    first = max(oldest, last - 10 * (N_DECADES - 1))
    names = {decade: str(decade) for decade in range(first, last + 1, 10)}
    if oldest < first:
        names[first] = f"≤ {first + 9}"
    counts = Counter[tuple[int, int]]()
    for hundred, year, n in dated.itertuples(index=False):
        counts[hundred, max(first, year // 10 * 10)] += n
    cells = [_cell(hundred, decade, n, names[decade], reader) for (hundred, decade), n in sorted(counts.items())]
    most = max(cells, key=lambda cell: cell["n_books"])
    sentence = words.dewey_decades.format(
        name=most["class"], year=most["decade"], n=words.several(most["n_books"], words.n_books)
    )
    table = {column: [cell[column] for cell in cells] for column in ("class", "decade", "n_books", "link")}
    figure = _squares(pd.DataFrame(cells), list(names.values()), reader)
    return make(reader, name, figure, table, [sentence], is_crossed=True)


def _squares(cells: pd.DataFrame, decades: list[str], reader: Viewer) -> Figure:
    """Return the figure, the empty decades in their places."""
    numbers, links, label = (
        cells.pivot(index="class", columns="decade", values=column).reindex(columns=decades)
        for column in ("n_books", "link", "told")
    )
    return charts.squares(numbers, links, label, reader.words, reader.paper, reader.title("dewey-decades"))


def _cell(hundred: int, decade: int, n: int, decade_name: str, reader: Viewer) -> dict[str, Any]:
    words, site = reader.words, reader.site
    is_older = decade_name != str(decade)
    return {
        "class": words.hundred(hundred),
        "decade": decade_name,
        "n_books": n,
        "link": site.books(dewey=hundred, year_to=decade + 9) if is_older else site.books(dewey=hundred, decade=decade),
        "told": words.told.format(
            name=f"{words.hundred(hundred)}, {decade_name}", books=words.several(n, words.n_books)
        ),
    }


def _age(hundred: int, books: pd.DataFrame, reader: Viewer) -> dict[str, Any]:
    words = reader.words
    first, median, third = (quantile(books, part) for part in (0.25, 0.5, 0.75))
    n_books = int(books["n_books"].sum())
    label = words.hundred(hundred)
    return {
        "label": label,
        "value": median,
        "first": first,
        "third": third,
        "n_books": n_books,
        "written": str(median),
        "address": reader.site.books(dewey=hundred),
        "told": words.age_told.format(name=label, books=words.several(n_books, words.n_books), median=median),
    }
