"""Flask extensions: the objects that API, pages and commands share."""

import logging
from typing import Any

import orjson
import sqlalchemy as sa
from flask import Flask, current_app
from flask.json.provider import JSONProvider
from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session
from werkzeug.routing import IntegerConverter

from catalogue.models import Base
from catalogue.search.index import SearchIndex
from catalogue.services.indexing import LiveIndex
from catalogue.store import change_log, transactions

log = logging.getLogger(__name__)

MAX_ID = 10**18 - 1
"""The largest id of a row in any table; it fits in 64 bits."""


class GuardedSession(FlaskSession):
    """A session whose `close` succeeds even when the database has gone away.

    Flask closes it after the response is made, when an error can no longer be reported.
    """

    def close(self) -> None:
        """Return the connection to the pool; discard it if it cannot be rolled back."""
        try:
            super().close()
        except sa.exc.SQLAlchemyError as error:
            log.warning("A connection was lost before its transaction ended: %s", error)
            self.invalidate()


db = SQLAlchemy(metadata=Base.metadata, session_options={"class_": GuardedSession})

login_manager = LoginManager()
login_manager.session_protection = None  # Staff change networks; a session is tied to its account, not to an address.

csrf = CSRFProtect()
"""The desk asks it about each of its forms; programs send tokens, which no browser adds by itself."""


class IdConverter(IntegerConverter):
    """`<id:book_id>` in a URL rule: a positive id without leading zeros.

    The pattern itself excludes everything else, because Werkzeug answers 405 when a converter rejects a value whose
    pattern has matched.
    """

    regex = rf"[1-9][0-9]{{0,{len(str(MAX_ID)) - 1}}}"


class OrjsonProvider(JSONProvider):
    """Flask's JSON provider by orjson: writes unescaped UTF-8, parses as strictly as RFC 8259."""

    def dumps(self, obj: Any, **_: Any) -> str:
        """Return `obj` as JSON text."""
        return orjson.dumps(obj, option=orjson.OPT_UTC_Z).decode()

    def loads(self, s: str | bytes, **_: Any) -> Any:
        """Return the value of a JSON text.

        :raises ValueError: when it is malformed, not UTF-8, or contains a lone surrogate.
        """
        return orjson.loads(s)


def init_app(app: Flask) -> None:
    """Initialize the extensions for `app`, whose settings are loaded."""
    app.url_map.converters["id"] = IdConverter
    app.json = OrjsonProvider(app)
    db.init_app(app)
    # Its init_app would also look at each response for a “remember me”, which the desk does not offer.
    app.login_manager = login_manager  # type: ignore[attr-defined]
    app.config |= {
        "WTF_CSRF_CHECK_DEFAULT": False,
        "WTF_CSRF_TIME_LIMIT": None,  # A form may be as old as its session.
        "WTF_CSRF_SSL_STRICT": False,  # Browsers that send no Referer could save nothing; the token says enough.
    }
    csrf.init_app(app)
    with app.app_context():
        app.extensions["live_index"] = LiveIndex(SearchIndex(app.config["CATALOGUE_INDEX_DIR"]), db.engine)


def get_live_index() -> LiveIndex:
    """Return the search index of the current application."""
    live: LiveIndex = current_app.extensions["live_index"]
    return live


def begin_read() -> Session:
    """Return the session of this request, opened for reading: all that it reads is of one moment."""
    session = db.session()
    transactions.open_read(session)
    return session


def begin_write() -> Session:
    """Begin a write transaction and return its session; call this before the first read of the request."""
    session = db.session()
    change_log.open_write(session)
    return session
