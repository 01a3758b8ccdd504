"""The pages of headings that were merged: their old addresses lead to the new ones."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordKind
from catalogue.errors import NotFound
from catalogue.services.redirects import find_merged_into


def redirect_to_merged(session: Session, kind: RecordKind, heading_id: int, endpoint: str) -> ResponseReturnValue:
    """Return a redirect to the heading that took the books of this one. :raises NotFound: when none did."""
    target = find_merged_into(session, kind, heading_id)
    if target is None:
        raise NotFound(kind.value, heading_id)
    return redirect(url_for(endpoint, **{f"{kind.value}_id": target}), 301)  # type: ignore[arg-type]
