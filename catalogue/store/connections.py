"""Connections for one read of what was last committed, which take less time to find than those of the pool.

SQLAlchemy's pool notes down and checks more about a connection than a read of one row costs (docs/performance.md), so
connections that are done with are kept here as well, as many as were in use at once.
"""

from threading import Lock
from weakref import WeakKeyDictionary

import sqlalchemy as sa


class Connection:
    """A connection outside of the pool, and its one cursor; it begins no transactions, so each look is a new one."""

    def __init__(self, engine: sa.Engine) -> None:
        self._proxy = engine.raw_connection()
        self._proxy.detach()
        assert self._proxy.dbapi_connection is not None
        engine.dialect.set_isolation_level(self._proxy.dbapi_connection, "AUTOCOMMIT")
        self.cursor = self._proxy.cursor()

    def close(self) -> None:
        """Close it."""
        self._proxy.close()


class Connections:
    """What is kept for one engine; nothing of it counts as a connection of the engine's pool."""

    def __init__(self) -> None:
        self._idle: list[Connection] = []

    def lend(self) -> Connection | None:
        """Return a connection that nobody uses, None when a new one has to be made."""
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def keep(self, connection: Connection) -> None:
        """Take a connection back."""
        self._idle.append(connection)

    def close(self) -> None:
        """Close all that nobody uses."""
        while connection := self.lend():
            connection.close()


_connections: WeakKeyDictionary[sa.Engine, Connections] = WeakKeyDictionary()
_lock = Lock()


def get_connections(engine: sa.Engine) -> Connections:
    """Return the connections kept for an engine, which are closed when it is disposed of."""
    connections = _connections.get(engine)
    if connections is None:
        with _lock:
            connections = _connections.get(engine)
            if connections is None:
                connections = _connections[engine] = Connections()
                _close_with(engine, connections)
    return connections


def _close_with(engine: sa.Engine, connections: Connections) -> None:
    sa.event.listen(engine, "engine_disposed", lambda _: connections.close())
