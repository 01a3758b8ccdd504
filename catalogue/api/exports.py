"""Lists of books as files: `GET /api/books?format=…`."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from threading import Lock

from flask import Response, request

from catalogue.errors import FieldError, InvalidRecord, TooManyRequests
from catalogue.extensions import db, get_live_index
from catalogue.formats.writing import WRITERS
from catalogue.formats.writing.left_out import LeftOut
from catalogue.public_address import build_file_address
from catalogue.services import discovery, exports
from catalogue.services.discovery import BookQuery

log = logging.getLogger(__name__)

EXCLUDED = ("page", "per_page", "fields")
RETRY_SECONDS = 20
_running = Lock()
"""One export at a time in each process: it holds a thread and a snapshot of the database until it is written."""


def export_books(format_name: str, query: BookQuery) -> Response:
    """Return every book that a list finds as a file, streamed.

    :raises InvalidRecord: when a page or fields are asked for as well.
    :raises TooManyRequests: while another export is running in this process.
    """
    if given := [name for name in EXCLUDED if name in request.args]:
        raise InvalidRecord(*(FieldError(name, "An export has all books with all members.") for name in given))
    if not _running.acquire(blocking=False):
        raise TooManyRequests("exports at the same time", RETRY_SECONDS)
    writer = WRITERS[format_name]
    with ExitStack() as stack:  # Closed here if anything fails, else at the end of the file or when the client is lost.
        stack.callback(_running.release)
        session = stack.enter_context(exports.open_snapshot(db.engine))
        ids = discovery.list_ids(session, get_live_index(), query)
        pieces = writer.write(exports.read_listed(session, ids), build_file_address())
        open_stack = stack.pop_all()
    response = Response(_stream(pieces, open_stack), content_type=writer.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=books.{writer.extension}"
    response.headers["X-Total-Count"] = str(len(ids))
    response.call_on_close(open_stack.close)
    return response


def _stream(pieces: Iterable[bytes | LeftOut], stack: ExitStack) -> Iterator[bytes]:
    with stack:
        for piece in pieces:
            if isinstance(piece, bytes):
                yield piece
            else:
                log.warning("%s", piece)
