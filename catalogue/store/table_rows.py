"""All tables out of one snapshot of the database, and into an empty one: rows as values that are alike on both kinds.

Tables are looked up in the database and not in the models, so that those of an earlier revision can be written, too.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from catalogue.common.backup_archive import Row
from catalogue.errors import UnusableBackup
from catalogue.models.base import UtcDateTime

BATCH = 1000
"""Rows that are in memory at once."""
REVISION_TABLE = "alembic_version"


@dataclass(frozen=True, slots=True)
class DatabaseSnapshot:
    """The tables as one transaction sees them, each after those that it refers to; rows in the order of their keys."""

    connection: sa.Connection
    tables: Mapping[str, sa.Table]

    def read_tables(self) -> Iterator[tuple[str, Iterator[Row]]]:
        """Yield each table with its rows, which are to be read before the next table is asked for."""
        for name, table in self.tables.items():
            yield name, self._read_rows(table)

    def _read_rows(self, table: sa.Table) -> Iterator[Row]:
        rows = sa.select(table).order_by(*table.info["key"]).execution_options(yield_per=BATCH)
        names = [
            "".join(name) for name in list(table.c.keys())
        ]  # Bare text, where SQLAlchemy marks what is to be quoted.
        for row in self.connection.execute(rows):
            yield dict(zip(names, row, strict=True))

    def count_rows(self) -> dict[str, int]:
        """Return how many rows each table has."""
        return {
            name: self.connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
            for name, table in self.tables.items()
        }

    def read_last_ids(self) -> dict[str, int]:
        """Return the highest number ever given in each table whose rows the database numbers, if it has given one."""
        if self.connection.dialect.name == "sqlite":
            rows = self.connection.execute(sa.text("SELECT name, seq FROM sqlite_sequence"))
            return {row.name: row.seq for row in rows}
        last_ids = {}
        for name, sequence in self._list_sequences():
            value, is_called = self.connection.execute(sa.text(f"SELECT last_value, is_called FROM {sequence}")).one()  # noqa: S608
            if is_called:
                last_ids[name] = value
        return last_ids

    def _list_sequences(self) -> Iterator[tuple[str, str]]:
        for name, table in self.tables.items():
            if len(table.info["key"]) == 1:
                owned = sa.func.pg_get_serial_sequence(name, table.info["key"][0].name)
                if sequence := self.connection.scalar(sa.select(owned)):
                    yield name, sequence

    def delete_rows(self) -> None:
        """Empty every table. Numbers do not start again, so that none means two things to whoever remembers it."""
        for table in reversed(list(self.tables.values())):
            self.connection.execute(sa.delete(table))

    def load(self, tables: Iterable[tuple[str, Iterator[Row]]], last_ids: Mapping[str, int], name: str) -> None:
        """Write the rows of a backup, as they were, into empty tables.

        :param name: what messages call the backup.
        :raises UnusableBackup: when it has a table or a column that this revision has not, or lacks one.
        """
        for table_name, rows in tables:
            table = self.tables.get(table_name)
            if table is None:
                raise UnusableBackup(name, f"it holds a table that its revision does not have: {table_name}")
            parsed = _parse_rows(table, rows, name)
            while batch := list(islice(parsed, BATCH)):
                self.connection.execute(sa.insert(table), batch)
        self._raise_last_ids(last_ids)

    def _raise_last_ids(self, last_ids: Mapping[str, int]) -> None:
        """Have the database give no number again that was ever given, here or where the backup was taken."""
        present = self.read_last_ids()
        if self.connection.dialect.name == "sqlite":
            self.connection.execute(sa.text("DELETE FROM sqlite_sequence"))
            rows = [{"name": name, "seq": max(present.get(name, 0), last_ids.get(name, 0))} for name in self.tables]
            rows = [row for row in rows if row["seq"]]
            if rows:
                self.connection.execute(sa.text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :seq)"), rows)
            return
        for name, sequence in self._list_sequences():
            key = self.tables[name].info["key"][0]
            newest = self.connection.scalar(sa.select(sa.func.max(key))) or 0
            if last_id := max(present.get(name, 0), last_ids.get(name, 0), newest):
                self.connection.scalar(sa.select(sa.func.setval(sequence, last_id)))


@contextmanager
def open_snapshot(engine: sa.Engine) -> Iterator[DatabaseSnapshot]:
    """Lend the tables as they were committed last, whoever writes meanwhile."""
    options: dict[str, Any] = {}
    if engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection:
        yield read_snapshot(connection)
        connection.rollback()


def read_snapshot(connection: sa.Connection) -> DatabaseSnapshot:
    """Return all tables of the database, as the transaction of a connection sees them."""
    inspector = sa.inspect(connection)
    metadata = sa.MetaData()
    names = [name for name, _ in inspector.get_sorted_table_and_fkc_names() if name and name != REVISION_TABLE]
    return DatabaseSnapshot(connection, {name: _get_table(inspector, metadata, name) for name in names})


def _get_table(inspector: sa.Inspector, metadata: sa.MetaData, name: str) -> sa.Table:
    columns = [sa.Column(column["name"], _get_plain_type(column["type"])) for column in inspector.get_columns(name)]
    table = sa.Table(name, metadata, *columns)
    table.info["key"] = [table.c[column] for column in inspector.get_pk_constraint(name)["constrained_columns"]]
    return table


def _get_plain_type(type_: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    """Return the type whose values are alike on both databases."""
    if isinstance(type_, sa.DateTime):
        return UtcDateTime()
    if isinstance(type_, sa.JSON):
        return sa.JSON(none_as_null=True)
    return type_


def _parse_rows(table: sa.Table, rows: Iterable[Row], name: str) -> Iterator[Row]:
    """Yield rows with instants and days as such, which JSON has as text."""
    columns = set(table.c.keys())
    instants = [column.name for column in table.c if isinstance(column.type, UtcDateTime)]
    days = [column.name for column in table.c if isinstance(column.type, sa.Date)]
    for row in rows:
        if row.keys() != columns:
            differing = ", ".join(sorted(row.keys() ^ columns))
            raise UnusableBackup(name, f"its rows of {table.name} do not have the columns of its revision: {differing}")
        try:
            for column in instants:
                row[column] = _parse(datetime, row[column])
            for column in days:
                row[column] = _parse(date, row[column])
        except (TypeError, ValueError) as error:
            raise UnusableBackup(name, f"it has an instant in {table.name} that is none") from error
        yield row


def _parse(kind: type[date], value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else kind.fromisoformat(value)
