"""details of change sets

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("change_set", sa.Column("details", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    op.drop_column("change_set", "details")
