"""Is it alive, and can it work? For load balancers, containers and people with curl."""

import logging

from flask import Blueprint, Response

from catalogue.api.answers import dumped
from catalogue.database import reason_not_ready
from catalogue.errors import IndexUnavailable
from catalogue.extensions import db, live_index

log = logging.getLogger(__name__)

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
def live() -> Response:
    """Say that the process answers."""
    return _answer(200, {"status": "live"})


@bp.get("/ready")
def ready() -> Response:
    """Say whether the catalogue can be read and searched (503 with the reason if not), and how far search lags."""
    if reason := reason_not_ready(db.engine):
        log.error("Not ready: %s", reason)
        return _answer(503, {"status": "unavailable", "reason": reason})
    try:
        current = live_index().current()
    except IndexUnavailable as error:
        log.error("%s", error)
        return _answer(503, {"status": "unavailable", "reason": "The search index cannot be used; the log says why."})
    return _answer(200, {"status": "ready", "changes_not_searched_yet": current.lag})


def _answer(status: int, document: dict[str, str | int]) -> Response:
    return Response(dumped(document), status, mimetype="application/json", headers={"Cache-Control": "no-store"})
