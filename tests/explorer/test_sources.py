"""What the explorer reads, from SQLite and PostgreSQL alike, and that it can do no harm."""

import pandas as pd
import pytest
import sqlalchemy as sa

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.services import items
from explorer import sources
from explorer.sources import Counts, SourceError


def test_counts_tell_copies_from_those_on_the_shelf(engine, session, add_book, keep):
    book_id = add_book("Germinal", authors=("Émile Zola",), subjects=("Mines", "Roman"))
    items.create(session, book_id, ItemRecord(barcode="1"), actor="test")
    items.create(session, book_id, ItemRecord(barcode="2", status=ItemStatus.ON_LOAN), actor="test")
    keep()

    assert sources.counts(engine) == Counts(n_books=1, n_items=2, n_available=1, n_authors=1, n_subjects=2)


def test_an_empty_catalogue_has_frames_with_columns_and_no_rows(engine, app):
    assert sources.counts(engine) == Counts(0, 0, 0, 0, 0)
    assert sources.years(engine).columns.tolist() == ["publication_year", "n_books"]
    assert sources.books(engine, 10).empty


def test_books_come_by_title_and_no_more_than_asked_for(engine, add_book, keep):
    for title in ("Zadig", "Les Misérables", "Étranger (L')", "Bel-Ami"):
        add_book(title)
    keep()

    assert sources.books(engine, 3)["title"].tolist() == ["Bel-Ami", "Étranger (L')", "Les Misérables"]


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

    books = sources.books(engine, 10).set_index("title")

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

    years = sources.years(engine)

    assert years.dtypes.tolist() == [pd.Int64Dtype(), pd.Int64Dtype()]
    assert dict(zip(years.fillna(0)["publication_year"], years["n_books"], strict=True)) == {-700: 1, 1942: 2, 0: 1}


def test_the_database_refuses_to_write(engine, add_book, keep):
    add_book("Untouched")
    keep()

    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match=r"(?i)read-?only"):
        connection.execute(sa.text("DELETE FROM book"))


def test_the_short_form_of_a_postgresql_address_is_understood(postgresql_url):
    short = sa.make_url(postgresql_url).set(drivername="postgres").render_as_string(hide_password=False)

    engine = sources.connect(short)
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SHOW default_transaction_read_only")) == "on"
    engine.dispose()


def test_a_sqlite_file_that_is_not_there_is_not_made(tmp_path):
    file = tmp_path / "new folder?" / "catalogue.db"
    file.parent.mkdir()

    with pytest.raises(SourceError):
        sources.counts(sources.connect(f"sqlite:///{file.as_posix().replace('?', '%3F')}"))

    assert not file.exists()


def test_a_database_without_tables_is_unreadable(tmp_path):
    (tmp_path / "empty.db").touch()

    with pytest.raises(SourceError):
        sources.counts(sources.connect(f"sqlite:///{tmp_path / 'empty.db'}"))


def test_a_server_that_is_away_is_unreadable():
    with pytest.raises(SourceError):
        sources.years(sources.connect("postgresql://nobody@127.0.0.1:1/none"))


@pytest.mark.parametrize("address", ["", "catalogue.db", "mysql://localhost/catalogue", "postgresql://[::1"])
def test_an_address_of_no_database_is_unreadable(address):
    with pytest.raises(SourceError):
        sources.connect(address)
