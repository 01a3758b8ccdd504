"""What is counted, on SQLite and PostgreSQL alike."""

import pandas as pd

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.services import items
from explorer.sources import collection
from explorer.sources.collection import Counts


def test_counts_tell_copies_from_those_on_the_shelf(engine, session, add_book, keep):
    book_id = add_book("Germinal", authors=("Émile Zola",), subjects=("Mines", "Roman"))
    items.create(session, book_id, ItemRecord(barcode="1"), actor="test")
    items.create(session, book_id, ItemRecord(barcode="2", status=ItemStatus.ON_LOAN), actor="test")
    keep()

    assert collection.counts(engine) == Counts(n_books=1, n_items=2, n_available=1, n_authors=1, n_subjects=2)


def test_an_empty_catalogue_has_frames_with_columns_and_no_rows(engine, app):
    assert collection.counts(engine) == Counts(0, 0, 0, 0, 0)
    assert collection.years(engine).columns.tolist() == ["publication_year", "n_books"]
    assert collection.books(engine, 10).empty


def test_books_come_by_title_and_no_more_than_asked_for(engine, add_book, keep):
    for title in ("Zadig", "Les Misérables", "Étranger (L')", "Bel-Ami"):
        add_book(title)
    keep()

    assert collection.books(engine, 3)["title"].tolist() == ["Bel-Ami", "Étranger (L')", "Les Misérables"]


def test_a_book_shows_its_first_author_and_not_its_translator(engine, add_book, keep):
    add_book(
        "Good Omens",
        authors=("Terry Pratchett", "Neil Gaiman"),
        contributors=(Contributor("Patrick Marcel", Role.TRANSLATOR),),
        published="1990-05",
        language="en",
    )
    add_book("Anonymous")
    keep()

    books = collection.books(engine, 10).set_index("title")

    assert books.loc["Good Omens", ["author", "publication_year", "language"]].tolist() == [
        "Terry Pratchett",
        1990,
        "en",
    ]
    assert books.loc["Anonymous"].isna().all()


def test_years_count_books_and_those_without_a_year(engine, add_book, keep):
    for published in ("1942", "1942-05-19", "-0700", None):
        add_book(published=published)
    keep()

    years = collection.years(engine)

    assert years.dtypes.tolist() == [pd.Int64Dtype(), pd.Int64Dtype()]
    assert dict(zip(years.fillna(0)["publication_year"], years["n_books"], strict=True)) == {-700: 1, 1942: 2, 0: 1}
