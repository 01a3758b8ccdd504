"""What the tests of the services share: transactions like those of the edge."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from catalogue.extensions import db
from catalogue.services import changes


@pytest.fixture
def writing(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """A session opened for writing and committed after the block, as the edge does: `with writing() as session: …`."""

    @contextmanager
    def write() -> Iterator[Session]:
        with app.app_context():
            session = db.session()
            changes.open_write(session)
            yield session
            session.commit()

    return write


@pytest.fixture
def reading(app: Flask) -> Callable[[], AbstractContextManager[Session]]:
    """A session for reading, of its own: `with reading() as session: …`."""

    @contextmanager
    def read() -> Iterator[Session]:
        with app.app_context():
            yield db.session()

    return read
