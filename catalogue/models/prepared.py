"""Statements that are run so often that SQLAlchemy's own way to the database costs more than the database.

Compiled once a dialect and run on the driver's cursor, a one-row SELECT takes a fifth of the time
(docs/performance.md).
Values go through the same types as everywhere. For reading by number and nothing else: whoever writes uses the session.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

Processor = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    positions: tuple[str, ...] | None
    literals: dict[str, Any]
    processors: tuple[tuple[int, Processor], ...]


class Prepared:
    """A SELECT with named parameters (integers and text), compiled once for each dialect."""

    def __init__(self, statement: sa.Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def first(self, engine: sa.Engine, **parameters: int | str) -> list[Any] | None:
        """Return the first row, None when there is none, on a connection of its own.

        :raises sqlalchemy.exc.DBAPIError: when the database cannot answer, as the session would.
        """
        compiled = self._for(engine.dialect)
        named = {**compiled.literals, **parameters}
        values = named if compiled.positions is None else [named[name] for name in compiled.positions]
        connection = engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(compiled.sql, values)
            found = cursor.fetchone()
        except engine.dialect.loaded_dbapi.Error as error:
            connection.invalidate(error)
            raise sa.exc.DBAPIError.instance(
                compiled.sql, None, error, engine.dialect.loaded_dbapi.Error, dialect=engine.dialect
            ) from error
        finally:
            connection.close()
        if found is None:
            return None
        row = list(found)
        for place, process in compiled.processors:
            row[place] = process(row[place])
        return row

    def _for(self, dialect: sa.Dialect) -> _Compiled:
        if dialect.name not in self._compiled:
            compiled = self.statement.compile(dialect=dialect)
            types = [column.type.dialect_impl(dialect) for column in self.statement.selected_columns]
            processors = [(place, type_.result_processor(dialect, None)) for place, type_ in enumerate(types)]
            self._compiled[dialect.name] = _Compiled(
                str(compiled),
                tuple(compiled.positiontup) if compiled.positional and compiled.positiontup else None,
                {name: value for name, value in compiled.params.items() if value is not None},
                tuple((place, process) for place, process in processors if process is not None),
            )
        return self._compiled[dialect.name]
