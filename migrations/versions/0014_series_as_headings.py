"""series become headings, of which a book may have several

What `extra` had of series that found no place moves in. Downgrading keeps the first series of a book in its columns and
the others in `extra`, where upgrading finds them again.

Revision ID: 0014
Revises: 0013
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from catalogue.domain.series import SeriesKind, SeriesStatement, guess_kind, put_in_order
from catalogue.domain.text import fold, heading_key, squeeze, title_key
from catalogue.domain.volumes import make_filing_key, place_volume

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")
AT_ONCE = 5_000
FURTHER, FIRST_KIND = "further_series", "series_kind"
"""What `extra` calls what the older columns had no place for."""
NAMES = {
    "collection": SeriesKind.COLLECTION,
    "serie": SeriesKind.WORK,
    "saga": SeriesKind.WORK,
    "cycle": SeriesKind.WORK,
}
"""Fields of files, folded, that stand in `extra` where another series had the column."""

book = sa.table(
    "book",
    *(sa.column(name) for name in ("id", "title", "language", "series", "series_number", "volume_number")),
    *(sa.column(name) for name in ("filing_key", "series_key")),
    sa.column("extra", sa.JSON),
)
series = sa.table(
    "series",
    *(sa.column(name) for name in ("id", "name", "key", "sort_key", "n_books", "revision")),
    *(sa.column("variants", sa.JSON), sa.column("created_at", sa.DateTime), sa.column("updated_at", sa.DateTime)),
)
series_word = sa.table("series_word", sa.column("word"), sa.column("series_id"))
book_series = sa.table(
    "book_series",
    *(sa.column(name) for name in ("book_id", "position", "series_id", "kind", "number", "volume_key")),
)


def upgrade() -> None:
    create_tables()
    op.add_column("book", sa.Column("volume_number", sa.String(length=50)))
    op.add_column("book", sa.Column("filing_key", KEY, nullable=False, server_default=sa.text("''")))
    op.add_column("book", sa.Column("series_key", KEY))
    move_to_headings()
    op.drop_column("book", "series")
    op.drop_column("book", "series_number")
    op.create_index("ix_book_filing_key_id", "book", ["filing_key", "id"])
    op.create_index("ix_book_series_key_id", "book", ["series_key", "id"])
    if op.get_bind().dialect.name == "postgresql":
        columns = [sa.text("series_key DESC NULLS LAST"), sa.text("id DESC")]
        op.create_index("ix_book_series_key_last_first", "book", columns)


def create_tables() -> None:
    op.create_table(
        "series",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("sort_key", KEY, nullable=False),
        sa.Column("n_books", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(name) > 0", name="name_not_empty"),
        sa.PrimaryKeyConstraint("id", name="pk_series"),
        sa.UniqueConstraint("key", name="uq_series_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_series_sort_key_id", "series", ["sort_key", "id"])
    op.create_index("ix_series_n_books_id", "series", ["n_books", "id"])
    op.create_table(
        "series_word",
        sa.Column("word", KEY, nullable=False),
        sa.Column("series_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name="fk_series_word_series_id_series", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("word", "series_id", name="pk_series_word"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "book_series",
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("series_id", BIG_ID, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("number", sa.String(length=50)),
        sa.Column("volume_key", KEY, nullable=False),
        sa.CheckConstraint("kind IN ('collection', 'work')", name="series_kind"),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name="fk_book_series_book_id_book", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["series_id"], ["series.id"], name="fk_book_series_series_id_series", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("book_id", "position", name="pk_book_series"),
    )
    columns = ["series_id", "volume_key", "book_id"]
    op.create_index("ix_book_series_series_id_volume_key_book_id", "book_series", columns)


def move_to_headings() -> None:
    """Make the headings of all series, tie the books to them, and give each book its new keys."""
    connection = op.get_bind()
    ids: dict[str, int] = {}
    n_books: dict[int, int] = {}
    for rows in read_books(connection, book.c.series, book.c.series_number):
        links, books = [], []
        for row in rows:
            extra = dict(row.extra)
            found = collect_series(row, extra)
            for position, one in enumerate(found):
                series_id = ids.setdefault(heading_key(one.name), 0) or make_heading(connection, ids, one.name)
                n_books[series_id] = n_books.get(series_id, 0) + 1
                links.append(
                    {
                        **{"book_id": row.id, "position": position, "series_id": series_id, "kind": one.kind.value},
                        **{"number": one.number, "volume_key": place_volume(one.number).key},
                    }
                )
            books.append(describe_book(row, found, extra))
        if links:
            connection.execute(sa.insert(book_series), links)
        update_books(connection, books)
    if n_books:
        counted = sa.update(series).where(series.c.id == sa.bindparam("of")).values(n_books=sa.bindparam("n"))
        connection.execute(counted, [{"of": series_id, "n": n} for series_id, n in n_books.items()])
    if ids and connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT setval(pg_get_serial_sequence('series', 'id'), :n)"), {"n": len(ids)})


def collect_series(row: sa.Row, extra: dict[str, Any]) -> list[SeriesStatement]:
    """Return the series of a book, those that `extra` had among them; these are taken out of it."""
    found = []
    if row.series:
        kind = extra.pop(FIRST_KIND, None)
        found.append(
            SeriesStatement(row.series, row.series_number, SeriesKind(kind) if kind else guess_kind(row.series))
        )
    for one in extra.pop(FURTHER, ()):
        found.append(SeriesStatement(one["name"], one["number"], SeriesKind(one["kind"])))
    for name, value in list(extra.items()):
        if fold(name) in NAMES and isinstance(value, str) and 0 < len(squeeze(value)) <= 300:
            found.append(SeriesStatement(squeeze(extra.pop(name)), None, NAMES[fold(name)]))
    return put_in_order(found)


def make_heading(connection: sa.Connection, ids: dict[str, int], name: str) -> int:
    key, at = heading_key(name), datetime.now(UTC).replace(microsecond=0)
    series_id = ids[key] = len(ids)
    row = {"id": series_id, "name": name, "variants": [], "key": key, "sort_key": title_key(name), "n_books": 0}
    connection.execute(sa.insert(series), {**row, "revision": 1, "created_at": at, "updated_at": at})
    words = [{"word": word, "series_id": series_id} for word in sorted(set(key.split()))]
    connection.execute(sa.insert(series_word), words)
    return series_id


def describe_book(row: sa.Row, found: Sequence[SeriesStatement], extra: Mapping[str, Any]) -> dict[str, Any]:
    name, number = (found[0].name, found[0].number) if found else (None, row.series_number)
    order = place_volume(number).key
    return {
        "of": row.id,
        "volume": None if found else row.series_number,
        "files_as": make_filing_key(row.title, row.language, name, number),
        "in_series": f"{title_key(name)[: 199 - len(order)]} {order}" if name else None,
        "others": extra,
    }


def update_books(connection: sa.Connection, books: Sequence[Mapping[str, Any]]) -> None:
    statement = sa.update(book).where(book.c.id == sa.bindparam("of"))
    statement = statement.values(
        volume_number=sa.bindparam("volume"),
        filing_key=sa.bindparam("files_as"),
        series_key=sa.bindparam("in_series"),
        extra=sa.bindparam("others", type_=sa.JSON),
    )
    connection.execute(statement, books)


def read_books(connection: sa.Connection, *columns: sa.ColumnClause) -> Iterator[Sequence[sa.Row]]:
    """Yield the books, part by part, with some columns beside those that every step needs."""
    last = 0
    select = sa.select(book.c.id, book.c.title, book.c.language, book.c.extra, *columns).order_by(book.c.id)
    while rows := connection.execute(select.where(book.c.id > last).limit(AT_ONCE)).all():
        yield rows
        last = rows[-1].id


def downgrade() -> None:
    op.add_column("book", sa.Column("series", sa.String(length=300)))
    op.add_column("book", sa.Column("series_number", sa.String(length=50)))
    move_to_columns()
    if op.get_bind().dialect.name == "postgresql":
        op.drop_index("ix_book_series_key_last_first", "book")
    op.drop_index("ix_book_series_key_id", "book")
    op.drop_index("ix_book_filing_key_id", "book")
    for column in ("series_key", "filing_key", "volume_number"):
        op.drop_column("book", column)
    for table in ("book_series", "series_word", "series"):
        op.drop_table(table)


def move_to_columns() -> None:
    connection = op.get_bind()
    statement = sa.update(book).where(book.c.id == sa.bindparam("of"))
    statement = statement.values(
        series=sa.bindparam("name"),
        series_number=sa.bindparam("number"),
        extra=sa.bindparam("others", type_=sa.JSON),
    )
    links = sa.select(book_series.c.book_id, series.c.name, book_series.c.number, book_series.c.kind)
    links = links.join(series, series.c.id == book_series.c.series_id)
    links = links.order_by(book_series.c.book_id, book_series.c.position)
    for rows in read_books(connection, book.c.volume_number):
        theirs: dict[int, list[dict[str, str]]] = {}
        between = book_series.c.book_id.between(rows[0].id, rows[-1].id)
        for book_id, name, number, kind in connection.execute(links.where(between)):
            theirs.setdefault(book_id, []).append({"name": name, "number": number, "kind": kind})
        updates = []
        for row in rows:
            first, *further = theirs.get(row.id, []) or [{"name": None, "number": row.volume_number, "kind": None}]
            extra = dict(row.extra) | ({FURTHER: further} if further else {})
            if first["name"] and first["kind"] != guess_kind(first["name"]).value:
                extra[FIRST_KIND] = first["kind"]
            updates.append({"of": row.id, "name": first["name"], "number": first["number"], "others": extra})
        connection.execute(statement, updates)
