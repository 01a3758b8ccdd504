"""Connections kept for one read each: they see what is new, and the server behind them may go and come back."""

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from catalogue.extensions import db
from catalogue.models import Book
from catalogue.store.prepared import Prepared

N_BOOKS = Prepared(sa.select(sa.func.count()).select_from(Book))


def test_each_look_sees_what_was_committed_before_it(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        for n_books in range(3):
            assert N_BOOKS.read_first(db.engine) == [n_books]
            client.post("/api/books", json={"title": f"Tome {n_books}"})


def test_a_connection_that_the_server_ended_is_made_anew(app: Flask) -> None:
    with app.app_context():
        N_BOOKS.read_first(db.engine)
        if db.engine.dialect.name == "postgresql":
            end_others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
            with db.engine.begin() as connection:
                connection.execute(sa.text(f"{end_others} AND pid <> pg_backend_pid()"))
        else:
            db.engine.dispose()

        assert N_BOOKS.read_first(db.engine) == [0]
