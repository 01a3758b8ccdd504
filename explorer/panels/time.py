"""Panels along time: when books were published, and when they came in."""

from collections import Counter

import pandas as pd

from explorer.charts import collection as charts
from explorer.panels.panel import Panel, Viewer, make, marks

N_DECADES = 25
"""As many as stay legible side by side; what is older is told."""


def decades(years: pd.DataFrame, reader: Viewer) -> Panel:
    """Return how many books were published in each decade, empty ones included.

    :param years: as `sources.collection.years`.
    """
    name, words = "decades", reader.words
    dated = years.dropna().astype(int)
    if dated.empty:
        return nothing(name, reader)
    counts = Counter[int]()
    for year, n in dated.itertuples(index=False):
        counts[year // 10 * 10] += n
    last = max(counts)
    first = max(min(counts), last - 10 * (N_DECADES - 1))
    drawn = {decade: counts[decade] for decade in range(first, last + 1, 10)}
    older = {decade: n for decade, n in sorted(counts.items()) if decade < first}
    addresses = {decade: reader.site.books(decade=decade) if n else None for decade, n in (older | drawn).items()}
    rows = [
        {
            "label": words.decade_short.format(year=decade),
            "value": n,
            "address": addresses[decade],
            "told": words.told.format(name=words.decade.format(year=decade), books=words.several(n, words.n_books)),
        }
        for decade, n in drawn.items()
    ]
    sentences = [_decades_sentence(int(years["n_books"].sum()), counts, reader)]
    if older:
        sentences.append(words.several(sum(older.values()), words.older, year=first))
    table = {
        "decade": [words.decade_short.format(year=decade) for decade in addresses],
        "n_books": [*older.values(), *drawn.values()],
        "link": [*addresses.values()],
    }
    figure = charts.columns(
        marks(rows), words, reader.paper, words.columns["decade"], words.columns["n_books"], reader.title(name)
    )
    return make(reader, name, figure, table, sentences)


def months(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return how many books were added in each month.

    :param counted: as `sources.collection.months`.
    """
    name, words = "months", reader.words
    numbers = {month.date(): int(n) for month, n in counted.itertuples(index=False)}
    first, total = min(numbers), sum(numbers.values())
    rows = [
        {
            "label": words.month(month, "yMMM").replace(" ", "\n"),
            "value": n,
            "address": reader.site.books(added=f"{month:%Y-%m}") if n else None,
            "told": words.told.format(name=words.month(month), books=words.several(n, words.n_books)),
        }
        for month, n in numbers.items()
    ]
    since = {"n_months": words.number(len(numbers)), "first": words.month(first)}
    if total:
        most = max(numbers, key=lambda month: numbers[month])
        latest = words.months_latest.format(month=words.month(most), n=words.number(numbers[most]))
        sentences = [words.several(total, words.months, **since), latest]
    else:
        sentences = [words.months_none.format(**since)]
    table = {
        "month": pd.PeriodIndex(list(numbers), freq="M"),
        "n_books": [*numbers.values()],
        "link": [row["address"] for row in rows],
    }
    figure = charts.columns(marks(rows), words, reader.paper, "", words.columns["n_books"], reader.title(name))
    return make(reader, name, figure, table, sentences)


def nothing(name: str, reader: Viewer) -> Panel:
    """Return a panel that says that there is nothing to count."""
    figure = charts.note(reader.words.nothing, reader.paper, reader.title(name))
    return make(reader, name, figure, {"n_books": [], "link": []}, [reader.words.nothing])


def _decades_sentence(n_all: int, counted: Counter[int], reader: Viewer) -> str:
    words = reader.words
    [(decade, n)] = counted.most_common(1)
    numbers = {"dated": words.number(counted.total()), "total": words.number(n_all), "n": words.number(n)}
    return str(words.decades.format(year=decade, **numbers))
