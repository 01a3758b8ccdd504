"""Is it alive, and can it work? For load balancers, containers and people with curl."""

import logging
import shutil
from pathlib import Path

from flask import Blueprint, Response, current_app

from catalogue.api.answers import dumped
from catalogue.api.errors import RETRY_SECONDS
from catalogue.database import reason_not_ready
from catalogue.errors import IndexUnavailable
from catalogue.extensions import db, live_index

log = logging.getLogger(__name__)

LEAST_FREE_BYTES = 16 << 20
"""Less is a full disk: SQLite's journal and one commit of the index want a few megabytes."""

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
def live() -> Response:
    """Say that the process answers."""
    return _answer(200, {"status": "live"})


@bp.get("/ready")
def ready() -> Response:
    """Say whether the catalogue can be read, written and searched, and how many changes a search does not find yet.

    It brings the index up to date, or begins to, as a search does. 503 with the reason when the database does not
    answer, the disk is full, or the index could not be brought up to date.
    """
    reason = reason_not_ready(db.engine) or reason_disk_full(*_folders())
    if reason:
        return _refuse(reason)
    try:
        current = live_index().current()
    except IndexUnavailable as error:
        log.error("%s", error)
        return _refuse("The search index cannot be used; the log says why.")
    if current.is_behind and live_index().fault:
        return _refuse("The search index could not be brought up to date; the log says why.")
    return _answer(200, {"status": "ready", "changes_not_searched_yet": current.lag})


def reason_disk_full(*folders: Path) -> str | None:
    """Return which of the folders is on a disk that is full, None when none is."""
    for folder in folders:
        there = next(place for place in (folder, *folder.parents) if place.exists())
        if shutil.disk_usage(there).free < LEAST_FREE_BYTES:
            return f"The disk of {folder} is full: less than {LEAST_FREE_BYTES >> 20} MB are free."
    return None


def _folders() -> list[Path]:
    """Return the folders that the service writes into."""
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    index: Path = current_app.config["CATALOGUE_INDEX_DIR"]
    return [index, Path(url.database).parent] if url.get_backend_name() == "sqlite" else [index]


def _refuse(reason: str) -> Response:
    log.error("Not ready: %s", reason)
    return _answer(503, {"status": "unavailable", "reason": reason})


def _answer(status: int, document: dict[str, str | int]) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(RETRY_SECONDS)} if status == 503 else {})
    return Response(dumped(document), status, mimetype="application/json", headers=headers)
