"""Lists of scans: the codes that somebody scanned at the shelves, to do something with those copies later."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.scans import LONGEST_CODE
from catalogue.models.base import Base, big_id, instant, primary_key


class ScanList(Base):
    """A named list of scans; it is kept until somebody deletes it."""

    __tablename__ = "scan_list"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[primary_key]
    name: Mapped[str] = mapped_column(sa.String(100))
    actor: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[instant]
    updated_at: Mapped[instant]


class Scan(Base):
    """One code of a list, as the scanner typed it. What it means is looked up anew each time, so it is never stale."""

    __tablename__ = "scan"
    __table_args__ = (
        sa.Index("ix_scan_list_id_id", "list_id", "id"),
        sa.Index("ix_scan_list_id_code", "list_id", "code"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[primary_key]
    list_id: Mapped[int] = mapped_column(big_id, sa.ForeignKey("scan_list.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(LONGEST_CODE))
    actor: Mapped[str] = mapped_column(sa.String(200))
    at: Mapped[instant]
