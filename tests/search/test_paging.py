"""Pages far down an order hold what lies there, whatever the titles have in common."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.domain.query.filters import Filters
from catalogue.extensions import db
from catalogue.services import discovery
from catalogue.services.discovery import BookQuery
from catalogue.services.indexing import LiveIndex
from catalogue.store import book_numbers, change_log
from tests.factories import stored_book

N_BOOKS = 900
PER_PAGE = 70


@pytest.fixture
def series(app: Flask) -> None:
    """Books whose titles begin alike for longer than digits of the sort key reach, some of them the same to the end."""
    with app.app_context():
        session = db.session()
        change_log.open_write(session)
        for number in range(N_BOOKS):
            title = f"Histoire de la ville et du pays, {number // 3:03}" if number % 9 else "Abrégé"
            stored_book(
                session, title, language="fr", published=str(1900 + number % 7), authors=(f"Auteur {number % 3}",)
            )
        session.commit()


def test_the_pages_of_a_list_together_are_the_list(app: Flask, live: LiveIndex, series: Any) -> None:
    with app.app_context():
        session = db.session()
        for sort in book_numbers.SORTS:
            by_table, by_index = (
                _ids(session, live, BookQuery(filters=filters, sort=sort))
                for filters in (Filters(), Filters(language=("fr",)))
            )
            assert len(by_table) == N_BOOKS
            assert by_index == by_table, sort


def _ids(session: Session, live: LiveIndex, query: Any) -> Any:
    pages = [discovery.list_books(session, live, query, page, PER_PAGE) for page in range(1, N_BOOKS // PER_PAGE + 2)]
    return [book.id for page in pages for book in page.hits]
