"""Withdrawals, and deposits on their way back: one change set each, undone as a whole."""

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.errors import DuplicateBarcode, DuplicateInventoryNumber, NotFound
from catalogue.models import Change
from catalogue.services import books, deposits, history, items, scans, withdrawals
from catalogue.services.undo import undo as undo_set
from tests.factories import book_record, stored_book

DAY = date(2026, 11, 27)
BDP = "Bibliothèque départementale"


def find_copies(session: Any, *codes: str) -> Any:
    return scans.list_items(scans.read_codes(session, codes))


def withdraw(session: Any, *codes: str, reason: Any = WithdrawalReason.WORN) -> Any:
    copies = find_copies(session, *codes)
    return withdrawals.withdraw(
        session, copies, reason, WithdrawalDestination.DESTROYED, DAY, name="Pilon", actor="ada"
    )


@pytest.fixture
def nana_id(session: Any) -> Any:
    """Nana with B1 in order, B2 on loan, D1 a deposit; Germinal has a deposit, D2, only."""
    copies = [
        ItemRecord(
            barcode="B1", inventory_number="2020-7", call_number="843 ZOL", acquired_on=DAY, price=Decimal("12.5")
        ),
        ItemRecord(barcode="B2", status=ItemStatus.ON_LOAN),
        ItemRecord(barcode="D1", owner=BDP, return_by=date(2026, 12, 1)),
    ]
    nana = stored_book(session, "Nana", authors=("Émile Zola",), items=copies)
    stored_book(session, "Germinal", items=[ItemRecord(barcode="D2", owner=BDP, return_by=date(2027, 1, 1))])
    return nana


def test_copies_are_withdrawn_as_one_set(session: Any, nana_id: Any) -> None:
    set_id = withdraw(session, "B1", "B2")

    (item,) = find_copies(session, "B1")
    assert (item.status, item.withdrawn_on, item.withdrawal_reason) == (
        ItemStatus.WITHDRAWN,
        DAY,
        WithdrawalReason.WORN,
    )
    assert find_copies(session, "B2")[0].status is ItemStatus.ON_LOAN
    (entry,) = withdrawals.list_entries(session, set_id)
    assert (entry.author, entry.title, entry.number, entry.call_number) == ("Émile Zola", "Nana", "2020-7", "843 ZOL")
    assert (entry.acquired_on, entry.price, entry.reason) == ("2026-11-27", "12.50", WithdrawalReason.WORN)
    assert withdraw(session, "B1", "B2") is None


def test_the_proces_verbal_is_the_same_later(session: Any, nana_id: Any) -> None:
    set_id = withdraw(session, "B1")
    entries = withdrawals.list_entries(session, set_id)

    items.set_status(session, find_copies(session, "B2")[0].id, ItemStatus.AVAILABLE, actor="ada")
    books.delete(session, nana_id, actor="ada")

    assert withdrawals.list_entries(session, set_id) == entries
    with pytest.raises(NotFound):
        withdrawals.list_entries(session, set_id + 99)


def test_a_withdrawal_is_taken_back(session: Any, nana_id: Any) -> None:
    set_id = withdraw(session, "B1")

    undo = undo_set(session, set_id, actor="ada")

    assert find_copies(session, "B1")[0].status is ItemStatus.AVAILABLE
    assert withdrawals.get(session, set_id).undone_by == undo.change_set_id


def test_a_deposit_goes_back_and_own_copies_stay(session: Any, nana_id: Any) -> None:
    copies = find_copies(session, "B1", "D1", "D2")
    look = deposits.sort_return(session, copies)
    assert [item.label for item in look.ready] == ["D1", "D2"]
    assert [item.label for item in look.own] == ["B1"]
    assert look.left_without == [nana_id + 1]

    set_id = deposits.give_back(session, copies, name="Retour", actor="ada")

    assert {item.label for item in items.read_holdings(session, [nana_id])[nana_id]} == {"B1", "B2"}
    assert deposits.list_deposits(session) == []
    assert withdrawals.list_withdrawals(session) == []
    removed = deposits.remove_titles(session, look.left_without, name="Titres", actor="ada")
    with pytest.raises(NotFound):
        books.get(session, nana_id + 1)

    for one in (removed, set_id):
        assert one is not None
        undo_set(session, one, actor="ada")

    assert [item.owner for item in find_copies(session, "D1", "D2")] == [BDP, BDP]


