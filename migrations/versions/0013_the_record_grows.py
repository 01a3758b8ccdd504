"""books have edition, place, extent, original title and language, material, audience, contents, notes, identifiers

What imports set aside in `extra` under the names of these moves into the columns where it fits; downgrading moves
the columns back into `extra`, where nothing of them is lost.

Revision ID: 0013
Revises: 0012
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
MATERIALS = (
    *("book", "large_print", "braille", "comic", "manga", "periodical", "score", "map", "picture"),
    *("audio_book", "cd", "dvd", "game", "e_book", "other"),
)
AUDIENCES = "child", "teen", "adult"
LINES = {
    "edition": (200, ("edition", "édition", "mention_edition")),
    "place": (200, ("place", "lieu", "lieu_edition", "ville_edition", "place_of_publication")),
    "original_title": (1000, ("original_title", "titre_original")),
    "extent": (300, ("extent", "collation", "description_materielle", "pagination")),
}
"""The new columns that are a line of text, the most characters they take, and the names in `extra` that mean them."""
TEXTS = {
    "contents": ("contents", "sommaire", "table_des_matieres"),
    "notes": ("notes", "note", "remarques"),
}
MOST_CHARACTERS = 20_000


COLUMNS = {
    "identifiers": "JSON",
    **{name: f"VARCHAR({length})" for name, (length, _) in LINES.items()},
    "original_language": "VARCHAR(16)",
    "material": f"VARCHAR(32) CONSTRAINT ck_book_material CHECK (material IN {MATERIALS})",
    "audience": f"VARCHAR(32) CONSTRAINT ck_book_audience CHECK (audience IN {AUDIENCES})",
    **dict.fromkeys(TEXTS, "TEXT"),
}
book = sa.table(
    "book",
    sa.column("id", sa.Integer),
    sa.column("extra", sa.JSON),
    sa.column("identifiers", sa.JSON),
    *(sa.column(name, sa.String) for name in COLUMNS if name != "identifiers"),
)


def upgrade() -> None:
    for name, kind in COLUMNS.items():  # By hand: Alembic would make SQLite's table anew, all books with it.
        op.execute(f"ALTER TABLE book ADD COLUMN {name} {kind}")
    for book_id, extra in read_extra():
        values: dict[str, Any] = {}
        for column, (length, names) in LINES.items():
            take(extra, values, column, names, length)
        for column, names in TEXTS.items():
            take(extra, values, column, names, MOST_CHARACTERS)
        if values:
            op.get_bind().execute(sa.update(book).where(book.c.id == book_id).values(extra=extra, **values))


def downgrade() -> None:
    connection, last = op.get_bind(), 0
    columns = [book.c[name] for name in COLUMNS]
    filled = sa.select(book.c.id, book.c.extra, *columns).where(sa.or_(*(column.is_not(None) for column in columns)))
    while rows := connection.execute(filled.where(book.c.id > last).order_by(book.c.id).limit(AT_ONCE)).all():
        for book_id, extra, *values in rows:
            kept = {name: value for name, value in zip(COLUMNS, values, strict=True) if value is not None}
            connection.execute(sa.update(book).where(book.c.id == book_id).values(extra={**(extra or {}), **kept}))
        last = rows[-1][0]
    for name in reversed(COLUMNS):
        op.execute(f"ALTER TABLE book DROP COLUMN {name}")


def read_extra() -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the number and the `extra` of each book that has any, part by part."""
    connection, last = op.get_bind(), 0
    while rows := connection.execute(
        sa.select(book.c.id, book.c.extra).where(book.c.id > last).order_by(book.c.id).limit(AT_ONCE)
    ).all():
        yield from ((book_id, dict(extra)) for book_id, extra in rows if extra)
        last = rows[-1][0]


def take(extra: dict[str, Any], values: dict[str, Any], column: str, names: tuple[str, ...], most: int) -> None:
    """Move the first text that `extra` has under one of the names into a column."""
    for name in names:
        text = extra.get(name)
        if isinstance(text, str) and (text := text.strip()) and len(text) <= most:
            values[column] = text if column in TEXTS else " ".join(text.split())
            del extra[name]
            return
