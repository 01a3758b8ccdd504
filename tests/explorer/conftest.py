"""What the explorer's tests share: its own connection to the catalogue of the test."""

from collections.abc import Callable, Iterator

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from explorer import sources


@pytest.fixture
def keep(session: Session) -> Callable[[], None]:
    """Commit what the test stored, so that another connection sees it."""
    return session.commit


@pytest.fixture
def engine(database_url: str) -> Iterator[sa.Engine]:
    """The explorer's connection, to each kind of database in turn."""
    engine = sources.connect(database_url)
    yield engine
    engine.dispose()
