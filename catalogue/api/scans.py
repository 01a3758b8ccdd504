"""`/api/scanlists`: what was scanned at the shelves. For librarians."""

from typing import Any

from flask import Response, g

from catalogue.api.authentication import authenticate_readers
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.responses import encode_json, respond_with_document, respond_with_no_content, respond_with_page
from catalogue.domain.views import Page
from catalogue.extensions import begin_read, begin_write
from catalogue.public_address import build_public_address
from catalogue.schemas.queries import PageQuery
from catalogue.schemas.scans import (
    CodesSchema,
    NewScanListSchema,
    ScanListSchema,
    ScanSchema,
    dump_scan,
    dump_scan_list,
)
from catalogue.services import scans

bp = ApiBlueprint("scanlists", "Lists of scanned codes, and what each means; librarians may see them")

UNKNOWN = "There is no such list, or no such line in it"


bp.before_request(authenticate_readers)


@bp.route("", methods=["GET"])
@bp.document_response(200, ScanListSchema(many=True), "The lists, those used last first")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here")
def list_scan_lists() -> Response:
    """List the lists of scans."""
    lists = scans.list_lists(begin_read())
    return respond_with_page(Page(lists, len(lists), 1, max(1, len(lists))), dump_scan_list)


@bp.route("", methods=["POST"])
@bp.arguments(NewScanListSchema)
@bp.document_response(201, ScanListSchema, "The list")
@bp.document_problems(**BAD_BODY, **CREDENTIALS)
def create_scan_list(new: dict[str, Any]) -> Response:
    """Begin a list."""
    session = begin_write()
    list_id = scans.create_list(session, new["name"], actor=g.actor)
    document = dump_scan_list(scans.get_list(session, list_id))
    session.commit()
    response = Response(encode_json(document), 201, mimetype="application/json")
    response.headers["Location"] = build_public_address(f"/api/scanlists/{list_id}")
    return response


@bp.route("/<id:list_id>", methods=["GET"])
@bp.document_response(200, ScanListSchema, "The list")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def get_scan_list(list_id: int) -> Response:
    """Read a list; its lines are under `/scans`."""
    return respond_with_document(dump_scan_list(scans.get_list(begin_read(), list_id)))


@bp.route("/<id:list_id>", methods=["DELETE"])
@bp.document_response(204, text="The list is gone")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def delete_scan_list(list_id: int) -> Response:
    """Delete a list; the copies stay as they are."""
    session = begin_write()
    scans.delete_list(session, list_id)
    session.commit()
    return respond_with_no_content()


@bp.route("/<id:list_id>/scans", methods=["GET"])
@bp.arguments(PageQuery, location="query")
@bp.document_response(200, ScanSchema(many=True), "One page of the lines, in the order of the scans")
@bp.document_problems(**CREDENTIALS, s400="A parameter is unknown or wrong", s404=UNKNOWN)
def list_scans(query: dict[str, Any], list_id: int) -> Response:
    """List what was scanned, and what each code means now."""
    session = begin_read()
    states = scans.list_states(session, list_id)
    page, per_page = query["page"], query["per_page"]
    hits = scans.describe(session, states[(page - 1) * per_page : page * per_page])
    return respond_with_page(Page(hits, len(states), page, per_page), dump_scan)


@bp.route("/<id:list_id>/scans", methods=["POST"])
@bp.arguments(CodesSchema)
@bp.document_response(201, ScanSchema(many=True), "The lines that were added")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN)
def add_scans(body: dict[str, Any], list_id: int) -> Response:
    """Add codes to a list; unknown and double ones are lines too, and their `state` says so."""
    session = begin_write()
    lines = scans.add_scans(session, list_id, body["codes"], actor=g.actor)
    session.commit()
    return Response(encode_json([dump_scan(line) for line in lines]), 201, mimetype="application/json")


@bp.route("/<id:list_id>/scans/<id:scan_id>", methods=["DELETE"])
@bp.document_response(204, text="The line is gone")
@bp.document_problems(**CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN)
def delete_scan(list_id: int, scan_id: int) -> Response:
    """Take a line out of a list."""
    session = begin_write()
    scans.remove_scan(session, list_id, scan_id)
    session.commit()
    return respond_with_no_content()
