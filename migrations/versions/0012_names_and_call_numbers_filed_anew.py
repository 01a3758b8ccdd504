"""names and call numbers are filed anew

Revision ID: 0012
Revises: 0011
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from catalogue.domain.items import shelf_key
from catalogue.domain.text import name_sort_key

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

AT_ONCE = 10_000

author = sa.table("author", sa.column("id"), sa.column("name"), sa.column("sort_key"))
authorship = sa.table("authorship", sa.column("book_id"), sa.column("author_id"))
book = sa.table("book", sa.column("id"), sa.column("author_key"))
item = sa.table("item", sa.column("id"), sa.column("call_number"), sa.column("shelf_key"))


def upgrade() -> None:
    connection = op.get_bind()
    for author_id, name, sort_key in read(connection, author.c.name, author.c.sort_key):
        if (new := name_sort_key(name)) != sort_key:
            connection.execute(sa.update(author).where(author.c.id == author_id).values(sort_key=new))
            books = sa.select(authorship.c.book_id).where(authorship.c.author_id == author_id)
            changed = sa.update(book).where(book.c.id.in_(books), book.c.author_key == sort_key)
            connection.execute(changed.values(author_key=new))
    for item_id, call_number, key in read(connection, item.c.call_number, item.c.shelf_key):
        if call_number and (new := shelf_key(call_number)) != key:
            connection.execute(sa.update(item).where(item.c.id == item_id).values(shelf_key=new))


def read(connection: sa.Connection, text: sa.ColumnClause, key: sa.ColumnClause) -> Iterator[sa.Row]:
    """Yield id, text and key of each row of a table, part by part."""
    id_column, last = text.table.c.id, 0
    while rows := connection.execute(
        sa.select(id_column, text, key).where(id_column > last).order_by(id_column).limit(AT_ONCE)
    ).all():
        yield from rows
        last = rows[-1][0]


def downgrade() -> None:
    # Keys are derived: those of the older program come back with the next write of each record.
    pass
