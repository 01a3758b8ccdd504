"""items have inventory number, volume, price, owner and deposit, due day, note, withdrawal; barcodes may be absent

Downgrading keeps what the older program has no place for in the `extra` of the book, under `items_before_0017`, and
gives items without a barcode one that begins with SANS-CB-.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
KEPT_AS = "items_before_0017"
OLD = "available", "on_loan", "in_repair", "lost", "withdrawn", "to_check"
NEW = *OLD, "on_site_only", "in_processing", "missing"
OLDER_STATUS = {"on_site_only": "available", "in_processing": "to_check", "missing": "lost"}
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


COLUMNS = (
    sa.Column("inventory_number", sa.String(length=32)),
    sa.Column("volume", sa.String(length=50)),
    sa.Column("due_on", sa.Date()),
    sa.Column("price", sa.Integer()),
    sa.Column("owner", sa.String(length=100)),
    sa.Column("deposited_on", sa.Date()),
    sa.Column("return_by", sa.Date()),
    sa.Column("note", sa.Text()),
    sa.Column("withdrawn_on", sa.Date()),
    sa.Column(
        "withdrawal_reason",
        choice("withdrawal_reason", "worn", "outdated", "duplicate", "unused", "lost", "returned", "other"),
    ),
    sa.Column(
        "withdrawal_destination",
        choice("withdrawal_destination", "destroyed", "given", "sold", "returned", "other"),
    ),
)
NAMES = tuple(column.name for column in COLUMNS)
item = sa.table(
    "item",
    *(sa.column(name, sa.Integer) for name in ("id", "book_id")),
    *(sa.column(name, sa.String) for name in ("barcode", "status", *NAMES)),
)
book = sa.table("book", sa.column("id", sa.Integer), sa.column("extra", sa.JSON))


def upgrade() -> None:
    with item_table() as table:
        table.alter_column("barcode", existing_type=sa.String(length=32), nullable=True)
        for column in COLUMNS:
            table.add_column(column)
        table.create_unique_constraint("uq_item_inventory_number", ["inventory_number"])
        allow(table, NEW)
    op.create_index("ix_item_owner_return_by", "item", ["owner", "return_by"])
    op.create_index("ix_item_withdrawn_on", "item", ["withdrawn_on"])
    op.create_table(
        "former_number",
        sa.Column("number", sa.String(length=32), nullable=False),
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_former_number"),
    )


def downgrade() -> None:
    keep_in_extra()
    connection = op.get_bind()
    for new, old in OLDER_STATUS.items():
        connection.execute(sa.update(item).where(item.c.status == new).values(status=old))
    without = connection.scalars(sa.select(item.c.id).where(item.c.barcode.is_(None))).all()
    for number in without:
        connection.execute(sa.update(item).where(item.c.id == number).values(barcode=f"SANS-CB-{number}"))
    op.drop_table("former_number")
    op.drop_index("ix_item_withdrawn_on", "item")
    op.drop_index("ix_item_owner_return_by", "item")
    with item_table() as table:
        table.drop_constraint("uq_item_inventory_number", type_="unique")
        table.drop_constraint(op.f("ck_item_withdrawal_reason"), type_="check")
        table.drop_constraint(op.f("ck_item_withdrawal_destination"), type_="check")
        for name in NAMES:
            table.drop_column(name)
        table.alter_column("barcode", existing_type=sa.String(length=32), nullable=False)
        allow(table, OLD)


def item_table():
    """SQLite makes the table anew, its numbers never used twice."""
    return op.batch_alter_table("item", table_kwargs={"sqlite_autoincrement": True})


def allow(table, statuses: tuple[str, ...]) -> None:
    """Let the status be one of these."""
    name = op.f("ck_item_status")
    table.drop_constraint(name, type_="check")
    table.create_check_constraint(name, sa.column("status").in_(statuses))


def keep_in_extra() -> None:
    """Write into the `extra` of each book what its items lose."""
    connection, last = op.get_bind(), 0
    columns = [item.c[name] for name in NAMES]
    is_filled = sa.or_(item.c.barcode.is_(None), item.c.status.in_(OLDER_STATUS), *(c.is_not(None) for c in columns))
    ids = sa.select(item.c.book_id).where(is_filled).distinct().order_by(item.c.book_id)
    while book_ids := connection.scalars(ids.where(item.c.book_id > last).limit(AT_ONCE)).all():
        kept: dict[int, list[dict[str, object]]] = {}
        rows = sa.select(item.c.book_id, item.c.id, item.c.barcode, item.c.status, *columns).where(is_filled)
        for book_id, *values in connection.execute(rows.where(item.c.book_id.in_(book_ids))):
            named = zip(("id", "barcode", "status", *NAMES), values, strict=True)
            kept.setdefault(book_id, []).append({name: value for name, value in named if value is not None})
        for book_id, extra in connection.execute(sa.select(book.c.id, book.c.extra).where(book.c.id.in_(book_ids))):
            values = [{n: v if isinstance(v, int) else str(v) for n, v in one.items()} for one in kept[book_id]]
            connection.execute(
                sa.update(book).where(book.c.id == book_id).values(extra={**(extra or {}), KEPT_AS: values})
            )
        last = book_ids[-1]
