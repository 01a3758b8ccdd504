"""Books as files in an answer: one of them, or all that a list finds, streamed."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from threading import Lock

from flask import Response
from sqlalchemy.orm import Session

from catalogue.domain.views import BookView
from catalogue.errors import TooManyRequests
from catalogue.extensions import db
from catalogue.formats.writing import WRITERS
from catalogue.formats.writing.left_out import LeftOut
from catalogue.public_address import build_file_address
from catalogue.services import exports

log = logging.getLogger(__name__)

RETRY_SECONDS = 20
running = Lock()
"""One export at a time in each process: it holds a thread and a snapshot of the database until it is written."""


def send_books(format_name: str, list_ids: Callable[[Session], Iterable[int]], name: str = "books") -> Response:
    """Return the books whose numbers `list_ids` reads in a snapshot of the database, as a file that is streamed.

    The server takes the file as fast as it is written and keeps what the client has not read yet on disk
    (`http_server`), so that a slow reader holds neither thread nor snapshot.

    :raises TooManyRequests: while another export is running in this process.
    """
    if not running.acquire(blocking=False):
        raise TooManyRequests("exports at the same time", RETRY_SECONDS)
    writer = WRITERS[format_name]
    with ExitStack() as stack:  # Closed here if anything fails, else at the end of the file or when the client is lost.
        stack.callback(running.release)
        session = stack.enter_context(exports.open_snapshot(db.engine))
        ids = list(list_ids(session))
        pieces = writer.write(exports.read_listed(session, ids), build_file_address())
        open_stack = stack.pop_all()
    response = _respond(_stream(pieces, open_stack), format_name, name)
    response.headers["X-Total-Count"] = str(len(ids))
    response.call_on_close(open_stack.close)
    return response


def send_book(format_name: str, session: Session, book: BookView) -> Response | LeftOut:
    """Return a book with its items as a file, or why the format has no room for it."""
    pieces = list(WRITERS[format_name].write(exports.add_items(session, [book]), build_file_address()))
    left_out = next((piece for piece in pieces if isinstance(piece, LeftOut)), None)
    body = [piece for piece in pieces if isinstance(piece, bytes)]
    return left_out or _respond(body, format_name, f"book-{book.id}")


def _respond(body: Iterable[bytes], format_name: str, name: str) -> Response:
    writer = WRITERS[format_name]
    response = Response(body, content_type=writer.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename={name}.{writer.extension}"
    return response


def _stream(pieces: Iterable[bytes | LeftOut], stack: ExitStack) -> Iterator[bytes]:
    with stack:
        for piece in pieces:
            if isinstance(piece, bytes):
                yield piece
            else:
                log.warning("%s", piece)
