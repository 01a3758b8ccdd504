"""Statements that run so often that SQLAlchemy's own way to the database would cost more than the database.

Compiled once a dialect and run on the driver's cursor, a statement on one row takes a fifth of the time
(docs/performance.md). Values go through the same column types as everywhere. It is for the way of one record, in and
out, and for what each search asks; what is asked rarely, or with conditions that come and go, uses the session.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.orm import Session, SessionTransaction

from catalogue.models.connections import Connection, connections_of

Processor = Callable[[Any], Any]

_CONNECTION = "catalogue.connection"


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    positions: tuple[str, ...] | None
    literals: dict[str, Any]
    on_the_way_in: tuple[tuple[str, Processor], ...]
    on_the_way_out: tuple[tuple[int, Processor], ...]

    def values(self, parameters: Mapping[str, Any]) -> Any:
        """Return the parameters as the driver takes them."""
        named = {**self.literals, **parameters}
        for name, process in self.on_the_way_in:
            named[name] = process(named[name])
        return named if self.positions is None else [named[name] for name in self.positions]

    def row(self, found: Sequence[Any]) -> list[Any]:
        """Return a row as the column types have it."""
        row = list(found)
        for place, process in self.on_the_way_out:
            row[place] = process(row[place])
        return row


def _connection_of(session: Session) -> sa.Connection:
    """Return the connection of the session's transaction, which the session itself takes longer to find than a row."""
    found: tuple[SessionTransaction | None, sa.Connection] | None = session.info.get(_CONNECTION)
    if found is None or found[0] is not session.get_transaction():
        connection = session.connection()
        found = session.info[_CONNECTION] = session.get_transaction(), connection
    return found[1]


class Prepared:
    """A statement compiled once for each dialect.

    :param columns: of an INSERT, the columns that its rows fill.
    """

    def __init__(self, statement: sa.SelectBase | sa.UpdateBase, columns: Sequence[str] = ()) -> None:
        self.statement = statement
        self.columns = list(columns) or None
        self._compiled: dict[str, _Compiled] = {}

    def first(self, engine: sa.Engine, **parameters: Any) -> list[Any] | None:
        """Return the only row as it was last committed, None when there is none, on a connection of its own.

        :raises sqlalchemy.exc.DBAPIError: when the database cannot answer, as a session would.
        """
        found = self.all(engine, **parameters)
        return found[0] if found else None

    def all(self, engine: sa.Engine, **parameters: Any) -> list[list[Any]]:
        """Return every row as it was last committed, on a connection of its own.

        :raises sqlalchemy.exc.DBAPIError: as `first` does.
        """
        compiled = self._for(engine.dialect)
        values = compiled.values(parameters)
        kept = connections_of(engine)
        while True:
            connection = kept.lend()
            is_new = connection is None
            try:
                connection = connection or Connection(engine)
                connection.cursor.execute(compiled.sql, values)
                found = connection.cursor.fetchall()
            except engine.dialect.loaded_dbapi.Error as error:
                if connection is not None:
                    connection.close()
                if is_new:
                    raise self._wrapped(error, engine.dialect) from error
                continue  # The server may have been started anew since the connection was made.
            kept.keep(connection)
            return [compiled.row(row) for row in found]

    def rows(self, session: Session, **parameters: Any) -> list[list[Any]]:
        """Return every row, as the session's transaction sees them.

        :raises sqlalchemy.exc.DBAPIError: as `first` does.
        """
        connection = _connection_of(session)
        compiled = self._for(connection.dialect)
        cursor = self._run(connection, lambda cursor: cursor.execute(compiled.sql, compiled.values(parameters)))
        return [compiled.row(found) for found in cursor.fetchall()]

    def run(self, session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
        """Run the statement for each of `rows`, in the session's transaction.

        :raises sqlalchemy.exc.DBAPIError: as `first` does.
        """
        connection = _connection_of(session)
        compiled = self._for(connection.dialect)
        values = [compiled.values(row) for row in rows]
        self._run(connection, lambda cursor: cursor.executemany(compiled.sql, values))

    def _run(self, connection: sa.Connection, work: Callable[[DBAPICursor], Any]) -> DBAPICursor:
        cursor = connection.connection.cursor()
        try:
            work(cursor)
        except connection.dialect.loaded_dbapi.Error as error:
            if connection.dialect.is_disconnect(error, connection.connection.dbapi_connection, cursor):
                connection.invalidate(
                    error
                )  # As SQLAlchemy does: what is dead can neither be rolled back nor lent again.
            raise self._wrapped(error, connection.dialect) from error
        return cursor

    def _wrapped(self, error: Exception, dialect: sa.Dialect) -> Exception:
        """Return what SQLAlchemy would raise."""
        kind = dialect.loaded_dbapi.Error
        return sa.exc.DBAPIError.instance(self._for(dialect).sql, None, error, kind, dialect=dialect)

    def _for(self, dialect: sa.Dialect) -> _Compiled:
        if dialect.name not in self._compiled:
            compiled = self.statement.compile(dialect=dialect, column_keys=self.columns)
            binds = {
                name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()
            }
            answered = self.statement.selected_columns if isinstance(self.statement, sa.SelectBase) else ()
            results = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in answered]
            self._compiled[dialect.name] = _Compiled(
                str(compiled),
                tuple(compiled.positiontup or ()) if compiled.positional else None,
                {name: bind.value for name, bind in compiled.binds.items() if not bind.required},
                tuple((name, process) for name, process in binds.items() if process is not None),
                tuple((place, process) for place, process in enumerate(results) if process is not None),
            )
        return self._compiled[dialect.name]


def insert_into(table: sa.Table, *, numbered_by_database: bool = False) -> Prepared:
    """Return the statement that inserts rows, which have every column but a number that the database gives."""
    names = [column.name for column in table.columns if not (numbered_by_database and column.primary_key)]
    return Prepared(sa.insert(table), names)
