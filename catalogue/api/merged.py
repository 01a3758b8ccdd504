"""The addresses of headings that were merged into others."""

from flask import Response
from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordKind
from catalogue.errors import NotFound
from catalogue.public_address import build_public_address
from catalogue.services.redirects import find_merged_into


def redirect_to_merged(session: Session, kind: RecordKind, heading_id: int, folder: str) -> Response:
    """Return 301 Moved Permanently to the heading that took the books of this one. :raises NotFound: when none did."""
    target = find_merged_into(session, kind, heading_id)
    if target is None:
        raise NotFound(kind.value, heading_id)
    return Response(status=301, headers={"Location": build_public_address(f"{folder}/{target}")})
