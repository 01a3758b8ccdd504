"""The server around Streamlit: it begins to count with the first request, and changes no answer."""

import asyncio
from threading import Event

import pytest
import sqlalchemy as sa

from explorer.panels.collection import COUNTS
from explorer.screens import shared
from explorer.server import CountingAhead, begin

pytestmark = pytest.mark.filterwarnings("default")  # Streamlit's own are not ours to mend
PATIENCE = 60
"""Seconds for a busy machine."""


async def answer(scope, receive, send):
    await send(scope["path"])


def asked_for(path: str) -> list[str]:
    """Return what is answered to a request."""
    sent = []

    async def send(message):
        sent.append(message)

    async def request():
        await CountingAhead(answer)({"type": "http", "path": path}, None, send)

    asyncio.run(request())
    return sent


@pytest.fixture
def counts(database_url, add_book, keep, monkeypatch):
    """An event that is set when the books are counted."""
    add_book()
    keep()
    monkeypatch.setenv("DATABASE_URL", database_url)
    counted = Event()

    def hear(connection, cursor, statement, *rest):
        if "count(*)" in statement:
            counted.set()

    engine = shared.database()
    sa.event.listen(engine, "before_cursor_execute", hear)
    yield counted
    counting = shared.counter().now()
    for name in COUNTS:  # Nothing is left over for the next test to hear.
        counting.counted(name)
    sa.event.remove(engine, "before_cursor_execute", hear)


def test_counting_begins_when_the_first_screen_is_asked_for(counts):
    assert asked_for("/") == ["/"]

    assert counts.wait(PATIENCE)


def test_other_requests_count_nothing(counts):
    assert asked_for("/static/js/index.js") == ["/static/js/index.js"]

    assert not counts.is_set()


def test_a_catalogue_that_is_away_stops_no_request(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'nowhere.db'}")

    begin()
    assert asked_for("/") == ["/"]
