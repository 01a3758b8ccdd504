"""Answers that stay true until the next change of the catalogue, kept in this process."""

from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from cachetools import LRUCache
from sqlalchemy.orm import Session

from catalogue.store import change_log

T = TypeVar("T")

MAX_ANSWERS = 256
"""Answers kept for each database; the one used longest ago goes first."""

_answers: WeakKeyDictionary[sa.Engine, LRUCache[Hashable, tuple[tuple[int, datetime | None], Any]]] = (
    WeakKeyDictionary()
)
_lock = Lock()


def remember(session: Session, key: Hashable, ask: Callable[[], T]) -> T:
    """Return what `ask` returns, asking again only after a change of a book or an item.

    A transaction that writes always asks: what it sees may yet be rolled back.
    """
    if change_log.is_writing(session):
        return ask()
    engine = session.get_bind()
    assert isinstance(engine, sa.Engine)
    newest = change_log.read_newest(session)
    with _lock:
        answers = _answers.setdefault(engine, LRUCache(MAX_ANSWERS))
        asked_at, answer = answers.get(key, (None, None))
        if asked_at == newest:
            return cast(T, answer)
    answer = ask()
    with _lock:
        answers[key] = (newest, answer)
    return answer
