"""jobs, and profiles of imports

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from catalogue.models.base import UtcDateTime, big_id

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

STATES = "queued", "running", "done", "failed", "cancelled"


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("id", big_id, nullable=False),
        sa.Column("kind", sa.String(50), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="job_state", native_enum=False, create_constraint=True, length=32),
            nullable=False,
        ),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("host", sa.String(64), nullable=False),
        sa.Column("parameters", sa.JSON(), nullable=False),
        sa.Column("n_done", sa.Integer(), nullable=False),
        sa.Column("n_total", sa.Integer(), nullable=True),
        sa.Column("n_starts", sa.Integer(), nullable=False),
        sa.Column("checkpoint", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("result", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("is_cancel_requested", sa.Boolean(), nullable=False),
        sa.Column("runner", sa.String(64), nullable=True),
        sa.Column("lease_until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_job_state_id", "job", ["state", "id"])
    op.create_table(
        "import_profile",
        sa.Column("id", big_id, nullable=False),
        sa.Column("name", sa.String(100), nullable=False),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("field_names", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_profile")),
        sa.UniqueConstraint("name", name=op.f("uq_import_profile_name")),
    )


def downgrade() -> None:
    op.drop_table("import_profile")
    op.drop_table("job")
