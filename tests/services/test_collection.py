"""The newest books, counts, subjects, classes, an author's other books, the items of a book."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus
from catalogue.domain.record import Contributor
from catalogue.domain.roles import Role
from catalogue.services import books, collection, items
from tests.factories import book_record


@pytest.fixture
def titles() -> Any:
    """The titles of views, in order."""
    return lambda views: [view.title for view in views]


def test_the_newest_come_first(session: Session, add_book: Any, titles: Any) -> None:
    for title in "ABC":
        add_book(title)

    assert titles(collection.list_newest(session, 2)) == ["C", "B"]


def test_counts_are_of_books_items_and_what_stands_on_a_shelf(session: Session, add_book: Any) -> None:
    book_id = add_book()
    add_book()
    items.create(session, book_id, ItemRecord(barcode="B1"), actor="test")
    items.create(session, book_id, ItemRecord(barcode="B2", status=ItemStatus.LOST), actor="test")

    assert collection.count(session) == collection.CollectionCounts(n_books=2, n_items=2, n_available=1)


def test_shelves_are_the_dewey_hundreds_that_have_books(session: Session, add_book: Any) -> None:
    for dewey in ("843", "840.9", "004", "999.5", None):
        add_book(dewey=dewey)

    assert [tuple(shelf) for shelf in collection.count_by_dewey_class(session)] == [("0", 1), ("8", 2), ("9", 1)]


def test_top_subjects_are_those_with_most_books(session: Session, add_book: Any) -> None:
    for subjects in (("Roman", "Mer"), ("Roman",), ("Roman", "Mer", "Chat")):
        add_book(subjects=subjects)

    assert [(ref.name, n) for ref, n in collection.list_top_subjects(session, 2)] == [("Roman", 3), ("Mer", 2)]


def test_other_books_of_an_author_in_any_part(session: Session, add_book: Any, titles: Any) -> None:
    book = books.get(session, add_book("Vian's", authors=("Boris Vian",)))
    add_book("Also his", authors=("Boris Vian", "Somebody"))
    add_book("Translated", contributors=(Contributor("Boris Vian", Role.TRANSLATOR),))
    add_book("Another's", authors=("Somebody",))

    assert titles(collection.list_by_same_author(session, book, 10)) == ["Also his", "Translated"]
    assert titles(collection.list_by_same_author(session, book, 1)) == ["Also his"]


def test_a_book_without_authors_has_no_neighbours_by_author(session: Session, add_book: Any) -> None:
    book = books.get(session, add_book())
    add_book()

    assert collection.list_by_same_author(session, book, 5) == []


def test_the_items_of_a_book_are_in_the_order_of_the_shelf(session: Session, add_book: Any) -> None:
    book_id = add_book()
    for barcode, location, call_number in (
        ("B1", "Nord", "843 CAM"),
        ("B2", "Centre", "1000 ZOL"),
        ("B3", "Centre", "843.1 CAM"),
        ("B4", "Centre", "843 CAM"),
    ):
        record = ItemRecord(barcode=barcode, location=location, call_number=call_number)
        items.create(session, book_id, record, actor="test")

    assert [item.barcode for item in items.read_holdings(session, [book_id])[book_id]] == ["B4", "B3", "B2", "B1"]


def test_a_record_read_back_is_the_record_that_was_stored(session: Session) -> None:
    record = book_record(
        "L'Étranger",
        authors=("Albert Camus", "B"),
        contributors=(Contributor("C", Role.EDITOR), Contributor("Albert Camus", Role.NARRATOR)),
        isbn="9782070360024",
        published="1942-05",
        subjects=("Z", "A"),
        extra={"b": {"é": 0.1}, "a": [None]},
    )

    assert books.get(session, books.create(session, record, actor="test")).as_record() == record
