"""Deposits: copies that belong to another library, such as the departmental one, and their way back."""

import dataclasses
from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from catalogue.domain.items import ItemStatus
from catalogue.domain.shelf_work import DepositReturn, DepositView
from catalogue.domain.views import ItemView
from catalogue.models import SetKind
from catalogue.services import books, items
from catalogue.store import deposits as deposit_rows
from catalogue.store import holdings
from catalogue.store.change_sets import open_set

MOST_DUE = 5000


def list_deposits(session: Session) -> list[DepositView]:
    """Return what each owner has here: how many copies, and by which day they go back; undated ones last."""
    return [DepositView(*row) for row in deposit_rows.count_by_owner(session)]


def list_due(session: Session, owner: str | None, by: date) -> list[ItemView]:
    """Return the deposited copies that have to go back by a day, in the order of the shelves."""
    return deposit_rows.list_due(session, owner, by, MOST_DUE)


def receive(
    session: Session,
    copies: Sequence[ItemView],
    owner: str,
    deposited_on: date,
    return_by: date | None,
    *,
    name: str,
    actor: str,
) -> int | None:
    """Note that copies are a deposit of `owner`, as one change set; return its number, None if nothing changed."""
    records = {
        item.id: dataclasses.replace(item.as_record(), owner=owner, deposited_on=deposited_on, return_by=return_by)
        for item in copies
    }
    details = {"sentence": "deposit", "owner": owner}
    with open_set(session, SetKind.BATCH, name, actor=actor, details=details) as opened:
        items.replace_all(session, records, actor=actor)
    return opened.id


def sort_return(session: Session, copies: Sequence[ItemView]) -> DepositReturn:
    """Return what giving copies back would do: which go, which cannot, and which titles keep no copy."""
    result = DepositReturn()
    for item in copies:
        if item.owner is None:
            result.own.append(item)
        elif item.status is ItemStatus.ON_LOAN:
            result.on_loan.append(item)
        else:
            result.ready.append(item)
    going = {item.id for item in result.ready}
    book_ids = sorted({item.book_id for item in result.ready})
    items = holdings.read_holdings(session, book_ids)
    result.left_without = [
        book_id
        for book_id in book_ids
        if all(item.id in going or item.status is ItemStatus.WITHDRAWN for item in items[book_id])
    ]
    return result


def give_back(session: Session, copies: Sequence[ItemView], *, name: str, actor: str) -> int | None:
    """Take deposited copies out of the catalogue as one change set; own copies stay. Return its number, if any went.

    The copies are deleted, not withdrawn: they were never ours, and may come again with the same barcodes.
    """
    ready = sort_return(session, copies).ready
    details = {"sentence": "deposit_return", "owner": ready[0].owner if ready else None}
    with open_set(session, SetKind.BATCH, name, actor=actor, details=details) as opened:
        items.delete_all(session, ready, actor=actor, are_returned=True)
    return opened.id


def list_without_copies(session: Session, book_ids: Sequence[int]) -> list[int]:
    """Return those of some books that have no copy but withdrawn ones."""
    return deposit_rows.list_without_copies(session, book_ids)


def remove_titles(session: Session, book_ids: Sequence[int], *, name: str, actor: str) -> int | None:
    """Delete the books among some that have no copy left, as one change set; return its number, if any went."""
    details = {"sentence": "deposit_titles"}
    with open_set(session, SetKind.REMOVAL, name, actor=actor, details=details) as opened:
        books.delete_all(session, list_without_copies(session, book_ids), actor=actor)
    return opened.id
