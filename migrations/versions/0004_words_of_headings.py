"""words of headings, and the items of a place in the order of their numbers

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")
AT_ONCE = 10_000


def upgrade() -> None:
    for heading in ("author", "subject"):
        words = op.create_table(
            f"{heading}_word",
            sa.Column("word", KEY, nullable=False),
            sa.Column(f"{heading}_id", BIG_ID, nullable=False),
            sa.ForeignKeyConstraint(
                [f"{heading}_id"],
                [f"{heading}.id"],
                name=f"fk_{heading}_word_{heading}_id_{heading}",
                ondelete="CASCADE",
            ),
            sa.PrimaryKeyConstraint("word", f"{heading}_id", name=f"pk_{heading}_word"),
            sqlite_with_rowid=False,
        )
        fill(words, heading)
    op.drop_index("ix_item_location_shelf_key_id", "item")
    op.drop_index("ix_item_status", "item")
    op.create_index("ix_item_location_id", "item", ["location", "id"])
    op.create_index("ix_item_status_id", "item", ["status", "id"])


def fill(words: sa.Table, heading: str) -> None:
    """Give the headings that are there their words."""
    connection = op.get_bind()
    headings = sa.table(heading, sa.column("id"), sa.column("key"))
    keys = connection.execute(sa.select(headings.c.id, headings.c.key).order_by(headings.c.id)).all()
    for start in range(0, len(keys), AT_ONCE):
        rows = [
            {"word": word, f"{heading}_id": heading_id}
            for heading_id, key in keys[start : start + AT_ONCE]
            for word in sorted(set(key.split()))
        ]
        if rows:
            connection.execute(sa.insert(words), rows)


def downgrade() -> None:
    op.drop_index("ix_item_status_id", "item")
    op.drop_index("ix_item_location_id", "item")
    op.create_index("ix_item_status", "item", ["status"])
    op.create_index("ix_item_location_shelf_key_id", "item", ["location", "shelf_key", "id"])
    for table in ("subject_word", "author_word"):
        op.drop_table(table)
