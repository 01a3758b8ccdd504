"""`/metrics`, for Prometheus on this machine, or anywhere with METRICS_TOKEN."""

from hmac import compare_digest

from flask import Blueprint, Response, current_app, request
from prometheus_client import CONTENT_TYPE_LATEST

from catalogue import metrics
from catalogue.errors import Forbidden, Unauthenticated
from catalogue.extensions import begin_read, get_live_index
from catalogue.local_mode import has_no_proxy_signs
from catalogue.services import collection

bp = Blueprint("metrics", __name__)


@bp.get("/metrics")
def read_metrics() -> Response:
    """Return the metrics of all workers in the Prometheus text format.

    :raises Unauthenticated: when METRICS_TOKEN is set and was not sent.
    :raises Forbidden: when it is not set, and the request does not come straight from this machine.
    """
    _check_access(current_app.config["METRICS_TOKEN"])
    return Response(
        metrics.write_metrics(_measure), content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"}
    )


def _check_access(token: str) -> None:
    if token:
        authorization = request.authorization
        candidate = authorization.token if authorization and authorization.type == "bearer" else None
        if not compare_digest((candidate or "").encode(), token.encode()):
            raise Unauthenticated("Send METRICS_TOKEN as “Authorization: Bearer TOKEN”.")
    elif not has_no_proxy_signs(request.environ):
        raise Forbidden("Without METRICS_TOKEN the metrics are for this machine alone.")


def _measure() -> list[tuple[str, str, float]]:
    return [
        ("catalogue_books", "Books in the catalogue.", collection.count(begin_read()).n_books),
        ("catalogue_index_lag_changes", "Changes that a search does not find yet.", get_live_index().lag()),
    ]
