"""first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
KEY = sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "reader",
                "librarian",
                "admin",
                name="account_role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("name", name="uq_account_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "author",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("death_year", sa.Integer(), nullable=True),
        sa.Column("variants", sa.JSON(), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("sort_key", KEY, nullable=False),
        sa.Column("n_books", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.CheckConstraint("death_year >= birth_year", name=op.f("ck_author_death_after_birth")),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_author_name_not_empty")),
        sa.PrimaryKeyConstraint("id", name="pk_author"),
        sa.UniqueConstraint("key", name="uq_author_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_author_n_books_id", "author", ["n_books", "id"])
    op.create_index("ix_author_sort_key_id", "author", ["sort_key", "id"])

    op.create_table(
        "book",
        sa.Column("id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=1000), nullable=False),
        sa.Column("subtitle", sa.String(length=1000), nullable=True),
        sa.Column("isbn", sa.String(length=13), nullable=True),
        sa.Column("publisher", sa.String(length=300), nullable=True),
        sa.Column("published", sa.String(length=10), nullable=True),
        sa.Column("publication_year", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(length=16), nullable=True),
        sa.Column("page_count", sa.Integer(), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("cover_url", sa.String(length=2000), nullable=True),
        sa.Column("series", sa.String(length=300), nullable=True),
        sa.Column("series_number", sa.String(length=50), nullable=True),
        sa.Column("dewey", sa.String(length=20), nullable=True),
        sa.Column("extra", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=200), nullable=True),
        sa.Column("source_id", sa.String(length=200), nullable=True),
        sa.Column("source_digest", sa.String(length=64), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.Column("title_key", KEY, nullable=False),
        sa.Column("author_key", KEY, nullable=True),
        sa.Column("publisher_key", KEY, nullable=True),
        sa.Column("search_key", sa.Text(), nullable=False),
        sa.CheckConstraint("length(title) > 0", name=op.f("ck_book_title_not_empty")),
        sa.CheckConstraint("page_count > 0", name=op.f("ck_book_page_count_positive")),
        sa.PrimaryKeyConstraint("id", name="pk_book"),
        sa.UniqueConstraint("source", "source_id", name="uq_book_source_source_id"),
    )
    op.create_index("ix_book_author_key_id", "book", ["author_key", "id"])
    op.create_index("ix_book_created_at_id", "book", ["created_at", "id"])
    op.create_index("ix_book_dewey", "book", ["dewey"])
    op.create_index("ix_book_isbn", "book", ["isbn"])
    op.create_index("ix_book_language_title_key_id", "book", ["language", "title_key", "id"])
    op.create_index("ix_book_publication_year_id", "book", ["publication_year", "id"])
    op.create_index("ix_book_publisher_key_title_key_id", "book", ["publisher_key", "title_key", "id"])
    op.create_index("ix_book_title_key_id", "book", ["title_key", "id"])

    if op.get_bind().dialect.name == "postgresql":
        for column in ("author_key", "publication_year"):
            order = [sa.text(f"{column} DESC NULLS LAST"), sa.text("id DESC")]
            op.create_index(f"ix_book_{column}_last_first", "book", order)
    op.create_table(
        "change",
        sa.Column("seq", BIG_ID, nullable=False),
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column(
            "action",
            sa.Enum("create", "update", "delete", name="action", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("before", sa.JSON(none_as_null=True), nullable=True),
        sa.PrimaryKeyConstraint("seq", name="pk_change"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_change_book_id_seq", "change", ["book_id", "seq"])

    op.create_table(
        "subject",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("key", KEY, nullable=False),
        sa.Column("sort_key", KEY, nullable=False),
        sa.Column("n_books", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_subject_name_not_empty")),
        sa.PrimaryKeyConstraint("id", name="pk_subject"),
        sa.UniqueConstraint("key", name="uq_subject_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_subject_n_books_id", "subject", ["n_books", "id"])
    op.create_index("ix_subject_sort_key_id", "subject", ["sort_key", "id"])

    op.create_table(
        "authorship",
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("author_id", BIG_ID, nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "author",
                "translator",
                "illustrator",
                "editor",
                "author_of_introduction",
                "author_of_afterword",
                "adapter",
                "colorist",
                "composer",
                "contributor",
                "narrator",
                "photographer",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["author.id"], name="fk_authorship_author_id_author", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name="fk_authorship_book_id_book", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("book_id", "position", name="pk_authorship"),
    )
    op.create_index("ix_authorship_author_id_book_id", "authorship", ["author_id", "book_id"])

    op.create_table(
        "book_subject",
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject_id", BIG_ID, nullable=False),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name="fk_book_subject_book_id_book", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["subject.id"], name="fk_book_subject_subject_id_subject", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("book_id", "position", name="pk_book_subject"),
    )
    op.create_index("ix_book_subject_subject_id_book_id", "book_subject", ["subject_id", "book_id"])

    op.create_table(
        "item",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("book_id", BIG_ID, nullable=False),
        sa.Column("barcode", sa.String(length=32), nullable=False),
        sa.Column("call_number", sa.String(length=64), nullable=True),
        sa.Column(
            "shelf_key",
            sa.String(length=128).with_variant(sa.String(length=128, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("location", sa.String(length=100), nullable=True),
        sa.Column(
            "status",
            sa.Enum(
                "available",
                "on_loan",
                "in_repair",
                "lost",
                "withdrawn",
                name="status",
                native_enum=False,
                create_constraint=True,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("acquired_on", sa.Date(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("updated_at", INSTANT, nullable=False),
        sa.CheckConstraint("length(barcode) > 0", name=op.f("ck_item_barcode_not_empty")),
        sa.ForeignKeyConstraint(["book_id"], ["book.id"], name="fk_item_book_id_book", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_item"),
        sa.UniqueConstraint("barcode", name="uq_item_barcode"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_item_book_id_status", "item", ["book_id", "status"])
    op.create_index("ix_item_location_shelf_key_id", "item", ["location", "shelf_key", "id"])
    op.create_index("ix_item_status", "item", ["status"])

    op.create_table(
        "token",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("account_id", BIG_ID, nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("secret_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.Column("last_used_at", INSTANT, nullable=True),
        sa.Column("revoked_at", INSTANT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_token_account_id_account", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_token"),
        sa.UniqueConstraint("account_id", "label", name="uq_token_account_id_label"),
        sa.UniqueConstraint("secret_hash", name="uq_token_secret_hash"),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    for table in ("token", "item", "book_subject", "authorship", "subject", "change", "book", "author", "account"):
        op.drop_table(table)
