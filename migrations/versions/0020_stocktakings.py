"""stocktakings

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
STATUSES = (
    "available",
    "on_loan",
    "in_repair",
    "lost",
    "withdrawn",
    "to_check",
    "on_site_only",
    "in_processing",
    "missing",
)
GROUPS = ("found", "came_back", "missing", "away", "elsewhere", "withdrawn", "unknown", "double")


def choice(name: str, values: tuple[str, ...]) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def belong(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_stocktaking_id_stocktaking")
    return sa.ForeignKeyConstraint(["stocktaking_id"], ["stocktaking.id"], name=name, ondelete="CASCADE")


def upgrade() -> None:
    op.create_table(
        "stocktaking",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktaking")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "stocktaking_item",
        sa.Column("stocktaking_id", BIG_ID, nullable=False),
        sa.Column("item_id", BIG_ID, nullable=False),
        sa.Column("status", choice("status", STATUSES), nullable=False),
        belong("stocktaking_item"),
        sa.PrimaryKeyConstraint("stocktaking_id", "item_id", name=op.f("pk_stocktaking_item")),
    )
    op.create_table(
        "stocktaking_list",
        sa.Column("scan_list_id", BIG_ID, nullable=False),
        sa.Column("stocktaking_id", BIG_ID, nullable=False),
        belong("stocktaking_list"),
        sa.ForeignKeyConstraint(
            ["scan_list_id"],
            ["scan_list.id"],
            name=op.f("fk_stocktaking_list_scan_list_id_scan_list"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("scan_list_id", name=op.f("pk_stocktaking_list")),
    )
    op.create_index("ix_stocktaking_list_stocktaking_id", "stocktaking_list", ["stocktaking_id"])
    op.create_table(
        "stocktaking_result",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("stocktaking_id", BIG_ID, nullable=False),
        sa.Column("group", choice("group", GROUPS), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("item_id", BIG_ID),
        sa.Column("book_id", BIG_ID),
        sa.Column("title", sa.String(1000)),
        sa.Column("call_number", sa.String(64)),
        sa.Column("location", sa.String(100)),
        sa.Column("status", choice("status", STATUSES)),
        belong("stocktaking_result"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stocktaking_result")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_stocktaking_result_stocktaking_id_group", "stocktaking_result", ["stocktaking_id", "group", "id"]
    )
    op.create_index("ix_scan_list_id_code", "scan", ["list_id", "code"])


def downgrade() -> None:
    op.drop_index("ix_scan_list_id_code", "scan")
    for name in ("stocktaking_result", "stocktaking_list", "stocktaking_item", "stocktaking"):
        op.drop_table(name)
