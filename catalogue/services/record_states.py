"""What a record says at one moment, as the change log keeps it, and how it is brought back to that."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.changes import MERGED_INTO
from catalogue.domain.differences import ITEMS, State, pair_items
from catalogue.domain.items import item_from_json
from catalogue.domain.record import record_from_json
from catalogue.domain.text import heading_key
from catalogue.domain.views import ItemView
from catalogue.errors import DuplicateBarcode
from catalogue.models import Action, Change, RecordKind
from catalogue.services import books, items
from catalogue.services.headings import HEADINGS
from catalogue.store import change_log, former_items, holdings
from catalogue.store import headings as heading_rows
from catalogue.store.book_views import IN_LIMIT, read_books
from catalogue.store.heading_tables import HEADING_TABLES


def _never(_book_id: int) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ItemMoves:
    """Which items go from book to book, and are not made anew.

    `may_leave` tells of the number of a book whether its items may be taken; `claimed` has the book that takes an item,
    by the item's number and by its barcode: the book that has it leaves it alone.
    """

    may_leave: Callable[[int], bool] = _never
    claimed: Mapping[int | str, int] = field(default_factory=dict)


NO_MOVES = ItemMoves()


def read_state(session: Session, kind: RecordKind, record_id: int) -> dict[str, Any] | None:
    """Return what a record says now, None when there is none."""
    return read_states(session, kind, [record_id]).get(record_id)


def read_states(session: Session, kind: RecordKind, record_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what records of a kind say now, by their numbers; those that are not there are left out."""
    states: dict[int, dict[str, Any]] = {}
    for some in split_batches(record_ids, IN_LIMIT):
        if kind is RecordKind.BOOK:
            copies = holdings.read_holdings(session, some)
            for book in read_books(session, some):
                items_now = [item.as_state() for item in copies[book.id]]
                states[book.id] = book.as_json() | {ITEMS: items_now}
        elif kind in HEADING_TABLES:
            states |= heading_rows.read_states(session, HEADING_TABLES[kind], some)
    return states


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
    follows: bool = True,
) -> None:
    """Bring a record that is there to a state.

    :param follows: writes the books of a heading, too.
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
            headings = HEADINGS[kind]
            headings.replace(session, record_id, headings.make_record(state), actor=actor, follows=follows)


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
        record = record_from_json(strip_record(state))
        books.store(session, [books.NewBook(record, wanted_id=record_id, revision=revision)], actor=actor)
        return _recreate_items(session, record_id, state.get(ITEMS, ()), actor=actor, moves=moves)
    table = HEADING_TABLES[kind]
    _make_room(session, kind, state["name"], record_id, actor=actor)
    values = HEADINGS[kind].describe(HEADINGS[kind].make_record(state))
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
            HEADINGS[kind].delete(session, record_id, actor=actor)


def _make_room(session: Session, kind: RecordKind, name: str, record_id: int, *, actor: str) -> None:
    """Delete the heading that has this name, if no book has it and nobody made it by itself."""
    table, key = HEADING_TABLES[kind], heading_key(name)
    holder = heading_rows.find_ids(session, table, [key]).get(key)
    if holder is not None and holder != record_id:
        row = heading_rows.delete_bookless(session, table, holder)
        change_log.append(session, actor, [heading_rows.describe_deletion(table, row)] if row else [])


def _recreate_items(
    session: Session, book_id: int, wanted: Sequence[State], *, actor: str, moves: ItemMoves
) -> list[str]:
    """Give a restored book its items under their numbers; return what those are called that other books have by now."""
    holders = _find_holders(session, wanted)
    free = [item for item, holder in zip(wanted, holders, strict=True) if holder is None]
    former_items.release(session, free)
    for has_id in (True, False):  # Old entries of the log have no numbers of items.
        some = [item for item in free if ("id" in item) is has_id]
        records = [(book_id, item_from_json(dict(item))) for item in some]
        holdings.insert_items(session, records, [item["id"] for item in some] if has_id else None)
    barcodes = []
    for item, holder in zip(wanted, holders, strict=True):
        if holder is not None and moves.may_leave(holder.book_id):
            items.replace(session, holder.id, book_id, item_from_json(dict(item)), actor=actor)
        elif holder is not None:
            barcodes.append(holder.label)
    return sorted(barcodes)


def _write_items(session: Session, book_id: int, wanted: Sequence[State], *, actor: str, moves: ItemMoves) -> None:
    pairs = pair_items([item.as_state() for item in holdings.read_holdings(session, [book_id])[book_id]], wanted)
    for old, new in pairs:
        if old is not None and new is None and not _is_claimed(old, book_id, moves):
            items.delete(session, old["id"], actor=actor)
    former_items.release(session, [new for old, new in pairs if new is not None and old is None])
    for old, new in pairs:
        if old is not None and new is not None:
            record = item_from_json(dict(new))
            if record != item_from_json(dict(old)):
                items.replace(session, old["id"], book_id, record, actor=actor)
    missing = [new for old, new in pairs if new is not None and old is None]
    for item, holder in zip(missing, _find_holders(session, missing), strict=True):
        record = item_from_json(dict(item))
        if holder is None:
            items.create(session, book_id, record, actor=actor, wanted_id=item.get("id"))
        elif moves.may_leave(holder.book_id):
            items.replace(session, holder.id, book_id, record, actor=actor)
        else:
            raise DuplicateBarcode(holder.label, holder.id, books.get(session, holder.book_id).title)


def _find_holders(session: Session, wanted: Sequence[State]) -> list[ItemView | None]:
    """Return for each item of a state the one that has its number or its barcode now, None where none has."""
    by_id = holdings.read_items(session, [item["id"] for item in wanted if "id" in item])
    by_barcode = items.find_holders(session, [item["barcode"] for item in wanted if item["barcode"]])
    return [by_id.get(item.get("id", 0)) or by_barcode.get(item["barcode"]) for item in wanted]


def _is_claimed(item: State, book_id: int, moves: ItemMoves) -> bool:
    return any(moves.claimed.get(item[name] or 0, book_id) != book_id for name in ("id", "barcode"))


def strip_record(state: State) -> dict[str, Any]:
    """Return what a state says of the book itself."""
    return {name: value for name, value in state.items() if name not in {ITEMS, MERGED_INTO}}
