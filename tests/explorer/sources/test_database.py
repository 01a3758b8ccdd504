"""The connection to the catalogue: what it reads, and that it can do no harm."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue import config
from catalogue.services import books
from explorer.sources.collection import totals
from explorer.sources.database import SourceError, connect, newest_change, snapshot, version
from tests.factories import book_record


def read(address: str) -> None:
    with snapshot(connect(address)) as connection:
        totals(connection)


def test_every_write_makes_a_newer_change(engine: Any, add_book: Any, keep: Any) -> None:
    before = newest_change(engine)
    add_book("Newer")
    keep()

    assert newest_change(engine) > before


def test_a_write_of_any_kind_makes_another_version(engine: Any, session: Session, add_book: Any, keep: Any) -> None:
    seen = set()

    def look() -> None:
        keep()
        with snapshot(engine) as connection:
            seen.add(version(connection))

    look()
    book_id = add_book()
    look()
    books.replace(session, book_id, book_record("Renamed"), actor="test")
    look()
    books.delete(session, book_id, actor="test")
    look()
    look()

    assert len(seen) == 4


def test_a_snapshot_does_not_see_what_is_written_after_it_began(engine: Any, add_book: Any, keep: Any) -> None:
    add_book()
    keep()

    with snapshot(engine) as connection:
        assert totals(connection).n_books == 1
        add_book()
        keep()
        assert totals(connection).n_books == 1
    with snapshot(engine) as connection:
        assert totals(connection).n_books == 2


def test_the_database_refuses_to_write(engine: Any, add_book: Any, keep: Any) -> None:
    add_book("Untouched")
    keep()

    with engine.connect() as connection, pytest.raises(sa.exc.DBAPIError, match=r"(?i)read-?only"):
        connection.execute(sa.text("DELETE FROM book"))


def test_the_short_form_of_a_postgresql_address_is_understood(postgresql_url: Any) -> None:
    short = sa.make_url(postgresql_url).set(drivername="postgres").render_as_string(hide_password=False)

    engine = connect(config.read("DATABASE_URL", {"DATABASE_URL": short}))
    with engine.connect() as connection:
        assert connection.scalar(sa.text("SHOW default_transaction_read_only")) == "on"
    engine.dispose()


def test_a_sqlite_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "new folder?" / "catalogue.db"
    file.parent.mkdir()

    with pytest.raises(SourceError):
        read(f"sqlite:///{file.as_posix().replace('?', '%3F')}")

    assert not file.exists()


def test_a_database_without_tables_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()

    with pytest.raises(SourceError):
        read(f"sqlite:///{tmp_path / 'empty.db'}")


def test_a_server_that_is_away_is_unreadable() -> None:
    with pytest.raises(SourceError):
        read("postgresql+psycopg://nobody@127.0.0.1:1/none")
