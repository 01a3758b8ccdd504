"""The numbers on top of the screen: how much of each there is."""

from dataclasses import dataclass

import pandas as pd

from catalogue.domain.query.filters import Part
from explorer.panels.dewey import quantile
from explorer.panels.panel import Viewer
from explorer.sources.collection import Totals


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written, what it counts, and where it leads."""

    written: str
    noun: str
    address: str


def numbers(totals: Totals, languages: pd.DataFrame, years: pd.DataFrame, reader: Viewer) -> list[Number]:
    """Return the numbers that a library reports first."""
    words, site = reader.words, reader.site
    counts = {
        "books": (totals.n_books, site.books()),
        "items": (totals.n_items, site.books(has=Part.COPIES)),
        "available": (totals.n_available, site.books(available=1)),
        "authors": (totals.n_authors, site.books(has=Part.AUTHOR)),
        "subjects": (totals.n_subjects, site.books(has=Part.SUBJECT)),
        "languages": (int(languages["language"].notna().sum()), site.books(has=Part.LANGUAGE)),
    }
    rows = [Number(words.number(n), words.numbers[name], address) for name, (n, address) in counts.items()]
    median = quantile(years, 0.5)
    if median is not None:
        rows.append(Number(str(median), words.numbers["median"], site.books(year_to=median)))
    return rows
