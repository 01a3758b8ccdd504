"""What a record says at one moment, as the change log keeps it, and how it is brought back to that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.changes import MERGED_INTO
from catalogue.domain.differences import ITEMS, State
from catalogue.domain.items import item_from_json
from catalogue.domain.record import record_from_json
from catalogue.domain.text import heading_key
from catalogue.models import Action, Change, RecordKind
from catalogue.services import books, headings, items
from catalogue.store import change_log, holdings
from catalogue.store import headings as heading_rows
from catalogue.store.book_views import IN_LIMIT, read_books
from catalogue.store.heading_tables import HEADING_TABLES


def _never(_book_id: int) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ItemMoves:
    """Which items go from book to book, and are not made anew.

    `may_leave` tells of the number of a book whether its items may be taken; `claimed` has the book that takes an item,
    by its barcode: the book that has it leaves it alone.
    """

    may_leave: Callable[[int], bool] = _never
    claimed: Mapping[str, int] = field(default_factory=dict)


NO_MOVES = ItemMoves()


def read_state(session: Session, kind: RecordKind, record_id: int) -> dict[str, Any] | None:
    """Return what a record says now, None when there is none."""
    return read_states(session, kind, [record_id]).get(record_id)


def read_states(session: Session, kind: RecordKind, record_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what records of a kind say now, by their numbers; those that are not there are left out."""
    found: dict[int, dict[str, Any]] = {}
    for some in split_batches(record_ids, IN_LIMIT):
        if kind is RecordKind.BOOK:
            copies = holdings.read_holdings(session, some)
            for book in read_books(session, some):
                items_now = [item.as_record().as_json() for item in copies[book.id]]
                found[book.id] = book.as_record().as_json() | {ITEMS: items_now}
        elif kind in HEADING_TABLES:
            table = HEADING_TABLES[kind]
            columns = [table.columns[name] for name in ("id", *table.logged)]
            for row in session.connection().execute(sa.select(*columns).where(table.columns.id.in_(some))):
                found[row.id] = {name: getattr(row, name) for name in table.logged}
    return found


def read_states_after(session: Session, changes: Sequence[Change]) -> dict[int, dict[str, Any] | None]:
    """Return what records said after changes, by the numbers of the changes, None after a deletion; few statements."""
    following = change_log.find_following(session, changes)
    last = [change for change in changes if change.seq not in following and change.action is not Action.DELETE]
    now: dict[RecordKind, dict[int, dict[str, Any]]] = {}
    for kind in {change.kind for change in last}:
        now[kind] = read_states(session, kind, [change.record_id for change in last if change.kind is kind])
    return {
        change.seq: None
        if change.action is Action.DELETE
        else following[change.seq].before
        if change.seq in following
        else now[change.kind].get(change.record_id)
        for change in changes
    }


def write_state(
    session: Session,
    kind: RecordKind,
    record_id: int,
    state: State,
    *,
    actor: str,
    moves: ItemMoves = NO_MOVES,
) -> None:
    """Bring a record that is there to a state; items are told apart by their barcodes.


    :raises CatalogueError: when the state cannot be had any more, such as a name that another heading has.
    """
    match kind:
        case RecordKind.BOOK:
            record = record_from_json(strip_record(state))
            if record != books.get(session, record_id).as_record():
                books.replace(session, record_id, record, actor=actor, allow_duplicate=True)
            if ITEMS in state:
                _write_items(session, record_id, state[ITEMS], actor=actor, moves=moves)
        case kind if kind in HEADING_TABLES:
            _make_room(session, kind, state["name"], record_id, actor=actor)
            headings.replace(session, record_id, headings.make_record(kind, state), actor=actor)


def recreate(
    session: Session,
    kind: RecordKind,
    record_id: int,
    state: State,
    *,
    actor: str,
    moves: ItemMoves = NO_MOVES,
) -> list[str]:
    """Make a record that was deleted again, under its number; return the barcodes of items that others have by now.

    :raises CatalogueError: when it cannot be, such as a name that another heading has.
    """
    last = change_log.find_last_change(session, kind, record_id)
    revision = (last.revision or 0) + 1 if last else 1
    if kind is RecordKind.BOOK:
        wanted = [item_from_json(item) for item in state.get(ITEMS, ())]
        holders = items.find_holders(session, [item.barcode for item in wanted])
        free = tuple(item for item in wanted if item.barcode not in holders)
        record = record_from_json(strip_record(state))
        books.store(session, [books.NewBook(record, free, wanted_id=record_id, revision=revision)], actor=actor)
        taken = []
        for item in wanted:
            if holder := holders.get(item.barcode):
                if moves.may_leave(holder.book_id):
                    items.replace(session, holder.id, record_id, item, actor=actor)
                else:
                    taken.append(item.barcode)
        return sorted(taken)
    table = HEADING_TABLES[kind]
    _make_room(session, kind, state["name"], record_id, actor=actor)
    values = headings.describe(headings.make_record(kind, state))
    heading_rows.create(session, table, values, heading_rows.Restored(record_id, revision))
    change_log.append(session, actor, [change_log.Entry(kind, record_id, Action.CREATE, revision)])
    return []


def delete(session: Session, kind: RecordKind, record_id: int, *, actor: str) -> None:
    """Delete a record.

    :raises CatalogueError: when something keeps it: a copy on loan, books under a heading.
    """
    match kind:
        case RecordKind.BOOK:
            books.delete(session, record_id, actor=actor)
        case kind if kind in HEADING_TABLES:
            headings.delete(session, kind, record_id, actor=actor)


def _make_room(session: Session, kind: RecordKind, name: str, record_id: int, *, actor: str) -> None:
    """Delete the heading that has this name, if no book has it and nobody made it by itself."""
    table, key = HEADING_TABLES[kind], heading_key(name)
    holder = heading_rows.find_ids(session, table, [key]).get(key)
    if holder is not None and holder != record_id:
        row = heading_rows.delete_bookless(session, table, holder)
        change_log.append(session, actor, [heading_rows.describe_deletion(table, row)] if row else [])


def _write_items(session: Session, book_id: int, wanted: Sequence[State], *, actor: str, moves: ItemMoves) -> None:
    there = {item.barcode: item for item in holdings.read_holdings(session, [book_id])[book_id]}
    records = {item["barcode"]: item_from_json(dict(item)) for item in wanted}
    for barcode, item in there.items():
        if barcode not in records and moves.claimed.get(barcode, book_id) != book_id:
            continue
        if barcode not in records:
            items.delete(session, item.id, actor=actor)
        elif records[barcode] != item.as_record():
            items.replace(session, item.id, book_id, records[barcode], actor=actor)
    missing = {barcode: record for barcode, record in records.items() if barcode not in there}
    holders = items.find_holders(session, list(missing))
    for barcode, record in missing.items():
        holder = holders.get(barcode)
        if holder is not None and moves.may_leave(holder.book_id):
            items.replace(session, holder.id, book_id, record, actor=actor)
        else:
            items.create(session, book_id, record, actor=actor)


def strip_record(state: State) -> dict[str, Any]:
    """Return what a state says of the book itself."""
    return {name: value for name, value in state.items() if name not in {ITEMS, MERGED_INTO}}
