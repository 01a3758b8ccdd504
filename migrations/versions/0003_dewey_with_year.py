"""the index of Dewey classes holds the years, so that the age of each class is counted without the books

Revision ID: 0003
Revises: 0002
"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_book_dewey_publication_year", "book", ["dewey", "publication_year"])
    op.drop_index("ix_book_dewey", "book")


def downgrade() -> None:
    op.create_index("ix_book_dewey", "book", ["dewey"])
    op.drop_index("ix_book_dewey_publication_year", "book")
