"""the search index takes over the words of books

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_column("book", "search_key")


def downgrade() -> None:
    # The words come back with the next write of each book; until then the older program finds books by other ways only.
    op.add_column("book", sa.Column("search_key", sa.Text(), nullable=False, server_default=" "))
