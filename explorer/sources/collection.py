"""What there is in the catalogue, counted in SQL."""

from dataclasses import dataclass

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus
from catalogue.domain.roles import Role
from catalogue.models import Author, Authorship, Book, Item, Subject
from explorer.sources.database import frame, reading


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of each there is."""

    n_books: int
    n_items: int
    n_available: int
    n_authors: int
    n_subjects: int


def counts(engine: sa.Engine) -> Counts:
    """Count everything. :raises SourceError:"""
    on_shelf = sa.select(sa.func.count()).select_from(Item).where(Item.status == ItemStatus.AVAILABLE)
    numbers = [
        sa.select(sa.func.count()).select_from(Book),
        sa.select(sa.func.count()).select_from(Item),
        on_shelf,
        sa.select(sa.func.count()).select_from(Author),
        sa.select(sa.func.count()).select_from(Subject),
    ]
    with reading(engine) as connection:
        return Counts(*connection.execute(sa.select(*(number.scalar_subquery() for number in numbers))).one())


def books(engine: sa.Engine, n: int) -> pd.DataFrame:
    """Return the first `n` books by title.

    Columns: `title`, `author` (the first one), `publisher`, `language`, `dewey` (str), `publication_year` (Int64);
    what is not known is <NA>. :raises SourceError:
    """
    first_author = (
        sa.select(Author.name)
        .join(Authorship, Authorship.author_id == Author.id)
        .where(Authorship.book_id == Book.id, Authorship.role == Role.AUTHOR)
        .order_by(Authorship.position)
        .limit(1)
        .scalar_subquery()
    )
    statement = (
        sa.select(
            Book.title,
            first_author.label("author"),
            Book.publication_year,
            Book.publisher,
            Book.language,
            Book.dewey,
        )
        .order_by(Book.title_key, Book.id)
        .limit(n)
    )
    found = frame(engine, statement)
    return found.astype({name: "Int64" if name == "publication_year" else "string" for name in found.columns})


def years(engine: sa.Engine) -> pd.DataFrame:
    """Return one row a year of publication, oldest first, at most as many as history has years.

    Columns: `publication_year` (Int64, <NA> for the books without), `n_books` (Int64). :raises SourceError:
    """
    year = Book.publication_year
    statement = sa.select(year, sa.func.count().label("n_books")).group_by(year).order_by(year)
    return frame(engine, statement).astype("Int64")
