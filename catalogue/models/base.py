"""What all tables share: the base class, named constraints, column types."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, mapped_column

from catalogue.domain.text import KEY_LENGTH


class Base(DeclarativeBase):
    """Base of every model; its constraints have names, so that migrations can speak of them."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant, aware and in UTC in Python, whole seconds; SQLite stores no zone, PostgreSQL does."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value.astimezone(UTC).replace(microsecond=0) if value else None

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        return value and value.astimezone(UTC)

    def bind_processor(self, dialect: sa.Dialect) -> Callable[[Any], Any] | None:
        """Return what writes the column; SQLite's text is made at once, as SQLAlchemy's own type would have it."""
        if dialect.name == "sqlite":
            return lambda value: value and value.astimezone(UTC).isoformat(" ")[:19] + ".000000"
        return super().bind_processor(dialect)

    def result_processor(self, dialect: sa.Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Return what reads the column; SQLite's text is parsed at once, in UTC."""
        if dialect.name == "sqlite":
            return lambda text: text and datetime.fromisoformat(text + "+00:00")
        return super().result_processor(dialect, coltype)


class Cents(sa.TypeDecorator[Decimal]):
    """A sum of money with two decimals, kept as a whole number of cents: SQLite has no decimals."""

    impl = sa.Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else int(value.scaleb(2))

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2)


def now() -> datetime:
    """Return the present instant, in UTC, cut to whole seconds as the tables keep it."""
    return datetime.now(UTC).replace(microsecond=0)


def enum_type(choices: type[StrEnum], name: str) -> sa.Enum:
    """Return the column type of a closed choice: stored by value, as text with a check."""
    return sa.Enum(
        choices,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda choice: [member.value for member in choice],
    )


big_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
"""64 bits on both databases: SQLite makes only an INTEGER primary key the row id."""


def text_by_code_point(length: int) -> sa.String:
    """Return the column type of text that sorts by code point on both databases, as keys must."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


key_type = text_by_code_point(KEY_LENGTH)
primary_key = Annotated[int, mapped_column(big_id, primary_key=True)]
instant = Annotated[datetime, mapped_column(UtcDateTime)]
sort_or_match_key = Annotated[str, mapped_column(key_type)]
json_object = Annotated[dict[str, Any], mapped_column(sa.JSON)]
json_list = Annotated[list[Any], mapped_column(sa.JSON(none_as_null=True))]


def table_of(model: type[Base]) -> sa.Table:
    """Return the table of a model, for statements on many rows that need no objects."""
    table = model.__table__
    assert isinstance(table, sa.Table)
    return table
