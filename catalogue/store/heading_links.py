"""Ties between books and the headings of their authors, subjects and series."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.common.batches import split_batches
from catalogue.domain.record import BookRecord
from catalogue.domain.roles import Role
from catalogue.domain.volumes import place_volume
from catalogue.store import headings
from catalogue.store.book_views import IN_LIMIT
from catalogue.store.bulk_rows import insert_rows
from catalogue.store.heading_tables import AUTHORS, HEADING_TABLES, SERIES, SUBJECTS, HeadingTable

Link = tuple[str, dict[str, Any]]
"""The name of a heading, and the columns of the tie beside the two numbers."""


def link_headings(session: Session, records: Mapping[int, BookRecord]) -> None:
    """Tie books to the headings of their authors, subjects and series."""
    _link(session, AUTHORS, records, _list_authorships)
    _link(session, SUBJECTS, records, _list_subjects)
    _link(session, SERIES, records, _list_series)


def unlink_headings(session: Session, book_ids: Sequence[int]) -> None:
    """Untie books from all their headings."""
    for table in HEADING_TABLES.values():
        is_theirs = table.links.c.book_id.in_(book_ids)
        links = sa.select(table.links.c.book_id, table.links.c[table.id_name]).where(is_theirs).distinct()
        n_books = Counter(heading_id for _, heading_id in session.connection().execute(links))
        headings.add_n_books(session, table, Counter({heading_id: -n for heading_id, n in n_books.items()}))
        session.connection().execute(sa.delete(table.links).where(is_theirs))


def list_headings(session: Session, book_ids: Sequence[int]) -> dict[HeadingTable, list[int]]:
    """Return the numbers of the headings that books have, each once, by kind."""
    ids: dict[HeadingTable, set[int]] = {table: set() for table in HEADING_TABLES.values()}
    for some in split_batches(book_ids, IN_LIMIT):
        for table in ids:
            links = sa.select(table.links.c[table.id_name]).where(table.links.c.book_id.in_(some))
            ids[table].update(session.scalars(links))
    return {table: sorted(some_ids) for table, some_ids in ids.items()}


def _link(
    session: Session,
    table: HeadingTable,
    records: Mapping[int, BookRecord],
    list_links: Callable[[BookRecord], Iterable[Link]],
) -> None:
    """Tie books to headings of one kind, which are made if they are new."""
    links = [(book_id, name, values) for book_id, record in records.items() for name, values in list_links(record)]
    if not links:
        return
    ids = headings.resolve(session, table, (name for _, name, _ in links))
    rows = [{"book_id": book_id, table.id_name: ids[name], **values} for book_id, name, values in links]
    insert_rows(session, table.links, rows)
    # Who wrote and illustrated a book has it once.
    n_books = Counter(heading_id for _, heading_id in {(row["book_id"], row[table.id_name]) for row in rows})
    headings.add_n_books(session, table, n_books)


def _list_authorships(record: BookRecord) -> Iterator[Link]:
    credits_ = [(name, Role.AUTHOR) for name in record.authors]
    credits_ += [(contributor.name, contributor.role) for contributor in record.contributors]
    for position, (name, role) in enumerate(credits_):
        yield name, {"position": position, "role": role}


def _list_subjects(record: BookRecord) -> Iterator[Link]:
    for position, name in enumerate(record.subjects):
        yield name, {"position": position}


def _list_series(record: BookRecord) -> Iterator[Link]:
    for position, one in enumerate(record.all_series):
        key = place_volume(one.number).key
        yield one.name, {"position": position, "kind": one.kind, "number": one.number, "volume_key": key}
