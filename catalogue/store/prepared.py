"""The three reads beside SQLAlchemy: a book by its id, the newest change, whose token it is.

Most requests make one of them and no other, and SQLAlchemy's own way to one row takes five times as long as the row
(docs/performance.md). Each is compiled once a dialect and runs on a connection of its own, which begins no
transaction, so it sees what was last committed. All other statements go through the session or a connection, where
events, tracing and replicas see them.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from catalogue.domain.views import BookView
from catalogue.models import Account, Book, Change, Token
from catalogue.store.book_views import make_view, select_books
from catalogue.store.connections import Connection, get_connections

Processor = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Compiled:
    sql: str
    positions: tuple[str, ...] | None
    literals: dict[str, Any]
    result_processors: tuple[tuple[int, Processor], ...]

    def bind(self, parameters: dict[str, Any]) -> Any:
        """Return the parameters as the driver takes them."""
        named = {**self.literals, **parameters}
        return named if self.positions is None else [named[name] for name in self.positions]

    def process_row(self, values: Sequence[Any]) -> list[Any]:
        """Return a row as the column types have it."""
        row = list(values)
        for place, process in self.result_processors:
            row[place] = process(row[place])
        return row


class Prepared:
    """A SELECT of one row at most, compiled once for each dialect; its parameters are integers and texts."""

    def __init__(self, statement: sa.Select[*tuple[Any, ...]]) -> None:
        self.statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def read_first(self, engine: sa.Engine, **parameters: int | str) -> list[Any] | None:
        """Return the row as it was last committed, None when there is none.

        :raises sqlalchemy.exc.DBAPIError: when the database cannot answer, as a session would.
        """
        compiled = self._compile(engine.dialect)
        values = compiled.bind(parameters)
        idle = get_connections(engine)
        while True:
            connection = idle.lend()
            is_new = connection is None
            try:
                connection = connection or Connection(engine)
                connection.cursor.execute(compiled.sql, values)
                rows = connection.cursor.fetchall()  # To the end: SQLite would keep its snapshot open else.
            except engine.dialect.loaded_dbapi.Error as error:
                if connection is not None:
                    connection.close()
                if is_new:
                    kind = engine.dialect.loaded_dbapi.Error
                    wrapped = sa.exc.DBAPIError.instance(compiled.sql, None, error, kind, dialect=engine.dialect)
                    raise wrapped from error
                continue  # The server may have been started anew since the connection was made.
            idle.keep(connection)
            return compiled.process_row(rows[0]) if rows else None

    def _compile(self, dialect: sa.Dialect) -> _Compiled:
        if dialect.name not in self._compiled:
            compiled = self.statement.compile(dialect=dialect)
            columns = self.statement.selected_columns
            processors = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
            self._compiled[dialect.name] = _Compiled(
                str(compiled),
                tuple(compiled.positiontup or ()) if compiled.positional else None,
                {name: bind.value for name, bind in compiled.binds.items() if not bind.required},
                tuple((place, process) for place, process in enumerate(processors) if process is not None),
            )
        return self._compiled[dialect.name]


_BOOK = Prepared(select_books().where(Book.id == sa.bindparam("book_id", type_=sa.BigInteger)))
_NEWEST_CHANGE = Prepared(sa.select(Change.seq, Change.record_id, Change.at).order_by(Change.seq.desc()).limit(1))
_TOKEN = Prepared(
    sa.select(
        *(Token.id, Account.name, Account.role, Token.scope, Token.last_used_at),
        *(Token.revoked_at, Token.expires_at, Account.disabled_at),
    )
    .join(Account, Account.id == Token.account_id)
    .where(Token.secret_hash == sa.bindparam("secret_hash", type_=sa.String))
)


def find_book(engine: sa.Engine, book_id: int) -> BookView | None:
    """Return a book as it was last committed, None when there is none."""
    row = _BOOK.read_first(engine, book_id=book_id)
    return make_view(row) if row else None


def find_newest_change(engine: sa.Engine) -> list[Any] | None:
    """Return `seq`, `record_id` and `at` of the newest change, None when there is none yet."""
    return _NEWEST_CHANGE.read_first(engine)


def find_token(engine: sa.Engine, secret_hash: str) -> list[Any] | None:
    """Return a token's id, its account's name and role, its scope and last use; then when the token was revoked and
    expires, and when the account was disabled. None when no token has this hash.
    """
    return _TOKEN.read_first(engine, secret_hash=secret_hash)
