"""The tables of who is logged in at the desk, and of who logged in and out."""

from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, enum_type, instant, primary_key


class DeskSession(Base):
    """A browser in which an account is logged in; the row goes when it logs out.

    Only the SHA-256 of the session's key is kept (hex); the key itself is in the browser's cookie.
    """

    __tablename__ = "desk_session"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    account_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id", ondelete="CASCADE"), index=True)
    key_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    started_at: Mapped[instant]
    last_seen_at: Mapped[instant]


class LogInOutcome(StrEnum):
    """What came of it."""

    LOGGED_IN = "logged_in"
    REFUSED = "refused"
    LOGGED_OUT = "logged_out"


class LogIn(Base):
    """One log-in, refused log-in or log-out of an account; rows are added, never changed.

    There is no foreign key: the record outlives the accounts. Names that no account has are not recorded, because
    people type their password where the name belongs.
    """

    __tablename__ = "log_in"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    at: Mapped[instant] = mapped_column(index=True)
    account: Mapped[str] = mapped_column(sa.String(100))
    outcome: Mapped[LogInOutcome] = mapped_column(enum_type(LogInOutcome, "outcome"))
