"""former items: copies that are gone, with their barcodes too; an index for the days of acquisition

What the change log says of copies that were deleted is taken over, without those whose import was undone;
deposits count as given back.

Revision ID: 0021
Revises: 0020
"""

from datetime import date
from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DAYS = "acquired_on", "deposited_on", "withdrawn_on"
TEXTS = "barcode", "inventory_number", "owner", "withdrawal_reason", "withdrawal_destination"
AT = sa.DateTime(timezone=True)
former_item = sa.table(
    "former_item",
    *(sa.column(name, sa.Integer) for name in ("item_id", "book_id", "price")),
    *(sa.column(name, sa.String) for name in ("title", *TEXTS)),
    *(sa.column(name, sa.Date) for name in DAYS),
    *(sa.column(name, sa.Boolean) for name in ("is_gone", "is_returned")),
    sa.column("at", AT),
)
former_number = sa.table(
    "former_number",
    *(sa.column(name, sa.Integer) for name in ("item_id", "book_id")),
    *(sa.column(name, sa.String) for name in ("number", "title")),
    sa.column("at", AT),
)
item = sa.table("item", sa.column("id", sa.Integer))
change = sa.table(
    "change",
    *(sa.column(name, sa.Integer) for name in ("seq", "record_id", "change_set_id")),
    sa.column("kind", sa.String),
    sa.column("at", AT),
    sa.column("before", sa.JSON),
)
change_set = sa.table("change_set", *(sa.column(name, sa.Integer) for name in ("id", "undoes_id")))


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.create_index("ix_item_acquired_on", "item", ["acquired_on"])
    reasons = choice("withdrawal_reason", "worn", "outdated", "duplicate", "unused", "lost", "returned", "other")
    destinations = choice("withdrawal_destination", "destroyed", "given", "sold", "returned", "other")
    op.create_table(
        "former_item",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("is_returned", sa.Boolean(), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.Column("barcode", sa.String(length=32)),
        sa.Column("inventory_number", sa.String(length=32)),
        sa.Column("acquired_on", sa.Date()),
        sa.Column("deposited_on", sa.Date()),
        sa.Column("price", sa.Integer()),
        sa.Column("owner", sa.String(length=100)),
        sa.Column("withdrawn_on", sa.Date()),
        sa.Column("withdrawal_reason", reasons),
        sa.Column("withdrawal_destination", destinations),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_item")),
        sqlite_autoincrement=True,
    )
    for name in ("item_id", "book_id", "barcode", "inventory_number"):
        op.create_index(f"ix_former_item_{name}", "former_item", [name])
    fill()
    op.drop_table("former_number")


def downgrade() -> None:
    op.create_table(
        "former_number",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("at", AT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_former_number"),
    )
    kept = former_item.c
    rows = sa.select(
        kept.inventory_number, sa.func.max(kept.item_id), sa.func.max(kept.book_id), sa.func.max(kept.title)
    ).add_columns(sa.func.max(kept.at))
    rows = rows.where(kept.inventory_number.is_not(None)).group_by(kept.inventory_number)
    op.execute(sa.insert(former_number).from_select(["number", "item_id", "book_id", "title", "at"], rows))
    op.drop_table("former_item")
    op.drop_index("ix_item_acquired_on", "item")


def fill() -> None:
    """Take over the copies that the change log says are gone, then the numbers that copies of today had before."""
    connection = op.get_bind()
    here = set(connection.scalars(sa.select(item.c.id)))
    seen = set(here)
    undoing, undone = change_set.alias(), change_set.alias()
    changes = (
        sa.select(change.c.record_id, change.c.at, change.c.before, undoing.c.undoes_id, undone.c.undoes_id)
        .outerjoin(undoing, undoing.c.id == change.c.change_set_id)
        .outerjoin(undone, undone.c.id == undoing.c.undoes_id)
        .where(change.c.kind == "book", change.c.before.is_not(None))
    )
    last = connection.scalar(sa.select(sa.func.max(change.c.seq))) or 0
    for end in range(last, 0, -AT_ONCE):
        some = changes.where(change.c.seq <= end, change.c.seq > end - AT_ONCE).order_by(change.c.seq.desc())
        rows = []
        for book_id, at, before, undoes, undoes_undo in connection.execute(some).all():
            for state in (before or {}).get("items", ()):
                if state.get("id") is None or state["id"] in seen:
                    continue
                seen.add(state["id"])
                if undoes is None or undoes_undo is not None:
                    rows.append(describe(book_id, at, str(before.get("title") or ""), state))
        if rows:
            connection.execute(sa.insert(former_item), rows)
    old = former_number.c
    for number, item_id, book_id, title, at in connection.execute(
        sa.select(old.number, old.item_id, old.book_id, old.title, old.at)
    ).all():
        if item_id in here or item_id not in seen:
            row = describe(book_id, at, title, {"id": item_id, "inventory_number": number})
            connection.execute(sa.insert(former_item).values(row | {"is_gone": item_id not in here}))


def describe(book_id: int, at: object, title: str, state: dict) -> dict[str, object]:
    """Return the row of a copy that is gone, from what the change log says of it."""
    price = state.get("price")
    row = {
        "item_id": state["id"],
        "book_id": book_id,
        "title": title,
        "is_gone": True,
        "is_returned": bool(state.get("owner")),
        "at": at,
    }
    row |= {name: state.get(name) for name in TEXTS}
    row |= {name: date.fromisoformat(state[name]) if state.get(name) else None for name in DAYS}
    return row | {"price": None if price is None else int(Decimal(str(price)).scaleb(2))}
