"""The first page: how much there is, when it was published, and the books by title."""

import sqlalchemy as sa
import streamlit as st

from explorer.charts import collection as charts
from explorer.screens import shared
from explorer.sources import collection as source
from explorer.words.collection import WORDS, CollectionWords

# As many rows as a person scrolls through; the pages search the rest.
N_ROWS = 500


def show() -> None:
    """Show the collection, or say that it is empty. :raises SourceError:"""
    words = shared.say(WORDS)
    st.title(words.title)
    database = shared.database()
    counts = source.counts(database)
    show_counts(counts, words)
    if not counts.n_books:
        st.info(words.empty)
        return
    show_decades(database, words)
    show_books(database, counts.n_books, words)


def show_counts(counts: source.Counts, words: CollectionWords) -> None:
    """Show five numbers in a row."""
    names = (words.books, words.items, words.available, words.authors, words.subjects)
    numbers = (counts.n_books, counts.n_items, counts.n_available, counts.n_authors, counts.n_subjects)
    for column, name, number in zip(st.columns(len(names)), names, numbers, strict=True):
        column.metric(name, words.number(number))


def show_decades(database: sa.Engine, words: CollectionWords) -> None:
    """Show the books by decade."""
    st.subheader(words.by_decade)
    figure = charts.books_by_decade(source.years(database), words, shared.paper())
    st.pyplot(figure, width="stretch", alt=figure.axes[0].get_title(loc="left"))


def show_books(database: sa.Engine, n_books: int, words: CollectionWords) -> None:
    """Show the first books by title."""
    books = source.books(database, N_ROWS)
    heading = words.first_books.format(n=words.number(len(books)), total=words.number(n_books))
    st.subheader(heading)
    year = st.column_config.NumberColumn(format="%d")
    st.dataframe(
        books.rename(columns=words.columns),
        hide_index=True,
        column_config={words.columns["publication_year"]: year},
        placeholder="",
        alt=heading,
    )
