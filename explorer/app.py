"""The explorer's first page: how much there is, when it was published, and the books by title."""

import os

import sqlalchemy as sa
import streamlit as st

from explorer import charts, sources
from explorer.words import Words, words_for

# As many rows as a person scrolls through; the pages search the rest.
N_ROWS = 500

NAME = os.environ.get("CATALOGUE_NAME") or "hello my app"
DATABASE_URL = os.environ.get("DATABASE_URL") or "sqlite:///instance/catalogue.db"


@st.cache_resource(show_spinner=False)
def engine(database_url: str) -> sa.Engine:
    """Return the one engine of this process."""
    return sources.connect(database_url)


def show_counts(counts: sources.Counts, words: Words) -> None:
    """Show five numbers in a row."""
    names = (words.books, words.items, words.available, words.authors, words.subjects)
    numbers = (counts.n_books, counts.n_items, counts.n_available, counts.n_authors, counts.n_subjects)
    for column, name, number in zip(st.columns(len(names)), names, numbers, strict=True):
        column.metric(name, words.number(number))


def show_decades(database: sa.Engine, words: Words) -> None:
    """Show the books by decade, in the colours of the reader's theme."""
    st.subheader(words.by_decade)
    paper = charts.DARK if st.context.theme.type == "dark" else charts.LIGHT
    figure = charts.books_by_decade(sources.years(database), words, paper)
    st.pyplot(figure, width="stretch", alt=figure.axes[0].get_title(loc="left"))


def show_books(database: sa.Engine, n_books: int, words: Words) -> None:
    """Show the first books by title."""
    books = sources.books(database, N_ROWS)
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


def main() -> None:
    """Show the page, or say why there is nothing to show."""
    words = words_for(st.context.locale)
    st.set_page_config(page_title=f"{words.title} · {NAME}", layout="wide")
    st.title(words.title)
    st.caption(words.made_for.format(name=NAME))
    try:
        database = engine(DATABASE_URL)
        counts = sources.counts(database)
        show_counts(counts, words)
        if counts.n_books:
            show_decades(database, words)
            show_books(database, counts.n_books, words)
        else:
            st.info(words.empty)
    except sources.SourceError:
        st.warning(words.unavailable)


main()
