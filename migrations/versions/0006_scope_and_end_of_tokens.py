"""tokens have a scope and an end, accounts can be disabled

Tokens of before may write, and hold for ever, as they did.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SCOPE = sa.Enum("read", "write", name="token_scope", native_enum=False, create_constraint=True, length=32)


def upgrade() -> None:
    op.add_column("account", sa.Column("disabled_at", INSTANT, nullable=True))
    with token_table() as table:
        table.add_column(sa.Column("scope", SCOPE, nullable=False, server_default="write"))
        table.add_column(sa.Column("expires_at", INSTANT, nullable=True))
    with token_table() as table:
        table.alter_column("scope", existing_type=SCOPE, existing_nullable=False, server_default=None)


def downgrade() -> None:
    with token_table() as table:
        table.drop_column("expires_at")
        table.drop_constraint(op.f("ck_token_token_scope"), type_="check")
        table.drop_column("scope")
    op.drop_column("account", "disabled_at")


def token_table():
    """SQLite makes the table anew, without the clause that keeps numbers from being used twice unless it is told."""
    return op.batch_alter_table("token", table_kwargs={"sqlite_autoincrement": True})
