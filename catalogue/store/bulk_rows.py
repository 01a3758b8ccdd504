"""Rows inserted many at once, as the driver takes them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

FEW = 50
"""Rows from which on it pays: SQLAlchemy's own way from a dict to a row of SQLite takes longer than SQLite."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Insert:
    """An INSERT compiled for a dialect: its SQL, what takes the values out of a row, and what converts some."""

    sql: str
    get_values: Callable[[Row], tuple[Any, ...]]
    processors: tuple[tuple[int, Callable[[Any], Any]], ...]

    def bind(self, row: Row) -> list[Any]:
        """Return the values of a row as the driver takes them."""
        values = list(self.get_values(row))
        for place, process in self.processors:
            values[place] = process(values[place])
        return values


def insert_rows(session: Session, table: sa.Table, rows: Sequence[Row]) -> None:
    """Store rows that all have the same columns. On PostgreSQL, SQLAlchemy's own way is the quickest."""
    connection = session.connection()
    is_many = len(rows) >= FEW and connection.dialect.name == "sqlite"
    insert = _compile(table, tuple(rows[0]), connection.dialect) if is_many else None
    if insert is None:
        connection.execute(sa.insert(table), rows)
    else:
        connection.exec_driver_sql(insert.sql, [tuple(insert.bind(row)) for row in rows])


@lru_cache(maxsize=64)
def _compile(table: sa.Table, names: tuple[str, ...], dialect: sa.Dialect) -> _Insert | None:
    """Return the INSERT of these columns; None where another column has a default that Python makes."""
    compiled = sa.insert(table).compile(dialect=dialect, column_keys=list(names))
    if (
        len(names) < 2
        or compiled.insert_prefetch
        or not compiled.positiontup
        or set(compiled.positiontup) != set(names)
    ):
        return None
    types = [table.c[name].type.dialect_impl(dialect) for name in compiled.positiontup]
    processors = [(place, of_type.bind_processor(dialect)) for place, of_type in enumerate(types)]
    converters = tuple((place, process) for place, process in processors if process is not None)
    return _Insert(str(compiled), itemgetter(*compiled.positiontup), converters)
