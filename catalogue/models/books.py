"""The table of books."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.materials import Audience, Material
from catalogue.models.base import (
    Base,
    big_id,
    enum_type,
    instant,
    json_list,
    json_object,
    key_type,
    sort_or_match_key,
)


def _last_first(name: str, column: str) -> sa.Index:
    """Return an index for the falling order with unknown values last, which PostgreSQL cannot read off a rising one."""
    return sa.Index(name, sa.text(f"{column} DESC NULLS LAST"), sa.text("id DESC")).ddl_if(dialect="postgresql")


class Book(Base):
    """The bibliographic record of one edition.

    Its number is given by `services.books` under the writers' lock, never by the database, and never twice.
    `revision` grows by one with each write; it is the ETag. The columns ending in `_key` are derived from the others;
    never set them by hand: titles match by `title_key` and sort by `filing_key`. `volume_number` is the number of a
    volume in no series. `source`, `source_id` and `source_digest` tell which record of which file it was.
    """

    __tablename__ = "book"
    __table_args__ = (
        sa.UniqueConstraint("source", "source_id"),
        sa.CheckConstraint("length(title) > 0", name="title_not_empty"),
        sa.CheckConstraint("page_count > 0", name="page_count_positive"),
        sa.Index("ix_book_title_key_id", "title_key", "id"),
        sa.Index("ix_book_filing_key_id", "filing_key", "id"),
        sa.Index("ix_book_series_key_id", "series_key", "id"),
        sa.Index("ix_book_author_key_id", "author_key", "id"),
        sa.Index("ix_book_publication_year_id", "publication_year", "id"),
        _last_first("ix_book_author_key_last_first", "author_key"),
        _last_first("ix_book_series_key_last_first", "series_key"),
        _last_first("ix_book_publication_year_last_first", "publication_year"),
        sa.Index("ix_book_created_at_id", "created_at", "id"),
        sa.Index("ix_book_dewey_publication_year", "dewey", "publication_year"),
        sa.Index("ix_book_language_title_key_id", "language", "title_key", "id"),
        sa.Index("ix_book_publisher_key_title_key_id", "publisher_key", "title_key", "id"),
    )

    id: Mapped[int] = mapped_column(big_id, primary_key=True, autoincrement=False)
    title: Mapped[str] = mapped_column(sa.String(1000))
    subtitle: Mapped[str | None] = mapped_column(sa.String(1000))
    isbn: Mapped[str | None] = mapped_column(sa.String(13), index=True)
    identifiers: Mapped[json_list | None]
    edition: Mapped[str | None] = mapped_column(sa.String(200))
    publisher: Mapped[str | None] = mapped_column(sa.String(300))
    place: Mapped[str | None] = mapped_column(sa.String(200))
    published: Mapped[str | None] = mapped_column(sa.String(10))
    publication_year: Mapped[int | None]
    language: Mapped[str | None] = mapped_column(sa.String(16))
    original_title: Mapped[str | None] = mapped_column(sa.String(1000))
    original_language: Mapped[str | None] = mapped_column(sa.String(16))
    extent: Mapped[str | None] = mapped_column(sa.String(300))
    page_count: Mapped[int | None]
    material: Mapped[Material | None] = mapped_column(enum_type(Material, "material"))
    audience: Mapped[Audience | None] = mapped_column(enum_type(Audience, "audience"))
    description: Mapped[str | None] = mapped_column(sa.Text)
    contents: Mapped[str | None] = mapped_column(sa.Text)
    notes: Mapped[str | None] = mapped_column(sa.Text)
    cover_url: Mapped[str | None] = mapped_column(sa.String(2000))
    volume_number: Mapped[str | None] = mapped_column(sa.String(50))
    dewey: Mapped[str | None] = mapped_column(sa.String(20))
    extra: Mapped[json_object]
    source: Mapped[str | None] = mapped_column(sa.String(200))
    source_id: Mapped[str | None] = mapped_column(sa.String(200))
    source_digest: Mapped[str | None] = mapped_column(sa.String(64))
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant]
    updated_at: Mapped[instant]
    title_key: Mapped[sort_or_match_key]
    author_key: Mapped[str | None] = mapped_column(key_type)
    publisher_key: Mapped[str | None] = mapped_column(key_type)
    filing_key: Mapped[str] = mapped_column(key_type, server_default=sa.text("''"))
    series_key: Mapped[str | None] = mapped_column(key_type)
