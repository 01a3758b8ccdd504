"""withdrawals

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    reasons = choice("reason", "worn", "outdated", "duplicate", "unused", "lost", "returned", "other")
    destinations = choice("destination", "destroyed", "given", "sold", "returned", "other")
    op.create_table(
        "withdrawal",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("change_set_id", BIG_ID, nullable=False),
        sa.Column("reason", reasons, nullable=False),
        sa.Column("destination", destinations, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_set_id"], ["change_set.id"], name=op.f("fk_withdrawal_change_set_id_change_set")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withdrawal")),
        sa.UniqueConstraint("change_set_id", name=op.f("uq_withdrawal_change_set_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("withdrawal")
