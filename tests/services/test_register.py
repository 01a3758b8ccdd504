"""The inventory register, and numbers given by the pattern of the library."""

import threading
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask

from catalogue.domain.inventory_numbers import parse_number_pattern
from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.domain.register import Departure, Origin
from catalogue.extensions import begin_write, db
from catalogue.services import deposits, inventory_numbers, items, register
from catalogue.services.undo import undo
from tests.factories import stored_book

PATTERN = parse_number_pattern("{year}-{number:03}")
DAY = date(2026, 3, 1)


@pytest.fixture
def nana_id(session: Any) -> Any:
    """Nana with a purchase, a gift withdrawn, a deposit, and a copy of which the day is not known."""
    copies = [
        ItemRecord(barcode="B1", acquired_on=DAY, price=Decimal("12.50"), inventory_number="2026-007"),
        ItemRecord(
            barcode="B2",
            acquired_on=date(2026, 2, 1),
            price=Decimal(0),
            status=ItemStatus.WITHDRAWN,
            withdrawn_on=date(2026, 5, 1),
            withdrawal_reason=WithdrawalReason.WORN,
            withdrawal_destination=WithdrawalDestination.GIVEN,
        ),
        ItemRecord(barcode="B3", owner="BDP", deposited_on=date(2026, 1, 1)),
        ItemRecord(barcode="B4"),
    ]
    return stored_book(session, "Nana", items=copies)


def list_year(session: Any, year: Any) -> Any:
    return register.list_entries(session, year, 1, 100).hits


def test_copies_stand_in_the_order_of_entry_with_origin_and_exit(session: Any, nana_id: Any) -> None:
    entries = list_year(session, 2026)

    assert [(one.barcode, one.origin, one.left_by) for one in entries] == [
        ("B3", Origin.DEPOSIT, None),
        ("B2", Origin.GIFT, Departure.WITHDRAWN),
        ("B1", Origin.PURCHASE, None),
    ]
    assert (entries[1].left_on, entries[1].reason) == (date(2026, 5, 1), WithdrawalReason.WORN)
    assert [one.barcode for one in list_year(session, None)] == ["B4"]
    assert [(one.year, one.n_items) for one in register.list_years(session)] == [(2026, 3), (None, 1)]


def test_copies_that_are_gone_stay_in_the_register(session: Any, nana_id: Any) -> None:
    copies = items.find_holders(session, ["B1", "B3"])
    items.delete(session, copies["B1"].id, actor="ada")
    deposits.give_back(session, [copies["B3"]], name="Retour", actor="ada")

    left = {one.barcode: (one.title, one.left_by, one.price) for one in list_year(session, 2026)}
    assert left["B1"] == ("Nana", Departure.DELETED, Decimal("12.50"))
    assert left["B3"] == ("Nana", Departure.GIVEN_BACK, None)
    assert [one.barcode for one in register.read_year(session, 2026)] == ["B3", "B2", "B1"]


def test_a_page_takes_few_statements_however_many_copies(session: Any, count_statements: Any) -> None:
    stored_book(session, "Nana", items=[ItemRecord(barcode=f"B{n}", acquired_on=DAY) for n in range(250)])
    with count_statements() as sent:
        page = register.list_entries(session, 2026, 3, 100)
    assert (len(page.hits), page.total) == (50, 250)
    assert len(sent) == 2


def test_copies_without_number_get_the_next_ones(session: Any, nana_id: Any) -> None:
    found = inventory_numbers.sort_copies(items.read_holdings(session, [nana_id])[nana_id])
    assert [len(some) for some in (found.ready, found.numbered, found.deposits, found.withdrawn)] == [1, 1, 1, 1]

    bare = [ItemRecord(barcode=f"C{n}", acquired_on=date(2026, 6, 3 - n)) for n in range(2)]
    items.create_all(session, nana_id, bare, actor="ada")
    set_id = inventory_numbers.give(session, inventory_numbers.list_without(session), PATTERN, name="N", actor="ada")

    numbers = {code: item.inventory_number for code, item in items.find_holders(session, ["C0", "C1"]).items()}
    assert numbers == {"C0": "2026-009", "C1": "2026-008"}
    assert inventory_numbers.list_without(session) == []
    assert set_id is not None
    undo(session, set_id, actor="ada")
    assert len(inventory_numbers.list_without(session)) == 3


def test_a_number_is_not_given_again_after_its_copy_is_gone(session: Any, nana_id: Any) -> None:
    items.delete(session, items.find_holders(session, ["B1"])["B1"].id, actor="ada")

    (record,) = inventory_numbers.number_records(session, PATTERN, [ItemRecord(acquired_on=DAY)])

    assert record.inventory_number == "2026-008"


def test_people_who_add_copies_at_once_get_different_numbers(app: Flask) -> None:
    with app.app_context():
        session = begin_write()
        book_id = stored_book(session, "Nana")
        session.commit()
    start = threading.Barrier(3)
    numbers: list[str | None] = []

    def add() -> None:
        with app.app_context():
            start.wait()
            for _ in range(4):
                session = begin_write()
                records = inventory_numbers.number_records(session, PATTERN, [ItemRecord(acquired_on=DAY)])
                items.create_all(session, book_id, records, actor="ada")
                session.commit()
                numbers.append(records[0].inventory_number)
            db.session.remove()

    threads = [threading.Thread(target=add) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, numbers)) == [f"2026-{number:03}" for number in range(1, 13)]
