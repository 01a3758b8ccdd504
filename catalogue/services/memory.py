"""Answers that stay true until the next change of the catalogue, kept in this process."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime
from threading import Lock
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session

from catalogue.services import changes

T = TypeVar("T")

KEPT = 256
"""Answers kept for each database; the one asked longest ago goes first."""

_answers: WeakKeyDictionary[sa.Engine, OrderedDict[Hashable, tuple[tuple[int, datetime | None], Any]]] = (
    WeakKeyDictionary()
)
_lock = Lock()


def until_next_change(session: Session, key: Hashable, ask: Callable[[], T]) -> T:
    """Return what `ask` returns, asking again only after a change of a book or an item.

    A transaction that writes always asks: what it sees may yet be rolled back.
    """
    if changes.is_writing(session):
        return ask()
    engine = session.get_bind()
    assert isinstance(engine, sa.Engine)
    newest = changes.newest_change(session)
    with _lock:
        kept = _answers.setdefault(engine, OrderedDict())
        asked_at, answer = kept.get(key, (None, None))
        if asked_at == newest:
            kept.move_to_end(key)
            return cast(T, answer)
    answer = ask()
    with _lock:
        kept[key] = (newest, answer)
        if len(kept) > KEPT:
            kept.popitem(last=False)
    return answer
