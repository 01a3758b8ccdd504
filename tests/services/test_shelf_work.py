"""Withdrawals, and deposits on their way back: one change set each, undone as a whole."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from catalogue.domain.items import ItemRecord, ItemStatus, WithdrawalDestination, WithdrawalReason
from catalogue.errors import NotFound
from catalogue.models import Change
from catalogue.services import books, deposits, items, scans, withdrawals
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
