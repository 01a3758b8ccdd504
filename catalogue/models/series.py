"""The tables of series and of the books in them."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.series import SeriesKind
from catalogue.models.base import Base, enum_type, key_type, sort_or_match_key
from catalogue.models.headings import HeadingColumns


class Series(HeadingColumns, Base):
    """A series: a publisher's collection, or a work in volumes. It files without its article, as titles do."""

    __tablename__ = "series"
    __table_args__ = (
        sa.CheckConstraint("length(name) > 0", name="name_not_empty"),
        sa.Index("ix_series_sort_key_id", "sort_key", "id"),
        sa.Index("ix_series_n_books_id", "n_books", "id"),
        {"sqlite_autoincrement": True},
    )

    variants: Mapped[list[str]] = mapped_column(sa.JSON, default=list)


class SeriesWord(Base):
    """A word of a series' `key`, as `AuthorWord` is of an author's."""

    __tablename__ = "series_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(key_type, primary_key=True)
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("series.id", ondelete="CASCADE"), primary_key=True)


class BookSeries(Base):
    """A book in a series, with its number as written; `position` 0 is the book's first series.

    `volume_key` is the number as volumes are sorted; it is derived.
    """

    __tablename__ = "book_series"
    __table_args__ = (sa.Index("ix_book_series_series_id_volume_key_book_id", "series_id", "volume_key", "book_id"),)

    book_id: Mapped[int] = mapped_column(sa.ForeignKey("book.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(sa.ForeignKey("series.id", ondelete="RESTRICT"))
    kind: Mapped[SeriesKind] = mapped_column(enum_type(SeriesKind, "series_kind"))
    number: Mapped[str | None] = mapped_column(sa.String(50))
    volume_key: Mapped[sort_or_match_key]
