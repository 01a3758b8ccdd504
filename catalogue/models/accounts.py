"""The tables of staff accounts and of the tokens with which programs act for them."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, UtcDateTime, enum_type, instant, primary_key


class AccountRole(StrEnum):
    """What an account may do, each role including the one before."""

    READER = "reader"
    LIBRARIAN = "librarian"
    ADMIN = "admin"

    def includes(self, other: "AccountRole") -> bool:
        """Tell whether this role may do all that `other` may."""
        order = list(AccountRole)
        return order.index(self) >= order.index(other)


class TokenScope(StrEnum):
    """What a token may do, whatever the role of its account."""

    READ = "read"
    WRITE = "write"


class Account(Base):
    """A member of staff, or a program that acts as one; the password is kept as an Argon2id hash.

    A disabled account keeps its tokens, and none of them holds until it is enabled again.
    """

    __tablename__ = "account"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)
    role: Mapped[AccountRole] = mapped_column(enum_type(AccountRole, "account_role"))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[instant]
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Token(Base):
    """A bearer token; only its SHA-256 (`secret_hash`, hex) is kept, so it is shown once, when it is made.

    It holds until `expires_at`, for ever when that is null.
    """

    __tablename__ = "token"
    __table_args__ = (sa.UniqueConstraint("account_id", "label"), {"sqlite_autoincrement": True})

    id: Mapped[primary_key]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(sa.String(100))
    secret_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    scope: Mapped[TokenScope] = mapped_column(enum_type(TokenScope, "token_scope"))
    created_at: Mapped[instant]
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
