"""Constraints are the last guard: what no service would write, the database refuses."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import db

BOOK = {"id": 1, "title": "T", "extra": "{}", "revision": 1, "title_key": "t"}
BOOK |= {"created_at": "2026-01-31 09:00:00+00:00", "updated_at": "2026-01-31 09:00:00+00:00"}


def insert(connection: Any, table: Any, **values: Any) -> None:
    columns = ", ".join(values)
    places = ", ".join(f":{name}" for name in values)
    connection.execute(sa.text(f"INSERT INTO {table} ({columns}) VALUES ({places})"), values)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("book", {**BOOK, "id": 2, "title": ""}),
        ("book", {**BOOK, "id": 2, "page_count": 0}),
        ("book", BOOK),
        ("authorship", {"book_id": 1, "position": 0, "author_id": 99, "role": "author"}),
        ("book_subject", {"book_id": 1, "position": 0, "subject_id": 99}),
        (
            "change",
            {"kind": "book", "record_id": 1, "action": "dance", "revision": 1, "actor": "a", "at": BOOK["created_at"]},
        ),
        ("account", {"name": "ada", "role": "king", "password_hash": "x", "created_at": BOOK["created_at"]}),
    ],
)
def test_the_database_refuses(app: Flask, table: Any, values: Any) -> None:
    with app.app_context(), db.engine.connect() as connection:
        insert(connection, "book", **BOOK)
        with pytest.raises(sa.exc.IntegrityError):
            insert(connection, table, **values)
        connection.rollback()


def test_a_book_with_items_cannot_go_behind_the_services(app: Flask, client: FlaskClient) -> None:
    client.post("/api/books", json={"title": "T"})
    client.post("/api/items", json={"book_id": 1, "barcode": "B"})

    with app.app_context(), db.engine.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text("DELETE FROM book"))


def test_every_constraint_and_index_has_a_name(app: Flask) -> None:
    metadata = db.metadata

    for table in metadata.tables.values():
        assert all(constraint.name for constraint in table.constraints), table.name
        assert all(index.name for index in table.indexes), table.name
