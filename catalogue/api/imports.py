"""`/api/imports`: files of books, imported in the background."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flask import Response, current_app, g, request

from catalogue.api.authentication import authenticate_readers
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import CREDENTIALS
from catalogue.api.responses import encode_json, respond_with_document, respond_with_page
from catalogue.errors import FieldError, InvalidRecord, NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.public_address import build_public_address
from catalogue.schemas.jobs import ImportListQuery, ImportQuery, JobSchema, dump_job
from catalogue.services import imports, jobs, uploads
from catalogue.services.imports import KIND, ImportOptions

bp = ApiBlueprint("imports", "Imports of files, which go on in the background; librarians may see them")

UNKNOWN = "There is no such import"


bp.before_request(authenticate_readers)


@bp.route("", methods=["GET"])
@bp.arguments(ImportListQuery, location="query")
@bp.document_response(200, JobSchema(many=True), "One page of the imports")
@bp.document_problems(**CREDENTIALS, s400="A parameter is unknown or wrong")
def list_imports(query: dict[str, Any]) -> Response:
    """List imports, the newest first."""
    return respond_with_page(jobs.list_(begin_read(), [KIND], query["page"], query["per_page"]), dump_job)


@bp.route("", methods=["POST"])
@bp.document_upload()
@bp.arguments(ImportQuery, location="query")
@bp.document_response(202, JobSchema, "The import, which waits for its turn")
@bp.document_problems(
    **CREDENTIALS, s400="A parameter is unknown or wrong, or there is no file", s413="The file is too large"
)
def create_import(options: dict[str, Any]) -> Response:
    """Import the file in the body; `Location` is where to ask how far it is."""
    folder: Path = current_app.config["UPLOAD_FOLDER"]
    sent = request.files.get("file") if request.mimetype == "multipart/form-data" else None
    name = options.pop("name", None) or (sent.filename if sent else None) or "upload"
    choice = ImportOptions(upload="", name=name, source=options.pop("source", name), **options)
    upload = uploads.spool(folder, sent.read if sent else request.stream.read)
    if not (folder / upload).stat().st_size:
        uploads.delete(folder, upload)
        raise InvalidRecord(FieldError("", "there is no file in the body"))
    session = begin_write()
    job_id = jobs.create(
        session, KIND, replace(choice, upload=upload).as_json(), host=uploads.find_host_id(folder), actor=g.actor
    )
    document = dump_job(jobs.get(session, job_id, KIND))
    session.commit()
    response = Response(encode_json(document), 202, mimetype="application/json")
    response.headers["Location"] = build_public_address(document["links"]["self"])
    return response


@bp.route("/<id:import_id>", methods=["GET"])
@bp.document_response(200, JobSchema, "The import: how far it is, and what came of it")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def get_import(import_id: int) -> Response:
    """Read an import."""
    return respond_with_document(dump_job(jobs.get(begin_read(), import_id, KIND)))


@bp.route("/<id:import_id>/cancel", methods=["POST"])
@bp.document_response(200, JobSchema, "The import, which stops after the records that are being stored")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def cancel_import(import_id: int) -> Response:
    """Stop an import; what it has stored stays."""
    session = begin_write()
    jobs.request_cancel(session, import_id, KIND)
    document = dump_job(jobs.get(session, import_id, KIND))
    session.commit()
    return respond_with_document(document)


@bp.route("/<id:import_id>/rejects", methods=["GET"])
@bp.document_response(200, {"type": "object"}, "The refused records, one JSON object a line")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404="No record was refused, or long ago")
def get_rejects(import_id: int) -> Response:
    """Download the records that an import refused, to mend them and to import them again."""
    job = jobs.get(begin_read(), import_id, KIND)
    path = uploads.find_rejects(current_app.config["UPLOAD_FOLDER"], imports.ImportOptions(**job.parameters).upload)
    if not path.is_file():
        raise NotFound("file of refused records of import", import_id)
    response = Response(_read_chunks(path), mimetype="application/x-ndjson")
    response.headers["Content-Disposition"] = f'attachment; filename="rejects-{import_id}.jsonl"'
    return response


def _read_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(uploads.CHUNK):
            yield chunk
