"""`/health/live` and `/health/ready`, for load balancers, containers and people with curl."""

import logging
import shutil
from pathlib import Path

from flask import Blueprint, Response, current_app

from catalogue.api.errors import RETRY_SECONDS
from catalogue.api.responses import encode_json
from catalogue.database import explain_not_ready
from catalogue.errors import IndexUnavailable
from catalogue.extensions import db, get_live_index

log = logging.getLogger(__name__)

MIN_FREE_BYTES = 16 << 20
"""Below this the disk counts as full: SQLite's journal and one commit of the index need a few megabytes."""

bp = Blueprint("health", __name__, url_prefix="/health")


@bp.get("/live")
def check_live() -> Response:
    """Return 200: the process answers."""
    return _respond(200, {"status": "live"})


@bp.get("/ready")
def check_ready() -> Response:
    """Return 200 if the catalogue can be read, written and searched, with the number of changes not yet indexed.

    Like a search, it brings the index up to date, or starts to. 503 with the reason when the database does not
    answer, the disk is full, or the index could not be brought up to date.
    """
    reason = explain_not_ready(db.engine) or find_full_disk(*_list_written_folders())
    if reason:
        return _refuse(reason)
    try:
        current = get_live_index().current()
    except IndexUnavailable as error:
        log.error("%s", error)
        return _refuse("The search index cannot be used; the log says why.")
    if current.is_behind and get_live_index().fault:
        return _refuse("The search index could not be brought up to date; the log says why.")
    return _respond(200, {"status": "ready", "changes_not_searched_yet": current.lag})


def find_full_disk(*folders: Path) -> str | None:
    """Return a sentence naming the first folder whose disk is full, None when there is space for all."""
    for folder in folders:
        existing = next(place for place in (folder, *folder.parents) if place.exists())
        if shutil.disk_usage(existing).free < MIN_FREE_BYTES:
            return f"The disk of {folder} is full: less than {MIN_FREE_BYTES >> 20} MB are free."
    return None


def _list_written_folders() -> list[Path]:
    """Return the folders that the service writes to."""
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    index: Path = current_app.config["CATALOGUE_INDEX_DIR"]
    return [index, Path(url.database).parent] if url.get_backend_name() == "sqlite" else [index]


def _refuse(reason: str) -> Response:
    log.error("Not ready: %s", reason)
    return _respond(503, {"status": "unavailable", "reason": reason})


def _respond(status: int, document: dict[str, str | int]) -> Response:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": str(RETRY_SECONDS)} if status == 503 else {})
    return Response(encode_json(document), status, mimetype="application/json", headers=headers)
