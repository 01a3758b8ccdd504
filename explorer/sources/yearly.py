"""What a library reports each year: copies that came, went and were there on 31 December, counted in SQL."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import sqlalchemy as sa

from catalogue.domain.items import ItemStatus, WithdrawalReason
from catalogue.models import Book, Item
from explorer.sources.database import found

DIMENSIONS = ("branch", "class", "material", "audience")
"""What copies are told apart by; a value is missing where the record does not say."""
NUMBERS = ("stock", "acquired", "withdrawn", "deposits", "deposits_in", "deposits_out")
"""The stock on 31 December, and what came and went in the year: own copies, and those in deposit from another owner."""
OWN = ("Fonds propre",)
"""Names of owners that mean the library itself; another name, or a date of deposit, makes a deposit."""


def read_survey(year: int) -> dict[str, Any]:
    """Return the headings of the yearly survey as of a year: the latest form that is not later, else the first."""
    forms = tomllib.loads(Path(__file__).with_name("survey.toml").read_text(encoding="utf-8"))
    past = [form for form in sorted(forms, key=int) if int(form) <= year] or [min(forms, key=int)]
    form: dict[str, Any] = forms[past[-1]]
    return form


def count_copies(connection: sa.Connection, year: int) -> pd.DataFrame:
    """Return one row for each branch, main class, material and audience that occur together.

    Columns: `DIMENSIONS` (str, <NA> if unknown), `NUMBERS` (Int64).
    """
    deposit = _is_deposit()
    own, stock = sa.not_(deposit), _is_there(year)
    came, went = _is_in(Item.acquired_on, year), _is_in(Item.withdrawn_on, year)
    returned = sa.func.coalesce(Item.withdrawal_reason == WithdrawalReason.RETURNED, sa.false())
    conditions = {
        "stock": sa.and_(stock, own),
        "acquired": sa.and_(came, own),
        "withdrawn": sa.and_(went, own, sa.not_(returned)),
        "deposits": sa.and_(stock, deposit),
        "deposits_in": sa.and_(_is_in(Item.deposited_on, year), deposit),
        "deposits_out": sa.and_(went, sa.or_(deposit, returned)),
    }
    keys = (Item.location, sa.func.substr(Book.dewey, 1, 1), Book.material, Book.audience)
    counts = (sa.func.count(sa.case((condition, 1))).label(name) for name, condition in conditions.items())
    labelled: list[sa.Label[Any]] = [key.label(name) for key, name in zip(keys, DIMENSIONS, strict=True)]
    statement = sa.select(*labelled, *counts).join(Book, Book.id == Item.book_id).group_by(*keys)
    frame = found(connection, statement)
    return frame.astype(dict.fromkeys(DIMENSIONS, "string") | dict.fromkeys(NUMBERS, "Int64"))


def count_titles(connection: sa.Connection, year: int) -> dict[str, int]:
    """Return how many books are behind `stock`, `acquired` and `withdrawn`; `undated` are copies of no known date."""
    own = sa.not_(_is_deposit())
    n_titles = sa.func.count(sa.distinct(Item.book_id))
    conditions = {"stock": _is_there(year), "acquired": _is_in(Item.acquired_on, year)}
    conditions["withdrawn"] = _is_in(Item.withdrawn_on, year)
    numbers = [sa.select(n_titles).where(own, condition).scalar_subquery() for condition in conditions.values()]
    undated = sa.select(sa.func.count()).where(_is_there(year), Item.acquired_on.is_(None)).scalar_subquery()
    row = connection.execute(sa.select(*numbers, undated)).one()
    return dict(zip([*conditions, "undated"], row, strict=True))


def count_years(connection: sa.Connection, year: int) -> pd.DataFrame:
    """Return how many copies of the stock are of each year. Columns: `publication_year`, `n_books` (Int64)."""
    statement = sa.select(Book.publication_year, sa.func.count().label("n_books")).join(Item, Item.book_id == Book.id)
    return found(connection, statement.where(_is_there(year)).group_by(Book.publication_year)).astype("Int64")


def _is_in(day: Any, year: int) -> sa.ColumnElement[bool]:
    return sa.func.coalesce(day.between(date(year, 1, 1), date(year, 12, 31)), sa.false())


def _is_deposit() -> sa.ColumnElement[bool]:
    return sa.or_(Item.deposited_on.is_not(None), sa.and_(Item.owner.is_not(None), Item.owner.not_in(OWN)))


def _is_there(year: int) -> sa.ColumnElement[bool]:
    """Return the condition that a copy was there at the end of 31 December: it had come, and had not gone."""
    last, end = date(year, 12, 31), datetime(year + 1, 1, 1, tzinfo=UTC)
    came = sa.or_(
        Item.acquired_on <= last,
        last >= Item.deposited_on,
        sa.and_(Item.acquired_on.is_(None), Item.deposited_on.is_(None), Item.created_at < end),
    )
    stayed = sa.or_(last < Item.withdrawn_on, sa.and_(Item.withdrawn_on.is_(None), Item.status != ItemStatus.WITHDRAWN))
    return sa.and_(sa.func.coalesce(came, sa.false()), stayed)
