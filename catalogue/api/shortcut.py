"""A short cut for the request that is made most: one book, by its number.

Flask's way from an address to a view and back costs more than reading the book (docs/performance.md), so a plain GET
is answered here. Whatever is not plain, and whatever goes wrong, takes the usual way through `get_book` in
`catalogue.api.books`, which answers the same, header for header: a test compares them.
"""

import re
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import sqlalchemy as sa

from catalogue.api.answers import dumped
from catalogue.api.arguments import JSON
from catalogue.domain.views import BookView
from catalogue.extensions import IdConverter
from catalogue.schemas.books import dump_book
from catalogue.services import views

_BOOK = re.compile(f"/api/books/({IdConverter.regex})")


class ShortCut:
    """Wraps a WSGI application whose books are in `engine`."""

    def __init__(self, application: WSGIApplication, engine: sa.Engine) -> None:
        self.application = application
        self.engine = engine

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        book = self._find(environ)
        if book is None:
            return self.application(environ, start_response)
        body = dumped(dump_book(book))
        length = str(len(body))
        start_response("200 OK", [("Content-Type", JSON), ("ETag", f'"{book.revision}"'), ("Content-Length", length)])
        return [body]

    def _find(self, environ: WSGIEnvironment) -> BookView | None:
        """Return the book that is plainly asked for; None where the usual way has more to say."""
        path = _BOOK.fullmatch(environ["PATH_INFO"])
        if path is None or environ["REQUEST_METHOD"] != "GET" or environ.get("QUERY_STRING"):
            return None
        if "HTTP_IF_NONE_MATCH" in environ or "*/*" not in environ.get("HTTP_ACCEPT", "*/*"):
            return None
        try:
            return views.find_committed(self.engine, int(path[1]))
        except Exception:  # The usual way meets the same fault, and tells and logs it.
            return None
