"""sessions at the desk, and the record of log-ins

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

big_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
instant = sa.DateTime(timezone=True)
OUTCOMES = "logged_in", "refused", "logged_out"


def upgrade() -> None:
    op.create_table(
        "desk_session",
        sa.Column("id", big_id, nullable=False),
        sa.Column("account_id", big_id, nullable=False),
        sa.Column("key_hash", sa.String(64), nullable=False),
        sa.Column("started_at", instant, nullable=False),
        sa.Column("last_seen_at", instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], op.f("fk_desk_session_account_id_account"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_desk_session_key_hash")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_desk_session_account_id"), "desk_session", ["account_id"])
    op.create_table(
        "log_in",
        sa.Column("id", big_id, nullable=False),
        sa.Column("at", instant, nullable=False),
        sa.Column("account", sa.String(100), nullable=False),
        sa.Column("outcome", sa.Enum(*OUTCOMES, name="outcome", native_enum=False, length=32), nullable=False),
        sa.CheckConstraint(sa.column("outcome").in_(OUTCOMES), name=op.f("ck_log_in_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_log_in")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_log_in_at"), "log_in", ["at"])


def downgrade() -> None:
    op.drop_table("log_in")
    op.drop_table("desk_session")
