"""the change log holds every kind of record, and sets of changes

Downgrading drops the changes of other records than books, which the older program cannot read, and the sets.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)


def choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)


KIND = choice("record_kind", "book", "author", "subject", "series", "account", "token")
SET_KIND = choice("set_kind", "import", "removal", "rename", "merge", "batch", "undo")


def upgrade() -> None:
    op.create_table(
        "change_set",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("kind", SET_KIND, nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("undoes_id", BIG_ID, nullable=True),
        sa.ForeignKeyConstraint(["undoes_id"], ["change_set.id"], name="fk_change_set_undoes_id_change_set"),
        sa.PrimaryKeyConstraint("id", name="pk_change_set"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_set_undoes_id", "change_set", ["undoes_id"])
    op.drop_index("ix_change_book_id_seq", "change")
    with change_table() as table:
        table.alter_column("book_id", new_column_name="record_id", existing_type=BIG_ID, existing_nullable=False)
        table.alter_column("revision", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("kind", KIND, nullable=False, server_default="book"))
        table.add_column(sa.Column("change_set_id", BIG_ID, nullable=True))
        table.create_foreign_key("fk_change_change_set_id_change_set", "change_set", ["change_set_id"], ["id"])
    with change_table() as table:
        table.alter_column("kind", existing_type=KIND, existing_nullable=False, server_default=None)
    op.create_index("ix_change_kind_record_id_seq", "change", ["kind", "record_id", "seq"])
    op.create_index("ix_change_change_set_id", "change", ["change_set_id"])


def downgrade() -> None:
    op.execute(sa.text("DELETE FROM change WHERE kind <> 'book'"))
    op.drop_index("ix_change_change_set_id", "change")
    op.drop_index("ix_change_kind_record_id_seq", "change")
    with change_table() as table:
        table.drop_constraint("fk_change_change_set_id_change_set", type_="foreignkey")
        table.drop_column("change_set_id")
        table.drop_constraint(op.f("ck_change_record_kind"), type_="check")
        table.drop_column("kind")
        table.alter_column("revision", existing_type=sa.Integer(), nullable=False)
        table.alter_column("record_id", new_column_name="book_id", existing_type=BIG_ID, existing_nullable=False)
    op.create_index("ix_change_book_id_seq", "change", ["book_id", "seq"])
    op.drop_index("ix_change_set_undoes_id", "change_set")
    op.drop_table("change_set")


def change_table():
    """SQLite makes the table anew, its numbers never used twice."""
    return op.batch_alter_table("change", table_kwargs={"sqlite_autoincrement": True})
