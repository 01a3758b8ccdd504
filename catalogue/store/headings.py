"""Headings of authors and subjects alike: found by their folded key, made when new, renamed, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.headings import HeadingQuery
from catalogue.domain.text import heading_key
from catalogue.domain.views import Page
from catalogue.errors import DuplicateHeading, InUse, NotFound, StaleRevision
from catalogue.models import Action, Change, ChangeSet, SetKind, now
from catalogue.models.json_rows import json_texts
from catalogue.store import heading_words, paging
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.bulk_rows import insert_rows
from catalogue.store.change_log import Entry, Revisions
from catalogue.store.heading_tables import HEADING_TABLES, HeadingTable

Row = sa.Row[*tuple[Any, ...]]


class Restored(NamedTuple):
    """A heading that comes back: its number, and the revision after its deletion."""

    id: int
    revision: int


def _find(table: sa.Table) -> sa.Select[str, int]:
    return sa.select(table.c.key, table.c.id).where(table.c.key.in_(json_texts("keys")))


def _count(table: sa.Table) -> sa.Update:
    more = table.c.n_books + sa.bindparam("difference", type_=sa.Integer)
    return sa.update(table).where(table.c.id == sa.bindparam("heading_id")).values(n_books=more)


_FIND = {table: _find(table.table) for table in HEADING_TABLES.values()}
_COUNT = {table: _count(table.table) for table in HEADING_TABLES.values()}


def find_ids(session: Session, table: HeadingTable, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the headings with these keys, by key."""
    rows = session.connection().execute(_FIND[table], {"keys": keys})
    return dict(rows.all())


def resolve(session: Session, table: HeadingTable, names: Iterable[str]) -> dict[str, int]:
    """Return the number of each name's heading, by name; a heading that is not there yet is made, as first written."""
    keys = {name: heading_key(name) for name in names}
    ids = find_ids(session, table, set(keys.values()))
    missing = {key: name for name, key in reversed(keys.items()) if key not in ids}
    if missing:
        rows = [_make_row(table, {"name": name}) for name in reversed(missing.values())]
        insert_rows(session, table.table, rows)
        new_ids = find_ids(session, table, missing)
        heading_words.add_words(session, table, new_ids)
        ids |= new_ids
    return {name: ids[key] for name, key in keys.items()}


def create(session: Session, table: HeadingTable, values: Mapping[str, Any], restored: Restored | None = None) -> int:
    """Make a heading and return its number.

    :param restored: the number and the revision of a heading that was deleted.

    :raises DuplicateHeading: when its folded form is taken.
    """
    _refuse_duplicate(session, table, values["name"], None)
    row = _make_row(table, values)
    if restored is not None:
        row |= {"id": restored.id, "revision": restored.revision}
    statement = sa.insert(table.table).values(row).returning(table.columns.id)
    heading_id = int(session.connection().execute(statement).scalar_one())
    heading_words.add_words(session, table, {heading_key(values["name"]): heading_id})
    return heading_id


def replace(session: Session, table: HeadingTable, heading_id: int, revision: int, values: Mapping[str, Any]) -> None:
    """Write a heading whose current revision is `revision`.

    :raises DuplicateHeading: when its folded form belongs to another heading.
    """
    _refuse_duplicate(session, table, values["name"], heading_id)
    row = {**values, **_make_keys(table, values["name"]), "revision": revision + 1, "updated_at": now()}
    old_key = (
        session.connection().execute(sa.select(table.columns.key).where(table.columns.id == heading_id)).scalar_one()
    )
    session.connection().execute(sa.update(table.table).where(table.columns.id == heading_id).values(row))
    heading_words.replace_words(session, table, heading_id, old_key, row["key"])


def delete(session: Session, table: HeadingTable, heading_id: int, n_books: int) -> None:
    """Delete a heading.

    :raises InUse: while books have it.
    """
    if n_books:
        raise InUse(table.kind.value, heading_id, n_books)
    session.connection().execute(sa.delete(table.table).where(table.columns.id == heading_id))


def delete_unused(session: Session, table: HeadingTable, heading_ids: Sequence[int]) -> list[Row]:
    """Delete those of these headings that no book has and nobody changed; return their rows."""
    deleted: list[Row] = []
    for some in split_batches(heading_ids, IN_LIMIT):
        is_unused = sa.and_(table.columns.id.in_(some), table.columns.n_books == 0, table.columns.revision == 1)
        deleted += (
            session.connection().execute(sa.select(table.table).where(is_unused).order_by(table.columns.id)).all()
        )
        session.connection().execute(sa.delete(table.table).where(is_unused))
    return deleted


def list_brought(session: Session, table: HeadingTable, heading_ids: Sequence[int], since: datetime) -> list[int]:
    """Return those of these headings that books brought along since an instant, and that nobody wrote.

    Who makes a heading by itself leaves a row in the log, a book that brings one along does not.
    """
    is_logged = sa.exists().where(Change.kind == table.kind, Change.record_id == table.columns.id)
    brought_ids: list[int] = []
    for some in split_batches(heading_ids, IN_LIMIT):
        brought_ids += session.scalars(
            sa.select(table.columns.id).where(table.columns.id.in_(some), table.columns.created_at >= since, ~is_logged)
        )
    return brought_ids


