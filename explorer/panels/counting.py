"""The collection's counts, made in a thread of their own, while figures are drawn from the first of them."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from datetime import UTC, datetime
from threading import Lock
from typing import Any

import pandas as pd
import sqlalchemy as sa

from explorer.panels.collection import COUNTS
from explorer.sources import collection as source
from explorer.sources.database import answering, snapshot, version


class Counting:
    """The counts of one state of the catalogue, all of one moment.

    :param state: what names it; the same state has the same counts.
    :param connection: sees that state; `done` is called when it is no longer needed.
    """

    def __init__(self, state: str, connection: sa.Connection, done: Callable[[], None]) -> None:
        self.state = state
        thread = ThreadPoolExecutor(1)
        self._totals = thread.submit(source.totals, connection)
        self._counts = {name: thread.submit(count, connection) for name, count in COUNTS.items()}
        thread.submit(done)
        thread.shutdown(wait=False)

    def totals(self) -> source.Totals:
        """Return how much of each there is, when it is counted. :raises SourceError:"""
        with answering():
            return self._totals.result()

    def counted(self, name: str) -> pd.DataFrame:
        """Return the `name` of `COUNTS`, when it is counted. :raises SourceError:"""
        with answering():
            return self._counts[name].result()

    def has_failed(self) -> bool:
        """Tell whether the database did not answer, so that it has to be asked again."""
        asked: list[Future[Any]] = [self._totals, *self._counts.values()]
        return any(count.done() and count.exception() for count in asked)


class Counter:
    """Counts each state of the catalogue once, however many look at it."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._latest: Counting | None = None

    def now(self) -> Counting:
        """Return the counting of the catalogue as it is now; it begins if nobody has asked yet. :raises SourceError:"""
        with self._lock, ExitStack() as opened:
            connection = opened.enter_context(snapshot(self._engine))
            state = f"{version(connection)} {datetime.now(UTC):%Y-%m}"
            if self._latest is None or self._latest.state != state or self._latest.has_failed():
                self._latest = Counting(state, connection, opened.pop_all().close)
            return self._latest
