"""`/dump/catalogue.jsonl.gz`: the whole catalogue, as `catalogue dump` wrote it last."""

from datetime import UTC, datetime
from pathlib import Path

from flask import Response, abort, current_app, send_file

from catalogue.web.blueprint import bp


@bp.get("/dump/catalogue.jsonl.gz")
def send_dump() -> Response:
    """Send the file, saved under the day on which it was written; 404 before there is one."""
    file: Path = current_app.config["DUMP_FILE"]
    try:
        day = datetime.fromtimestamp(file.stat().st_mtime, UTC).date()
    except FileNotFoundError:
        abort(404)
    name = f"catalogue-{day}.jsonl.gz"
    return send_file(file, "application/gzip", as_attachment=True, download_name=name, max_age=3600)
