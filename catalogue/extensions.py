"""Flask's extensions: the objects that the doors share."""

import logging
from typing import Any

import orjson
import sqlalchemy as sa
from flask import Flask, current_app
from flask.json.provider import JSONProvider
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter

from catalogue.models import Base
from catalogue.search.index import SearchIndex
from catalogue.services.indexing import LiveIndex
from catalogue.store import change_log

log = logging.getLogger(__name__)

LAST_ID = 10**18 - 1
"""The greatest number that a row of any table can have; 64 bits hold it."""


class GuardedSession(FlaskSession):
    """A session that closes even when the database has gone away meanwhile.

    Flask closes it when the answer is made, so that what goes wrong then has no answer any more.
    """

    def close(self) -> None:
        """Give the connection back; one that cannot be rolled back is thrown away."""
        try:
            super().close()
        except sa.exc.SQLAlchemyError as error:
            log.warning("A connection was lost before its transaction ended: %s", error)
            self.invalidate()


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": GuardedSession})


class IdConverter(IntegerConverter):
    """`<id:book_id>` in an address: a number that a row can have, from 1, in its one spelling.

    The pattern refuses all others, because a number that matches and is refused later is, to werkzeug, an address
    that does not take the method (405).
    """

    regex = rf"[1-9][0-9]{{0,{len(str(LAST_ID)) - 1}}}"


class OrjsonProvider(JSONProvider):
    """Flask's JSON by orjson: UTF-8 unescaped, as strict on the way in as RFC 8259."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return `obj` as JSON text."""
        return orjson.dumps(obj, option=orjson.OPT_UTC_Z).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Return the value of JSON text.

        :raises ValueError: when it is malformed, is not UTF-8 or holds a lone surrogate.
        """
        return orjson.loads(s)


def init_app(app: Flask) -> None:
    """Tie the extensions to `app`, whose settings are loaded."""
    app.url_map.converters["id"] = IdConverter
    app.json = OrjsonProvider(app)
    db.init_app(app)
    with app.app_context():
        app.extensions["live_index"] = LiveIndex(SearchIndex(app.config["CATALOGUE_INDEX_DIR"]), db.engine)


def live_index() -> LiveIndex:
    """Return the search index of this application."""
    live: LiveIndex = current_app.extensions["live_index"]
    return live


def writing() -> Session:
    """Return the session of this request, opened for writing: call it before the first read."""
    session = db.session()
    change_log.open_write(session)
    return session
