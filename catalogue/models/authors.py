"""The tables of authors and of their parts in books."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.domain.roles import Role
from catalogue.models.base import Base, enum_type, key_type
from catalogue.models.headings import HeadingColumns


class Author(HeadingColumns, Base):
    """A person or body, under one authorised heading (`name`, in direct order: Albert Camus).

    `key` is the folded heading, so that Émile Zola and EMILE ZOLA are one; `sort_key` files by surname; `n_books`
    counts the books in which the author has any part.
    """

    __tablename__ = "author"
    __table_args__ = (
        sa.CheckConstraint("length(name) > 0", name="name_not_empty"),
        sa.CheckConstraint("death_year >= birth_year", name="death_after_birth"),
        sa.Index("ix_author_sort_key_id", "sort_key", "id"),
        sa.Index("ix_author_n_books_id", "n_books", "id"),
        {"sqlite_autoincrement": True},
    )

    birth_year: Mapped[int | None]
    death_year: Mapped[int | None]
    variants: Mapped[list[str]] = mapped_column(sa.JSON, default=list)


class AuthorWord(Base):
    """A word of an author's `key`, by which authors are found; derived, as the key is."""

    __tablename__ = "author_word"
    __table_args__ = ({"sqlite_with_rowid": False},)

    word: Mapped[str] = mapped_column(key_type, primary_key=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("author.id", ondelete="CASCADE"), primary_key=True)


class Authorship(Base):
    """The part of an author in a book, with its role; `position` is the place in the book's list, from 0."""

    __tablename__ = "authorship"
    __table_args__ = (sa.Index("ix_authorship_author_id_book_id", "author_id", "book_id"),)

    book_id: Mapped[int] = mapped_column(sa.ForeignKey("book.id", ondelete="CASCADE"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("author.id", ondelete="RESTRICT"))
    role: Mapped[Role] = mapped_column(enum_type(Role, "role"))
