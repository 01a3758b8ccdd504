"""Answers kept until the next change: never stale, never of a transaction that was rolled back."""

from typing import Any

import pytest
from flask import Flask

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.extensions import db
from catalogue.services import books, collection, discovery, items
from catalogue.services.discovery import BookQuery
from catalogue.services.indexing import LiveIndex
from catalogue.store import cache, change_log
from tests.factories import stored_book


@pytest.fixture
def ask(reading: Any) -> Any:
    """Ask for the counts in a transaction of its own."""

    def counts() -> Any:
        with reading() as session:
            return collection.count(session)

    return counts


def test_an_answer_follows_each_change(writing: Any, ask: Any) -> None:
    assert ask() == collection.CollectionCounts(0, 0, 0)

    with writing() as session:
        book_id = stored_book(session, "T")
    assert ask() == collection.CollectionCounts(1, 0, 0)

    with writing() as session:
        item_id = items.create(session, book_id, ItemRecord(barcode="B"), actor="test")
    assert ask() == collection.CollectionCounts(1, 1, 1)

    with writing() as session:
        items.replace(session, item_id, book_id, ItemRecord(barcode="B", status=ItemStatus.LOST), actor="test")
    assert ask() == collection.CollectionCounts(1, 1, 0)

    with writing() as session:
        books.delete(session, book_id, actor="test")
    assert ask() == collection.CollectionCounts(0, 0, 0)


def test_a_writer_sees_what_it_wrote_and_nobody_else_does(app: Flask, live: LiveIndex, ask: Any) -> None:
    ask()
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        stored_book(session, "T")
        assert collection.count(session).n_books == 1
        assert discovery.list_books(session, live, BookQuery(), 1, 20).total == 1
        assert ask().n_books == 0
        session.rollback()

    assert ask().n_books == 0


def test_what_was_rolled_back_does_not_poison_the_next_change(app: Flask, writing: Any, ask: Any) -> None:
    """SQLite gives the number of a change that was rolled back to the next one."""
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        for title in "ABC":
            stored_book(session, title)
        assert collection.count(session).n_books == 3
        session.rollback()
    with writing() as session:
        for title in "AB":
            stored_book(session, title)

    assert ask().n_books == 2


def test_a_second_question_asks_nothing_but_the_newest_change(writing: Any, ask: Any, count_statements: Any) -> None:
    with writing() as session:
        stored_book(session, "T")
    ask()

    with count_statements() as sent:
        ask()

    assert len(sent) == 1


def test_the_oldest_answers_are_forgotten(reading: Any, writing: Any) -> Any:
    asked = []

    def question(number: Any) -> Any:
        with reading() as session:
            return cache.remember(session, ("test", number), lambda: asked.append(number) or number)  # type: ignore[func-returns-value]

    with writing() as session:
        stored_book(session, "T")
    assert question(0) == question(0) == 0
    assert asked == [0]

    for number in range(1, cache.MAX_ANSWERS + 1):
        question(number)
    question(0)

    assert asked.count(0) == 2
