"""the status of an item may be to check

Downgrading says of such items that they are lost: the older program has no word for them but must not lend them.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OLD = "available", "on_loan", "in_repair", "lost", "withdrawn"
NEW = *OLD, "to_check"


def upgrade() -> None:
    allow(NEW)


def downgrade() -> None:
    op.execute(sa.text("UPDATE item SET status = 'lost' WHERE status = 'to_check'"))
    allow(OLD)


def allow(statuses: tuple[str, ...]) -> None:
    """Let the status be one of these. SQLite makes the table anew, its numbers never used twice."""
    name = op.f("ck_item_status")
    with op.batch_alter_table("item", table_kwargs={"sqlite_autoincrement": True}) as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(name, sa.column("status").in_(statuses))
