"""what readers tell the library: reports, wishes, and searches that found nothing

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
WORDS = sa.String(100).with_variant(sa.String(100, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "reader_note",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column(
            "kind",
            sa.Enum("report", "wish", name="note_kind", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("book_id", BIG_ID, nullable=True),
        sa.Column("text", sa.String(2000), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("handled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("handled_by", sa.String(200), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reader_note")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "failed_search",
        sa.Column("words", WORDS, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("words", "day", name=op.f("pk_failed_search")),
    )


def downgrade() -> None:
    op.drop_table("failed_search")
    op.drop_table("reader_note")
