"""Headings of authors and subjects alike: found by their folded key, made when new, renamed, counted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.headings import HeadingQuery
from catalogue.domain.text import heading_key, name_sort_key
from catalogue.domain.views import Page
from catalogue.errors import DuplicateHeading, InUse, NotFound, StaleRevision
from catalogue.models import Action, Author, Change, RecordKind, Subject, now
from catalogue.models.base import table_of
from catalogue.models.json_rows import json_texts
from catalogue.store import heading_words, paging
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.change_log import Entry, Revisions

Heading = type[Author] | type[Subject]
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


MODELS: tuple[Heading, ...] = (Author, Subject)
_LOGGED = {Author: ("name", "birth_year", "death_year", "variants"), Subject: ("name",)}
"""The columns that the change log keeps of a heading."""
_FIND = {model: _find(table_of(model)) for model in MODELS}
_COUNT = {model: _count(table_of(model)) for model in MODELS}


def find_ids(session: Session, model: Heading, keys: Iterable[str]) -> dict[str, int]:
    """Return the numbers of the headings with these keys, by key."""
    rows = session.connection().execute(_FIND[model], {"keys": keys})
    return dict(rows.all())


def resolve(session: Session, model: Heading, names: Iterable[str]) -> dict[str, int]:
    """Return the number of each name's heading, by name; a heading that is not there yet is made, as first written."""
    keys = {name: heading_key(name) for name in names}
    found = find_ids(session, model, set(keys.values()))
    missing = {key: name for name, key in reversed(keys.items()) if key not in found}
    if missing:
        rows = [_new_row(model, {"name": name}) for name in reversed(missing.values())]
        session.connection().execute(sa.insert(table_of(model)), rows)
        made = find_ids(session, model, missing)
        heading_words.add_words(session, model, made)
        found |= made
    return {name: found[key] for name, key in keys.items()}


def create(session: Session, model: Heading, values: Mapping[str, Any], restored: Restored | None = None) -> int:
    """Make a heading and return its number.

    :param restored: the number and the revision of a heading that was deleted.

    :raises DuplicateHeading: when its folded form is taken.
    """
    _refuse_duplicate(session, model, values["name"], None)
    table = table_of(model)
    row = _new_row(model, values)
    if restored is not None:
        row |= {"id": restored.id, "revision": restored.revision}
    statement = sa.insert(table).values(row).returning(table.c.id)
    heading_id = int(session.connection().execute(statement).scalar_one())
    heading_words.add_words(session, model, {heading_key(values["name"]): heading_id})
    return heading_id


def replace(session: Session, model: Heading, heading_id: int, revision: int, values: Mapping[str, Any]) -> None:
    """Write a heading whose current revision is `revision`.

    :raises DuplicateHeading: when its folded form belongs to another heading.
    """
    _refuse_duplicate(session, model, values["name"], heading_id)
    table = table_of(model)
    row = {**values, **_keys(model, values["name"]), "revision": revision + 1, "updated_at": now()}
    old_key = session.connection().execute(sa.select(table.c.key).where(table.c.id == heading_id)).scalar_one()
    session.connection().execute(sa.update(table).where(table.c.id == heading_id).values(row))
    heading_words.replace_words(session, model, heading_id, old_key, row["key"])


def delete(session: Session, model: Heading, heading_id: int, n_books: int) -> None:
    """Delete a heading.

    :raises InUse: while books have it.
    """
    if n_books:
        raise InUse(noun(model), heading_id, n_books)
    table = table_of(model)
    session.connection().execute(sa.delete(table).where(table.c.id == heading_id))


def delete_unused(session: Session, model: Heading, heading_ids: Sequence[int]) -> list[Row]:
    """Delete those of these headings that no book has and nobody changed; return their rows."""
    table = table_of(model)
    deleted: list[Row] = []
    for some in split_batches(heading_ids, IN_LIMIT):
        is_unused = sa.and_(table.c.id.in_(some), table.c.n_books == 0, table.c.revision == 1)
        deleted += session.connection().execute(sa.select(table).where(is_unused).order_by(table.c.id)).all()
        session.connection().execute(sa.delete(table).where(is_unused))
    return deleted


