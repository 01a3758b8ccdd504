"""What a record says at one moment, as the change log keeps it, and how it is brought back to that."""

from typing import Any

from sqlalchemy.orm import Session

from catalogue.domain.differences import ITEMS, State
from catalogue.domain.items import item_from_json
from catalogue.domain.record import record_from_json
from catalogue.domain.text import heading_key
from catalogue.errors import NotFound
from catalogue.models import Action, Change, RecordKind
from catalogue.services import books, headings, items
from catalogue.store import change_log, holdings
from catalogue.store import headings as heading_rows
from catalogue.store.heading_tables import HEADING_TABLES


def read_state(session: Session, kind: RecordKind, record_id: int) -> dict[str, Any] | None:
    """Return what a record says now, None when there is none."""
    try:
        match kind:
            case RecordKind.BOOK:
                book = books.get(session, record_id)
                rows = holdings.read_holdings(session, [record_id])[record_id]
                return book.as_record().as_json() | {ITEMS: [item.as_record().as_json() for item in rows]}
            case kind if kind in HEADING_TABLES:
                return headings.describe(headings.get(session, kind, record_id))
            case _:
                return None
    except NotFound:
        return None


def read_state_after(session: Session, change: Change) -> dict[str, Any] | None:
    """Return what a record said after a change, None when the change deleted it."""
    if change.action is Action.DELETE:
        return None
    following = change_log.find_next_change(session, change)
    return following.before if following else read_state(session, change.kind, change.record_id)


def write_state(session: Session, kind: RecordKind, record_id: int, state: State, *, actor: str) -> None:
    """Bring a record that is there to a state; items are told apart by their barcodes.

    :raises CatalogueError: when the state cannot be had any more, such as a name that another heading has.
    """
    match kind:
        case RecordKind.BOOK:
            record = record_from_json(_without_items(state))
            if record != books.get(session, record_id).as_record():
                books.replace(session, record_id, record, actor=actor, allow_duplicate=True)
            if ITEMS in state:
                _write_items(session, record_id, state[ITEMS], actor=actor)
        case kind if kind in HEADING_TABLES:
            _make_room(session, kind, state["name"], record_id, actor=actor)
            headings.replace(session, record_id, headings.make_record(kind, state), actor=actor)


def recreate(session: Session, kind: RecordKind, record_id: int, state: State, *, actor: str) -> list[str]:
    """Make a record that was deleted again, under its number; return the barcodes of items that others have by now.

    :raises CatalogueError: when it cannot be, such as a name that another heading has.
    """
    last = change_log.find_last_change(session, kind, record_id)
    revision = (last.revision or 0) + 1 if last else 1
    if kind is RecordKind.BOOK:
        wanted = [item_from_json(item) for item in state.get(ITEMS, ())]
        taken = items.barcodes(session, [item.barcode for item in wanted])
        free = tuple(item for item in wanted if item.barcode not in taken)
        record = record_from_json(_without_items(state))
        books.store(session, [books.NewBook(record, free, wanted_id=record_id, revision=revision)], actor=actor)
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
    """Delete the heading that has this name, if no book has it and nobody ever changed it."""
    table, key = HEADING_TABLES[kind], heading_key(name)
    holder = heading_rows.find_ids(session, table, [key]).get(key)
    if holder not in (None, record_id):
        deleted = heading_rows.delete_unused(session, table, [holder])
        change_log.append(session, actor, [heading_rows.describe_deletion(table, row) for row in deleted])


def _write_items(session: Session, book_id: int, wanted: list[State], *, actor: str) -> None:
    there = {item.barcode: item for item in holdings.read_holdings(session, [book_id])[book_id]}
    records = {item["barcode"]: item_from_json(dict(item)) for item in wanted}
    for barcode, item in there.items():
        if barcode not in records:
            items.delete(session, item.id, actor=actor)
        elif records[barcode] != item.as_record():
            items.replace(session, item.id, book_id, records[barcode], actor=actor)
    for barcode, record in records.items():
        if barcode not in there:
            items.create(session, book_id, record, actor=actor)


def _without_items(state: State) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name != ITEMS}
