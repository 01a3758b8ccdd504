"""The kinds of headings: their tables, and how the books are tied to them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from catalogue.domain.changes import RecordKind
from catalogue.domain.text import heading_key, name_sort_key, title_key
from catalogue.models import (
    Author,
    Authorship,
    AuthorWord,
    Base,
    BookSeries,
    BookSubject,
    Series,
    SeriesWord,
    Subject,
    SubjectWord,
)
from catalogue.models.base import table_of
from catalogue.models.headings import HeadingColumns


@dataclass(frozen=True, eq=False)
class HeadingTable:
    """One kind of heading.

    :param model: its own table, beside which stand those of its `word_model` and of its `link_model` to books.
    :param defaults: the columns that this kind alone has, with what they hold if nobody says.
    :param make_sort_key: makes what a name files by.
    """

    kind: RecordKind
    model: type[HeadingColumns]
    word_model: type[Base]
    link_model: type[Base]
    defaults: Mapping[str, Any] = field(default_factory=dict)
    make_sort_key: Callable[[str], str] = heading_key

    @property
    def table(self) -> sa.Table:
        """The table of the headings."""
        assert issubclass(self.model, Base)
        return table_of(self.model)

    @property
    def columns(self) -> "sa.sql.base.ReadOnlyColumnCollection[str, sa.Column[Any]]":
        """The columns of the headings."""
        return self.table.c

    @property
    def words(self) -> sa.Table:
        """The table of the words by which they are found."""
        return table_of(self.word_model)

    @property
    def links(self) -> sa.Table:
        """The table of the books that have them."""
        return table_of(self.link_model)

    @property
    def id_name(self) -> str:
        """What the tables of words and links call the number of a heading."""
        return f"{self.kind.value}_id"

    @property
    def logged(self) -> tuple[str, ...]:
        """The columns that the change log keeps."""
        return ("name", *self.defaults)

    def select_book_ids(self, heading_id: int) -> sa.Select[int]:
        """Return the select of the books that have a heading, each once, in the order of their numbers."""
        book_id = self.links.c.book_id
        return sa.select(book_id).where(self.links.c[self.id_name] == heading_id).distinct().order_by(book_id)


AUTHORS = HeadingTable(
    RecordKind.AUTHOR,
    Author,
    AuthorWord,
    Authorship,
    defaults={"birth_year": None, "death_year": None, "variants": ()},
    make_sort_key=name_sort_key,
)
SUBJECTS = HeadingTable(RecordKind.SUBJECT, Subject, SubjectWord, BookSubject)
SERIES = HeadingTable(
    RecordKind.SERIES, Series, SeriesWord, BookSeries, defaults={"variants": ()}, make_sort_key=title_key
)

HEADING_TABLES: Mapping[RecordKind, HeadingTable] = {table.kind: table for table in (AUTHORS, SUBJECTS, SERIES)}
