"""One book, by its number, is answered on a short cut; nobody can tell it from the usual way."""

import pytest
import sqlalchemy as sa

from catalogue.extensions import db

USUAL_WAY = {"Accept": "application/json"}
"""A request that is not plain: it says what it accepts, so it goes through the view."""


def test_both_ways_answer_the_same(client, post_book):
    book = post_book("L’Œuvre", authors=["Émile Zola"], subjects=["Peinture"], extra={"a": [1.5, None]})

    short, usual = (client.get(f"/api/books/{book['id']}", headers=headers) for headers in ({}, USUAL_WAY))

    assert short.data == usual.data
    assert short.status == usual.status
    assert sorted(name for name, _ in short.headers) == sorted(name for name, _ in usual.headers)
    for name in set(dict(usual.headers)) - {"X-Request-ID"}:
        assert short.headers[name] == usual.headers[name]


def test_it_sees_the_write_before(client, post_book):
    book = post_book("Avant")

    client.patch(f"/api/books/{book['id']}", json={"title": "Après"})

    assert client.get(f"/api/books/{book['id']}").json["title"] == "Après"


@pytest.mark.parametrize("headers", [{}, USUAL_WAY])
def test_a_book_that_is_not_there_is_a_problem(client, problem, headers):
    problem(client.get("/api/books/1", headers=headers), 404)


def test_a_database_that_cannot_answer_is_a_problem(client, post_book, problem, app):
    book = post_book("Un livre")
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE book_subject RENAME TO away"))
    try:
        answer = client.get(f"/api/books/{book['id']}")
    finally:
        with app.app_context(), db.engine.begin() as connection:
            connection.execute(sa.text("ALTER TABLE away RENAME TO book_subject"))

    assert answer.status_code >= 500
    assert answer.content_type == "application/problem+json"
