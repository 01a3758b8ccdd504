"""Jobs that change many records: queued, and answered with where to ask how far they are."""

from typing import Any

from flask import Response, current_app, g

from catalogue.api.responses import encode_json
from catalogue.extensions import begin_write
from catalogue.public_address import build_public_address
from catalogue.schemas.jobs import dump_job
from catalogue.services import jobs, uploads


def queue_job(kind: str, parameters: dict[str, Any]) -> Response:
    """Queue a job and return 202 Accepted, with the job and its address."""
    session = begin_write()
    job_id = jobs.create(session, kind, parameters, host=find_host(), actor=g.actor)
    document = dump_job(jobs.get(session, job_id, kind))
    session.commit()
    response = Response(encode_json(document), 202, mimetype="application/json")
    response.headers["Location"] = build_public_address(document["links"]["self"])
    return response


def find_host() -> str:
    """Return what tells this host from others: it does the jobs that are queued here."""
    return uploads.find_host_id(current_app.config["UPLOAD_FOLDER"])
