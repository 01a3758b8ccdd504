"""The tables of subject headings and of the books under them."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, key_type
from catalogue.models.headings import HeadingColumns


class Subject(HeadingColumns, Base):
    """A subject heading."""

    __tablename__ = "subject"
    __table_args__ = (
        sa.CheckConstraint("length(name) > 0", name="name_not_empty"),
        sa.Index("ix_subject_sort_key_id", "sort_key", "id"),
        sa.Index("ix_subject_n_books_id", "n_books", "id"),
        {"sqlite_autoincrement": True},
    )


class SubjectWord(Base):
    """A word of a subject's `key`, as `AuthorWord` is of an author's."""

    __tablename__ = "subject_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(key_type, primary_key=True)
    subject_id: Mapped[int] = mapped_column(sa.ForeignKey("subject.id", ondelete="CASCADE"), primary_key=True)


class BookSubject(Base):
    """A book under a subject; `position` is the place in the book's list, from 0."""

    __tablename__ = "book_subject"
    __table_args__ = (sa.Index("ix_book_subject_subject_id_book_id", "subject_id", "book_id"),)

    book_id: Mapped[int] = mapped_column(sa.ForeignKey("book.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(sa.ForeignKey("subject.id", ondelete="RESTRICT"))
