"""What the explorer's tests share: its own connection to the catalogue of the test, and its screens as they run."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from catalogue.store import change_log
from explorer.sources.database import connect

APP = Path(__file__).parents[2] / "explorer" / "app.py"


@pytest.fixture
def keep(session: Session) -> Callable[[], None]:
    """Commit what the test stored, so that another connection sees it; the test may go on writing."""

    def keep() -> None:
        session.commit()
        change_log.open_write(session)

    return keep


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """The explorer's connection, to each kind of database in turn."""
    engine = connect(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch) -> Callable[..., AppTest]:
    """Open a screen: `show(database_url, "weeding", lang="en")`; the first one without a name."""

    def show(database_url: str, screen: str | None = None, **address: str) -> AppTest:
        monkeypatch.setenv("DATABASE_URL", database_url)
        monkeypatch.setenv("CATALOGUE_NAME", "Bibliothèque de Camélia")
        # Streamlit puts the script in this place and leaves it there, where new processes of later tests would begin.
        monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])
        page = AppTest.from_file(APP, default_timeout=120)
        page.query_params.update(address)
        page.run()
        if screen:
            page._page_hash = calc_hash(screen)  # `switch_page` knows pages that are files, ours are functions.
            page.run()
        assert not page.exception
        return page

    return show


@pytest.fixture
def show_files(show: Callable[..., AppTest]) -> Callable[..., AppTest]:
    """Open a screen on data files, in English and without a database: `show_files("plot", file="x.csv")`."""
    return lambda screen, **address: show("sqlite:///none.db", screen, lang="en", source="files", **address)