def delete_bookless(session: Session, table: HeadingTable, heading_id: int) -> Row | None:
    """Delete a heading that no book has, unless somebody made it by itself; return its row if it went.

    A heading that an undo brought back was not made by itself.
    """
    is_made = sa.exists().where(
        Change.kind == table.kind, Change.record_id == heading_id, Change.action == Action.CREATE, ~_is_of_undo()
    )
    is_free = sa.and_(table.columns.id == heading_id, table.columns.n_books == 0, ~is_made)
    row = session.connection().execute(sa.select(table.table).where(is_free)).one_or_none()
    if row is not None:
        session.connection().execute(sa.delete(table.table).where(table.columns.id == heading_id))
    return row


def _is_of_undo() -> sa.ColumnElement[bool]:
    return sa.exists().where(ChangeSet.id == Change.change_set_id, ChangeSet.kind == SetKind.UNDO)


def describe_deletion(table: HeadingTable, row: Row) -> Entry:
    """Return what the log says of the deletion of a heading whose row was `row`."""
    before = {name: getattr(row, name) for name in table.logged}
    return Entry(table.kind, row.id, Action.DELETE, row.revision + 1, before)


def read_row(
    session: Session, table: HeadingTable, heading_id: int, columns: Iterable[str], expected: Revisions
) -> Row:
    """Return the columns of a heading.

    :param expected: the revisions that the caller would replace; None takes whatever stands.
    :raises NotFound: when there is none.
    :raises StaleRevision: when it is at none of the `expected` revisions.
    """
    row = (
        session.connection()
        .execute(sa.select(*(table.columns[name] for name in columns)).where(table.columns.id == heading_id))
        .one_or_none()
    )
    if row is None:
        raise NotFound(table.kind.value, heading_id)
    if expected is not None and row.revision not in expected:
        raise StaleRevision(table.kind.value, heading_id, row.revision)
    return row


def read_states(session: Session, table: HeadingTable, heading_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what the change log keeps of these headings as they are now; those that are not there are left out."""
    columns = [table.columns[name] for name in ("id", *table.logged)]
    rows = session.connection().execute(sa.select(*columns).where(table.columns.id.in_(heading_ids)))
    return {row.id: {name: getattr(row, name) for name in table.logged} for row in rows}


def list_book_ids(
    session: Session, table: HeadingTable, heading_id: int, *, after: int = 0, most: int | None = None
) -> Sequence[int]:
    """Return the books that have a heading, each once, in the order of their numbers; `most` of those `after` one."""
    book_id = table.links.c.book_id
    return session.scalars(table.select_book_ids(heading_id).where(book_id > after).limit(most)).all()


def list_with_books(session: Session, table: HeadingTable, columns: Iterable[str]) -> Sequence[Row]:
    """Return some columns of all headings that books have."""
    chosen = [table.columns[name] for name in columns]
    return session.execute(sa.select(*chosen).where(table.columns.n_books > 0)).all()


def list_rows(
    session: Session, table: HeadingTable, columns: Iterable[str], query: HeadingQuery, page: int, per_page: int
) -> Page[Row]:
    """Return one page of headings. `query.name` finds those with a word that begins so, for each of its words."""
    ids = sa.select(table.model.id)
    if query.name:
        ids = ids.where(table.model.id.in_(heading_words.select_headings(table, query.name)))
    descending = query.sort.startswith("-")
    by_name = paging.SortKey(table.model.sort_key, descending)
    keys = (by_name,) if query.sort.endswith("name") else (paging.SortKey(table.model.n_books, descending),)
    hits = paging.read_page(session, ids, keys, page, per_page)
    rows = session.connection().execute(
        sa.select(*(table.columns[name] for name in columns)).where(table.columns.id.in_(hits.hits))
    )
    by_id = {row.id: row for row in rows}
    return Page([by_id[heading_id] for heading_id in hits.hits], hits.total, page, per_page)


def add_n_books(session: Session, table: HeadingTable, by_id: Counter[int]) -> None:
    """Add to the number of books of each heading; the counter may hold negative numbers."""
    rows = [{"heading_id": heading_id, "difference": n} for heading_id, n in by_id.items() if n]
    if rows:
        session.connection().execute(_COUNT[table], rows)


def _make_keys(table: HeadingTable, name: str) -> dict[str, str]:
    return {"key": heading_key(name), "sort_key": table.make_sort_key(name)}


def _make_row(table: HeadingTable, values: Mapping[str, Any]) -> dict[str, Any]:
    at = now()
    defaults: dict[str, Any] = {"n_books": 0, "revision": 1, "created_at": at, "updated_at": at}
    return {**defaults, **table.defaults, **values, **_make_keys(table, values["name"])}


def _refuse_duplicate(session: Session, table: HeadingTable, name: str, heading_id: int | None) -> None:
    key = heading_key(name)
    holder = find_ids(session, table, [key]).get(key)
    if holder is not None and holder != heading_id:
        raise DuplicateHeading(table.kind.value, name, holder)
