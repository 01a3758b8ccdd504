"""The stock of each 31 December, and what came and left in between, as the change log has them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.materials import Audience, Material
from catalogue.models import Change, SetKind
from catalogue.services import books, deposits, history, items, undo, withdrawals
from catalogue.store.change_sets import open_set
from explorer.sources import yearly
from explorer.sources.database import snapshot


@pytest.fixture
def write(session: Session, keep: Callable[[], None]) -> Callable[..., Any]:
    """Do something as if on a day: `write("2024-05-01", items.create, book_id, record)`; the log says that day."""

    def write(day: str, service: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
        last = session.scalar(sa.select(sa.func.max(Change.seq))) or 0
        result = service(session, *arguments, **options, actor="test")
        session.flush()
        at = datetime.fromisoformat(f"{day}T12:00").replace(tzinfo=UTC)
        session.execute(sa.update(Change).where(Change.seq > last).values(at=at))
        keep()
        return result

    return write


@pytest.fixture
def add(session: Session, add_book: Any, write: Callable[..., Any]) -> Callable[..., int]:
    """Record a copy of a book of its own on a day, and return its number: `add("2024-05-01", location="Centre")`."""

    def add(day: str, **fields: Any) -> int:
        book_id = write(day, lambda session, actor: add_book(dewey="843", material=Material.BOOK))
        return int(write(day, items.create, book_id, ItemRecord(**fields)))

    return add


@pytest.fixture
def count(engine: sa.Engine, keep: Callable[[], None]) -> Callable[..., list[int]]:
    """Count a year: `count(2024, "stock", "withdrawn")`."""

    def count(year: int, *names: str) -> list[int]:
        keep()
        with snapshot(engine) as connection:
            copies = yearly.list_copies(connection, year)
        numbers = yearly.count_numbers(copies, year, yearly.list_own_names(copies))
        return [int(numbers[name].sum()) for name in names or ("stock", "acquired", "withdrawn")]

    return count


def change(session: Session, item_id: int, *, actor: str, **fields: Any) -> None:
    """Change a copy."""
    item = items.get(session, item_id)
    items.replace(session, item_id, item.book_id, replace(item.as_record(), **fields), actor=actor)


def withdraw(session: Session, item_id: int, day: date, *, actor: str) -> int:
    """Withdraw a copy, and return the number of the change set."""
    facts = (WithdrawalReason.WORN, WithdrawalDestination.DESTROYED, day)
    set_id = withdrawals.withdraw(session, [items.get(session, item_id)], *facts, name="test", actor=actor)
    assert set_id
    return set_id


def test_a_copy_without_dates_is_there_from_the_day_of_its_record(add: Any, count: Any) -> None:
    add("2024-05-01")

    assert [count(year)[0] for year in (2023, 2024, 2025)] == [0, 1, 1]


def test_a_copy_recorded_late_was_there_from_its_date_of_acquisition(add: Any, count: Any) -> None:
    add("2025-01-08", acquired_on=date(2024, 12, 20))

    assert [count(year) for year in (2023, 2024, 2025)] == [[0, 0, 0], [1, 1, 0], [1, 0, 0]]


def test_a_copy_is_withdrawn_on_the_day_that_it_says(add: Any, count: Any, write: Any) -> None:
    copy = add("2024-05-01", acquired_on=date(2024, 5, 1))
    write("2025-01-08", withdraw, copy, date(2024, 12, 30))

    assert [count(year) for year in (2023, 2024, 2025)] == [[0, 0, 0], [0, 1, 1], [0, 0, 0]]


def test_a_withdrawal_counts_from_the_day_of_the_log_at_the_latest(add: Any, count: Any, write: Any) -> None:
    copy = add("2024-05-01", acquired_on=date(2024, 5, 1))
    write("2025-03-01", change, copy, status=ItemStatus.WITHDRAWN)

    assert [count(year) for year in (2024, 2025, 2026)] == [[1, 1, 0], [0, 0, 1], [0, 0, 0]]


def test_lost_and_lent_copies_stay_in_the_stock_and_branches_are_those_of_the_day(
    add: Any, engine: sa.Engine, count: Any, write: Any
) -> None:
    copy = add("2024-05-01", location="Centre")
    write("2024-06-01", change, copy, status=ItemStatus.ON_LOAN)
    write("2025-06-01", change, copy, status=ItemStatus.LOST, location="Nord")

    assert count(2024, "stock") == count(2025, "stock") == [1]
    with snapshot(engine) as connection:
        branches = [yearly.list_copies(connection, year)["branch"].tolist() for year in (2024, 2025)]
    assert branches == [["Centre"], ["Nord"]]


def test_a_deleted_copy_is_in_the_stock_until_then_and_its_list_still_names_it(
    session: Session, add: Any, engine: sa.Engine, count: Any, write: Any
) -> None:
    copy = add("2024-05-01", acquired_on=date(2023, 5, 1), barcode="A1")
    write("2025-06-01", items.delete, copy)

    assert [count(year) for year in (2023, 2024, 2025, 2026)] == [[1, 1, 0], [1, 0, 0], [0, 0, 1], [0, 0, 0]]
    with snapshot(engine) as connection:
        copies = yearly.list_copies(connection, 2024)
        details = yearly.read_details(connection, copies)
    assert details[["barcode", "acquired_on"]].to_numpy().tolist() == [["A1", date(2023, 5, 1)]]


def test_a_deleted_book_takes_its_copies_along_and_brings_them_back(
    session: Session, add: Any, count: Any, write: Any
) -> None:
    copy = add("2023-05-01", acquired_on=date(2023, 5, 1))
    book_id = items.get(session, copy).book_id
    write("2024-06-01", books.delete, book_id)
    write("2025-06-01", history.restore_deleted, book_id)

    assert [count(year) for year in (2023, 2024, 2025)] == [[1, 1, 0], [0, 0, 1], [1, 0, 0]]


def test_a_withdrawal_that_is_undone_was_one_on_the_day_in_between(add: Any, count: Any, write: Any) -> None:
    copy = add("2023-05-01", acquired_on=date(2023, 5, 1))
    set_id = write("2024-11-10", withdraw, copy, date(2024, 11, 10))
    write("2025-02-01", undo.undo, set_id)

    assert [count(year) for year in (2023, 2024, 2025)] == [[1, 1, 0], [0, 0, 1], [1, 0, 0]]


def test_a_withdrawal_undone_in_its_year_never_was(add: Any, count: Any, write: Any) -> None:
    copy = add("2023-05-01", acquired_on=date(2023, 5, 1))
    write("2024-11-12", undo.undo, write("2024-11-10", withdraw, copy, date(2024, 11, 10)))

    assert count(2024) == [1, 0, 0]


def test_an_import_that_is_undone_never_was(session: Session, add_book: Any, count: Any, write: Any) -> None:
    def read_in(session: Session, *, actor: str) -> int:
        with open_set(session, SetKind.IMPORT, "file", actor=actor) as opened:
            book_id = add_book(material=Material.BOOK)
            items.create(session, book_id, ItemRecord(acquired_on=date(2020, 1, 1)), actor=actor)
        assert opened.id
        return opened.id

    write("2025-02-02", undo.undo, write("2025-02-01", read_in))

    assert [count(year) for year in (2020, 2024, 2025)] == [[0, 0, 0]] * 3


def test_a_deposit_comes_and_goes_and_is_never_acquired_or_withdrawn(
    session: Session, add: Any, count: Any, write: Any
) -> None:
    copy = add("2024-03-01", owner="BDP", deposited_on=date(2024, 3, 1))
    brief = add("2025-03-01", owner="BDP", deposited_on=date(2025, 3, 1))
    for item_id in (copy, brief):
        view = items.get(session, item_id)
        write("2025-10-01", deposits.give_back, [view], name="test")

    assert [count(year) for year in (2024, 2025)] == [[0, 0, 0]] * 2
    assert count(2024, "deposits", "deposits_in", "deposits_out") == [1, 1, 0]
    assert count(2025, "deposits", "deposits_in", "deposits_out") == [0, 1, 2]


def test_an_owner_whose_copies_are_bought_and_never_lent_is_the_library_itself(add: Any, count: Any) -> None:
    add("2025-02-01", owner="Ville", acquired_on=date(2025, 2, 1))
    add("2025-02-01", owner="Département")

    assert count(2025, "stock", "acquired", "deposits") == [1, 1, 1]


def test_what_describes_a_copy_is_what_is_known_now(
    session: Session, add: Any, engine: sa.Engine, keep: Any, write: Any
) -> None:
    copy = add("2024-05-01")
    book = books.get(session, items.get(session, copy).book_id)
    write("2025-01-08", books.replace, book.id, replace(book.as_record(), audience=Audience.CHILD))

    with snapshot(engine) as connection:
        assert yearly.list_copies(connection, 2024)["audience"].tolist() == ["child"]


def test_each_stock_is_the_one_before_with_what_came_and_left(add: Any, count: Any, write: Any) -> None:
    for year in (2022, 2023, 2024):
        copies = [add(f"{year}-04-01", acquired_on=date(year, 4, 1)) for _ in range(3)]
        write(f"{year}-09-01", withdraw, copies[0], date(year, 9, 1))
        write(f"{year + 1}-02-01", items.delete, copies[1])

    for year in (2022, 2023, 2024, 2025):
        before, stock, acquired, withdrawn = count(year, "stock_before", "stock", "acquired", "withdrawn")
        assert stock == before + acquired - withdrawn
        assert [before] == count(year - 1, "stock")
    assert count(2024) == [4, 3, 2]


def test_a_year_without_copies_has_none(count: Any) -> None:
    assert count(2024) == [0, 0, 0]
