"""The pages of records that were merged: their old addresses lead to the new ones."""

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from catalogue.domain.changes import RecordKind
from catalogue.errors import NotFound
from catalogue.services.redirects import find_merged_into


def redirect_to_merged(
    session: Session, kind: RecordKind, record_id: int, endpoint: str, **values: Any
) -> ResponseReturnValue:
    """Return a redirect to what took the place of a record.

    :param values: what else the address of `endpoint` has.
    :raises NotFound: when it was not merged.
    """
    target = find_merged_into(session, kind, record_id)
    if target is None:
        raise NotFound(kind.value, record_id)
    values[f"{kind.value}_id"] = target
    return redirect(url_for(endpoint, **values), 301)
