"""The table of SQL reports, written by staff and run in the explorer."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, instant, primary_key


class SqlReport(Base):
    """A named query over bibliographic and item tables; `:year` in it is a parameter. `actor` changed it last."""

    __tablename__ = "report"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)
    description: Mapped[str] = mapped_column(sa.Text)
    statement: Mapped[str] = mapped_column(sa.Text)
    actor: Mapped[str] = mapped_column(sa.String(200))
    updated_at: Mapped[instant]
