"""SQL reports of the staff

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import UtcDateTime, big_id

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "report",
        sa.Column("id", big_id, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report")),
        sa.UniqueConstraint("name", name=op.f("uq_report_name")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("report")