def test_what_goes_back_by_a_day_is_listed(session: Any, nana_id: Any) -> None:
    assert [(one.owner, one.n_items) for one in deposits.list_deposits(session)] == [(BDP, 1), (BDP, 1)]
    assert [item.label for item in deposits.list_due(session, None, date(2026, 12, 31))] == ["D1"]
    assert deposits.list_due(session, "somebody else", date(2027, 12, 31)) == []


def test_copies_are_received_as_a_deposit(session: Any, nana_id: Any) -> None:
    set_id = deposits.receive(session, find_copies(session, "B1"), BDP, DAY, None, name="Dépôt", actor="ada")

    assert find_copies(session, "B1")[0].owner == BDP
    assert set_id is not None
    undo_set(session, set_id, actor="ada")
    assert find_copies(session, "B1")[0].owner is None


def test_copies_are_scanned_by_inventory_number_and_by_id(session: Any, nana_id: Any) -> None:
    (item,) = find_copies(session, "2020-7")

    assert item.barcode == "B1"
    assert find_copies(session, f"#{item.id}") == [item]


def test_two_thousand_copies_go_back_in_few_statements(session: Any, count_statements: Any) -> None:
    for start in range(0, 2000, 500):
        new = [
            books.NewBook(book_record(f"Title {n}"), (ItemRecord(barcode=f"D{n}", owner=BDP),))
            for n in range(start, start + 500)
        ]
        books.store(session, new, actor="ada")
    copies = find_copies(session, *(f"D{n}" for n in range(2000)))

    with count_statements() as sent:
        set_id = deposits.give_back(session, copies, name="Retour", actor="ada")

    assert sum(statement.startswith("SELECT") for statement in sent) < 60
    assert deposits.list_deposits(session) == []
    changes = session.scalar(sa.select(sa.func.count()).where(Change.change_set_id == set_id))
    assert changes == 2000


def test_the_barcode_of_a_copy_that_is_gone_is_refused_with_its_title(session: Any, nana_id: Any) -> None:
    (copy,) = find_copies(session, "B1")
    items.delete(session, copy.id, actor="ada")

    with pytest.raises(DuplicateBarcode, match="not given again: it was on a copy of “Nana”"):
        items.create(session, nana_id + 1, ItemRecord(barcode="B1"), actor="ada")
    with pytest.raises(DuplicateInventoryNumber, match="Nana"):
        items.create(session, nana_id, ItemRecord(inventory_number="2020-7"), actor="ada")


def test_a_barcode_in_use_is_refused_with_the_title(session: Any, nana_id: Any) -> None:
    with pytest.raises(DuplicateBarcode, match="a copy of “Nana”"):
        items.create(session, nana_id + 1, ItemRecord(barcode="B2"), actor="ada")


def test_a_deposit_that_went_back_may_come_again(session: Any, nana_id: Any) -> None:
    deposits.give_back(session, find_copies(session, "D1"), name="Retour", actor="ada")

    items.create(session, nana_id, ItemRecord(barcode="D1"), actor="ada")

    assert find_copies(session, "D1")


def test_a_restored_book_has_its_codes_again_and_loses_them_again(session: Any, nana_id: Any) -> None:
    items.set_status(session, find_copies(session, "B2")[0].id, ItemStatus.AVAILABLE, actor="ada")
    books.delete(session, nana_id, actor="ada")
    with pytest.raises(DuplicateBarcode):
        items.create(session, nana_id + 1, ItemRecord(barcode="B2"), actor="ada")

    assert history.restore_deleted(session, nana_id, actor="ada") == []

    (copy,) = find_copies(session, "2020-7")
    assert copy.barcode == "B1"
    items.delete(session, copy.id, actor="ada")
    with pytest.raises(DuplicateBarcode):
        items.create(session, nana_id, ItemRecord(barcode="B1"), actor="ada")


def test_a_barcode_that_was_mistyped_is_free_once_corrected(session: Any, nana_id: Any) -> None:
    (copy,) = find_copies(session, "B1")
    items.replace(session, copy.id, nana_id, dataclasses.replace(copy.as_record(), barcode="B3"), actor="ada")

    items.create(session, nana_id + 1, ItemRecord(barcode="B1"), actor="ada")


def test_a_copy_may_have_back_the_number_that_it_had(session: Any, nana_id: Any) -> None:
    (copy,) = find_copies(session, "B1")
    for number in ("2020-8", "2020-7", "2020-8"):
        changed = dataclasses.replace(copy.as_record(), inventory_number=number)
        items.replace(session, copy.id, nana_id, changed, actor="ada")

    with pytest.raises(DuplicateInventoryNumber, match="Nana"):
        items.create(session, nana_id, ItemRecord(inventory_number="2020-7"), actor="ada")
