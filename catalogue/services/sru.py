"""Asks the catalogues of other libraries by SRU (Library of Congress, SRU 1.2), one search a question.

An answer is a stranger's: it is read within bounds of time and size, and only the hosts of the settings are asked.
"""

import time
from http.client import HTTPException
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, OpenerDirector, Request, build_opener

from catalogue.domain.lookup_sources import LookupSource
from catalogue.formats.marc.records import MarcRecord
from catalogue.formats.marc.xml import DamagedXml, read_records

TIMEOUT_SECONDS = 8.0
"""How long a source may take for its whole answer; a librarian waits for it."""
MAX_BYTES = 4 << 20
"""The largest answer that is read; five records take some 40 kB."""
_CHUNK_BYTES = 1 << 16


class NoAnswer(Exception):
    """A source did not answer, or what it answered is not SRU; the message says what happened."""


class _SameHostRedirects(HTTPRedirectHandler):
    """Follows redirects that stay on the host that was asked."""

    def redirect_request(self, req: Request, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Request | None:
        """Return the request for the new address.

        :raises NoAnswer: when it is on another host.
        """
        if urlsplit(newurl).hostname != urlsplit(req.full_url).hostname:
            raise NoAnswer("it sends on to another host")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def search(source: LookupSource, identifier: str, *, timeout: float = TIMEOUT_SECONDS) -> list[MarcRecord]:
    """Return the records that a source finds for an identifier (13 bare digits), wanted or not.

    :raises NoAnswer: when it does not answer in time, or not with MARC records.
    """
    url = source.address.replace("{id}", quote(identifier))
    deadline = time.monotonic() + timeout
    try:
        body = _read_bounded(_open_address(url, timeout), deadline)
    except (OSError, HTTPException, ValueError) as error:
        raise NoAnswer(str(getattr(error, "reason", error)) or type(error).__name__) from error
    if b"searchRetrieveResponse" not in body[:2000]:
        raise NoAnswer("what it answers is not SRU")
    try:
        return list(read_records(BytesIO(body)))
    except DamagedXml as error:
        raise NoAnswer(f"its answer cannot be read: {error}") from error


def _open_address(url: str, timeout: float) -> Any:
    opener: OpenerDirector = build_opener(_SameHostRedirects)
    request = Request(url, headers={"Accept": "application/xml", "User-Agent": "library-catalogue"})  # noqa: S310
    return opener.open(request, timeout=timeout)  # The settings take http:// and https:// only.


def _read_bounded(response: Any, deadline: float) -> bytes:
    body = bytearray()
    with response:
        while chunk := response.read1(_CHUNK_BYTES):
            body += chunk
            if len(body) > MAX_BYTES:
                raise NoAnswer("its answer is too large")
            if time.monotonic() > deadline:
                raise NoAnswer("its answer takes too long")
    return bytes(body)
