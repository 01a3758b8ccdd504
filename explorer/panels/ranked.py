"""Panels of names, those with most books first: languages, authors, subjects, publishers."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from catalogue.common.languages import name_language
from catalogue.domain.query.filters import Part
from explorer.charts import collection as charts
from explorer.panels.panel import Panel, Viewer, make, marks
from explorer.panels.time import nothing

N_LANGUAGES = 12
"""As many bars as a figure shows; the table has all."""


def languages(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return how many books there are in each language.

    :param counted: as `sources.collection.languages`.
    """
    name, words = "languages", reader.words
    known = counted.dropna()
    if known.empty:
        return nothing(name, reader)
    total = int(counted["n_books"].sum())
    tags = [None if pd.isna(tag) else str(tag) for tag in counted["language"]]
    names = [name_language(tag, words.locale) if tag else words.unknown for tag in tags]
    addresses = [reader.site.books(language=tag) if tag else reader.site.books(missing=Part.LANGUAGE) for tag in tags]
    numbers = [int(n) for n in counted["n_books"]]
    written = [f"{words.number(n)} ({words.share(n / total)})" for n in numbers]
    rows = _rows(names, numbers, addresses, written, reader)
    if len(rows) > N_LANGUAGES + 1:
        rows = [*rows[:N_LANGUAGES], _others(numbers[N_LANGUAGES:], total, reader)]
    most = {"language": name_language(str(known["language"].iloc[0]), words.locale)}
    share = words.share(int(known["n_books"].iloc[0]) / total)
    sentences = [words.several(len(known), words.languages), words.languages_most.format(share=share, **most)]
    table = {"language": names, "n_books": numbers, "share": [n / total for n in numbers], "link": addresses}
    return make(reader, name, charts.bars(marks(rows), reader.paper, reader.title(name)), table, sentences)


def authors(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return the authors with most books. :param counted: as `sources.collection.authors`."""
    return _top("authors", "author", counted, reader)


def subjects(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return the subjects with most books. :param counted: as `sources.collection.subjects`."""
    return _top("subjects", "subject", counted, reader)


def publishers(counted: pd.DataFrame, reader: Viewer) -> Panel:
    """Return the publishers with most books. :param counted: as `sources.collection.publishers`."""
    return _top("publishers", "publisher", counted, reader)


def _top(name: str, noun: str, counted: pd.DataFrame, reader: Viewer) -> Panel:
    words = reader.words
    if counted.empty:
        return nothing(name, reader)
    names = [str(each) for each in counted["name"]]
    numbers = [int(n) for n in counted["n_books"]]
    addresses = [reader.site.books(**{noun: each}) for each in names]
    rows = _rows(names, numbers, addresses, [words.number(n) for n in numbers], reader)
    sentence = words.top.format(name=names[0], books=words.several(numbers[0], words.n_books))
    table = {noun: names, "n_books": numbers, "link": addresses}
    return make(reader, name, charts.bars(marks(rows), reader.paper, reader.title(name)), table, [sentence])


def _rows(
    names: Sequence[str], numbers: Sequence[int], addresses: Sequence[str], written: Sequence[str], reader: Viewer
) -> list[dict[str, Any]]:
    words = reader.words
    return [
        {
            "label": name,
            "value": n,
            "written": text,
            "address": address,
            "told": words.told.format(name=name, books=words.several(n, words.n_books)),
        }
        for name, n, address, text in zip(names, numbers, addresses, written, strict=True)
    ]


def _others(numbers: Sequence[int], total: int, reader: Viewer) -> dict[str, Any]:
    words = reader.words
    n = sum(numbers)
    label = words.several(len(numbers), words.other_languages)
    written = f"{words.number(n)} ({words.share(n / total)})"
    return {"label": label, "value": n, "written": written, "address": None, "told": label}
