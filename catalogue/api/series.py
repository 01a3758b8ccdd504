"""`/api/series`."""

from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.change_jobs import find_host
from catalogue.api.conditional_requests import parse_if_match
from catalogue.api.merged import redirect_to_merged
from catalogue.api.replacements import accept_replacement, apply_patch
from catalogue.api.responses import respond_with_no_content, respond_with_page, respond_with_record
from catalogue.domain.changes import RecordKind
from catalogue.domain.headings import HeadingQuery, SeriesRecord
from catalogue.errors import NotFound
from catalogue.extensions import begin_read, begin_write
from catalogue.schemas.headings import (
    SeriesPatchSchema,
    SeriesReplacementSchema,
    SeriesSchema,
    StoredSeriesSchema,
    dump_series,
)
from catalogue.schemas.queries import HeadingListQuery
from catalogue.schemas.stored_records import Replacement
from catalogue.services import heading_jobs
from catalogue.services.headings import series

bp = ApiBlueprint("series", "Series: collections of publishers, works in volumes")

UNKNOWN = "There is no such series"
TAKEN = "Another series has this name, or a read-only member says what is not so"
STALE = "The series is at another revision than `If-Match` says"


@bp.route("", methods=["GET"])
@bp.arguments(HeadingListQuery, location="query")
@bp.document_response(200, StoredSeriesSchema(many=True), "One page of the series")
@bp.document_problems(s400="A parameter is unknown or wrong")
def list_series(query: dict[str, Any]) -> Response:
    """List series, by name or by number of books."""
    chosen = HeadingQuery(query.get("name"), query["sort"])
    return respond_with_page(series.list_(begin_read(), chosen, query["page"], query["per_page"]), dump_series)


@bp.route("", methods=["POST"])
@bp.arguments(SeriesSchema)
@bp.document_response(201, StoredSeriesSchema, "The series, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s409=TAKEN)
def create_series(record: SeriesRecord) -> Response:
    """Add a series."""
    session = begin_write()
    series_id = series.create(session, record, actor=g.actor)
    return _commit_and_respond(session, series_id, 201, f"/api/series/{series_id}")


@bp.route("/<id:series_id>", methods=["GET"])
@bp.document_response(200, StoredSeriesSchema, "The series; 304 with `If-None-Match`")
@bp.document_problems(s400="There are no parameters here", s404=UNKNOWN)
def get_series(series_id: int) -> Response:
    """Read a series; 301 to the one that it was merged into."""
    session = begin_read()
    try:
        return respond_with_record(dump_series(series.get(session, series_id)))
    except NotFound:
        return redirect_to_merged(session, RecordKind.SERIES, series_id, "/api/series")


@bp.route("/<id:series_id>", methods=["PUT"])
@bp.arguments(SeriesReplacementSchema)
@bp.document_response(200, StoredSeriesSchema, "The series, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def replace_series(replacement: Replacement, series_id: int) -> Response:
    """Replace a series; a new name reaches every book."""
    session = begin_write()
    record = accept_replacement("series", replacement, lambda: dump_series(series.get(session, series_id)))
    return _store_and_respond(session, series_id, record)


@bp.route("/<id:series_id>", methods=["PATCH"])
@bp.accept_patch(SeriesPatchSchema)
@bp.document_response(200, StoredSeriesSchema, "The series, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def patch_series(patch: dict[str, Any], series_id: int) -> Response:
    """Change some members of a series: a JSON Merge Patch (RFC 7396), null takes a member away."""
    session = begin_write()
    current = dump_series(series.get(session, series_id))
    return _store_and_respond(session, series_id, apply_patch("series", SeriesReplacementSchema(), current, patch))


@bp.route("/<id:series_id>", methods=["DELETE"])
@bp.document_response(204, text="The series is gone")
@bp.document_problems(
    **CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN, s409="Books are in it", s412=STALE
)
def delete_series(series_id: int) -> Response:
    """Delete a series in which there is no book."""
    session = begin_write()
    series.delete(session, series_id, actor=g.actor, expected=parse_if_match())
    session.commit()
    return respond_with_no_content()


def _store_and_respond(session: Session, series_id: int, record: SeriesRecord) -> Response:
    guards = {"find_host": find_host, "actor": g.actor, "expected": parse_if_match()}
    heading_jobs.replace(session, RecordKind.SERIES, series_id, record, **guards)
    return _commit_and_respond(session, series_id)


def _commit_and_respond(session: Session, series_id: int, status: int = 200, location: str | None = None) -> Response:
    document = dump_series(series.get(session, series_id))
    session.commit()
    return respond_with_record(document, status, location)
