"""Rows of a related table as one JSON column, so that a list of books is one statement and not five."""

from collections.abc import Sequence
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from catalogue.models.base import Base


class _Row(GenericFunction[Any]):
    """One JSON array of the arguments."""

    name = "json_array"
    inherit_cache = True
    type = sa.JSON()


class _Rows(GenericFunction[Any]):
    """One JSON array of the values of a column."""

    name = "json_group_array"
    inherit_cache = True
    type = sa.JSON()


@compiles(_Row, "postgresql")
def _row_on_postgresql(element: _Row, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_build_array({compiler.process(element.clauses, **kw)})"


@compiles(_Rows, "postgresql")
def _rows_on_postgresql(element: _Rows, compiler: SQLCompiler, **kw: Any) -> str:
    return f"coalesce(json_agg({compiler.process(element.clauses, **kw)}), '[]'::json)"


def json_rows(rows: sa.Select[*tuple[Any, ...]], of: type[Base]) -> sa.ScalarSelect[Any]:
    """Return a scalar subquery: the rows of an ordered select as a JSON array of arrays, `[]` when there are none.

    :param of: the table of the statement around it, to whose row the select belongs.
    """
    inner = rows.correlate(of).subquery()
    return sa.select(_Rows(_Row(*inner.c))).select_from(inner).scalar_subquery()


class _Texts(GenericFunction[Any]):
    """The texts of a JSON array, one a row, in the column `value`."""

    name = "json_each"
    inherit_cache = True


@compiles(_Texts, "postgresql")
def _texts_on_postgresql(element: _Texts, compiler: SQLCompiler, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS json))"


class JsonList(sa.TypeDecorator[list[Any]]):
    """A list sent as one parameter: its JSON."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[Any] | None, dialect: sa.Dialect) -> str | None:
        return None if value is None else orjson.dumps(list(value)).decode()


class _Without(GenericFunction[str]):
    """The text of a JSON object without one of its members."""

    name = "json_without"
    inherit_cache = True
    type = sa.Text()


@compiles(_Without, "sqlite")
def _without_on_sqlite(element: _Without, compiler: SQLCompiler, **kw: Any) -> str:
    column, name = element.clauses
    return f"json_remove({compiler.process(column, **kw)}, '$.' || {compiler.process(name, **kw)})"


@compiles(_Without, "postgresql")
def _without_on_postgresql(element: _Without, compiler: SQLCompiler, **kw: Any) -> str:
    column, name = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST(CAST({column} AS jsonb) - CAST({name} AS text) AS text)"


def has_other_key(column: Any, name: str) -> sa.ColumnElement[bool]:
    """Return the condition that the JSON object in a column has a member beside that of a name."""
    return sa.and_(sa.cast(column, sa.String) != "{}", _Without(column, sa.literal(name, sa.Text)) != "{}")


def json_texts(parameter: str) -> sa.Select[str]:
    """Return the texts of the list in a parameter: an IN list of any length in one parameter."""
    texts = _Texts(sa.bindparam(parameter, type_=JsonList)).table_valued(sa.column("value", sa.Text))
    return sa.select(texts.c.value)


def json_numbers(parameter: str) -> sa.Select[int]:
    """Return the whole numbers of the list in a parameter."""
    texts = json_texts(parameter).subquery()
    return sa.select(sa.cast(texts.c.value, sa.BigInteger))
