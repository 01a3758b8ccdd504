"""The columns that headings of every kind have: authors, subjects."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import instant, key_type, primary_key, sort_or_match_key


class HeadingColumns:
    """An authorised heading (`name`), with what is derived from it and from its books; never set these by hand.

    `key` is the folded heading, unique; `sort_key` is what it files by; `n_books` counts the books that have it.
    """

    id: Mapped[primary_key]
    name: Mapped[str] = mapped_column(sa.String(300))
    key: Mapped[str] = mapped_column(key_type, unique=True)
    sort_key: Mapped[sort_or_match_key]
    n_books: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[instant]
    updated_at: Mapped[instant]