def list_made_with_books(session: Session, model: Heading, since: datetime, until: datetime | None) -> list[int]:
    """Return the numbers of the headings without books that books brought along in a period.

    Who makes a heading by itself leaves a row in the log, a book that brings one along does not.
    """
    table = table_of(model)
    is_logged = sa.exists().where(Change.kind == RecordKind(noun(model)), Change.record_id == table.c.id)
    made = sa.select(table.c.id).where(table.c.n_books == 0, table.c.revision == 1, table.c.created_at >= since)
    made = made.where(table.c.created_at <= (until or since), ~is_logged)
    return list(session.scalars(made.order_by(table.c.id)))


def describe_deletion(model: Heading, row: Row) -> Entry:
    """Return what the log says of the deletion of a heading whose row was `row`."""
    before = {name: getattr(row, name) for name in _LOGGED[model]}
    return Entry(RecordKind(noun(model)), row.id, Action.DELETE, row.revision + 1, before)


def read_row(session: Session, model: Heading, heading_id: int, columns: Iterable[str], expected: Revisions) -> Row:
    """Return the columns of a heading.

    :param expected: the revisions that the caller would replace; None takes whatever stands.
    :raises NotFound: when there is none.
    :raises StaleRevision: when it is at none of the `expected` revisions.
    """
    table = table_of(model)
    found = (
        session.connection()
        .execute(sa.select(*(table.c[name] for name in columns)).where(table.c.id == heading_id))
        .one_or_none()
    )
    if found is None:
        raise NotFound(noun(model), heading_id)
    if expected is not None and found.revision not in expected:
        raise StaleRevision(noun(model), heading_id, found.revision)
    return found


def list_rows(
    session: Session, model: Heading, columns: Iterable[str], query: HeadingQuery, page: int, per_page: int
) -> Page[Row]:
    """Return one page of headings. `query.name` finds those with a word that begins so, for each of its words."""
    ids = sa.select(model.id)
    if query.name:
        ids = ids.where(model.id.in_(heading_words.select_headings(model, query.name)))
    descending = query.sort.startswith("-")
    by_name = paging.SortKey(model.sort_key, descending)
    keys = (by_name,) if query.sort.endswith("name") else (paging.SortKey(model.n_books, descending),)
    found = paging.read_page(session, ids, keys, page, per_page)
    table = table_of(model)
    rows = session.connection().execute(
        sa.select(*(table.c[name] for name in columns)).where(table.c.id.in_(found.hits))
    )
    by_id = {row.id: row for row in rows}
    return Page([by_id[heading_id] for heading_id in found.hits], found.total, page, per_page)


def add_n_books(session: Session, model: Heading, by_id: Counter[int]) -> None:
    """Add to the number of books of each heading; the counter may hold negative numbers."""
    rows = [{"heading_id": heading_id, "difference": n} for heading_id, n in by_id.items() if n]
    if rows:
        session.connection().execute(_COUNT[model], rows)


def noun(model: Heading) -> str:
    """Return what messages call a heading of this model: "author" or "subject"."""
    return model.__tablename__


def _keys(model: Heading, name: str) -> dict[str, str]:
    """Return the derived columns: persons file by surname, subjects as they read."""
    key = heading_key(name)
    return {"key": key, "sort_key": name_sort_key(name) if model is Author else key}


def _new_row(model: Heading, values: Mapping[str, Any]) -> dict[str, Any]:
    at = now()
    defaults: dict[str, Any] = {"n_books": 0, "revision": 1, "created_at": at, "updated_at": at}
    if model is Author:
        defaults |= {"birth_year": None, "death_year": None, "variants": []}
    return {**defaults, **values, **_keys(model, values["name"])}


def _refuse_duplicate(session: Session, model: Heading, name: str, heading_id: int | None) -> None:
    key = heading_key(name)
    holder = find_ids(session, model, [key]).get(key)
    if holder is not None and holder != heading_id:
        raise DuplicateHeading(noun(model), name, holder)
