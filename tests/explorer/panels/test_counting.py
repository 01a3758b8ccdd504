"""The counts of a state of the catalogue: made once for all who look, and never older than the newest write."""

import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.panels.collection import COUNTS
from explorer.panels.counting import Counter
from explorer.sources.database import SourceError, connect


@pytest.fixture
def counter(engine: Any) -> Iterator[Any]:
    """A counter, all of whose counts are made before the database goes."""
    yield Counter(engine)
    while engine.pool.checkedout():
        time.sleep(0.01)


def test_who_looks_at_the_same_state_shares_its_counts(counter: Any, add_book: Any, keep: Any) -> None:
    add_book()
    keep()

    assert counter.now() is counter.now()


def test_after_a_write_all_is_counted_again(counter: Any, add_book: Any, keep: Any) -> None:
    add_book("First", language="fr")
    keep()
    before = counter.now()
    assert before.totals().n_books == 1

    add_book("Second", language="en")
    keep()
    after = counter.now()

    assert after.state != before.state
    assert after.totals().n_books == 2
    assert sorted(after.counted("languages")["language"]) == ["en", "fr"]
    assert list(before.counted("languages")["language"]) == ["fr"]


def test_a_book_that_comes_while_others_are_counted_is_in_none_of_the_counts(
    counter: Any, add_book: Any, keep: Any
) -> None:
    add_book(publisher="Cie", language="fr")
    keep()
    counting = counter.now()

    add_book(publisher="Cie", language="fr")
    keep()

    assert counting.totals().n_books == 1
    assert {name: int(counting.counted(name)["n_books"].sum()) for name in ("years", "languages", "publishers")} == {
        "years": 1, "languages": 1, "publishers": 1
    }  # fmt: skip


def test_a_connection_is_given_back_when_all_is_counted(counter: Any, add_book: Any, keep: Any) -> None:
    add_book()
    keep()

    for _ in range(30):  # More than the engine has connections.
        add_book()
        keep()
        for name in COUNTS:
            counter.now().counted(name)


def test_a_database_that_does_not_answer_is_asked_again(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.db"
    with sqlite3.connect(path) as tables:
        tables.execute("CREATE TABLE change (seq INTEGER PRIMARY KEY, at TEXT)")
    counter = Counter(connect(f"sqlite:///{path}"))
    counting = counter.now()
    with pytest.raises(SourceError):
        counting.totals()

    assert counter.now() is not counting
