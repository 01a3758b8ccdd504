"""Is it alive, and can it work? For load balancers, containers and people with curl."""

from flask import Blueprint, Response

from catalogue.api.answers import dumped
from catalogue.extensions import db, reason_not_ready

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
def live() -> Response:
    """Say that the process answers."""
    return _answer(200, {"status": "live"})


@bp.get("/ready")
def ready() -> Response:
    """Say whether the catalogue can be read: 503 with the reason when it cannot."""
    reason = reason_not_ready(db.engine)
    return _answer(503, {"status": "unavailable", "reason": reason}) if reason else _answer(200, {"status": "ready"})


def _answer(status: int, document: dict[str, str]) -> Response:
    return Response(dumped(document), status, mimetype="application/json", headers={"Cache-Control": "no-store"})
