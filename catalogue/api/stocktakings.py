"""`/api/stocktakings`: which copies stand on the shelves, and which are missing. For librarians."""

from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from catalogue.api.authentication import authenticate_readers
from catalogue.api.batches import answer_with_edit
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.responses import encode_json, respond_with_document, respond_with_no_content, respond_with_page
from catalogue.domain.stocktakings import StocktakingGroup, StocktakingScope, StocktakingView, scope_from_json
from catalogue.domain.views import Page
from catalogue.errors import FieldError, InvalidRecord, NotFound
from catalogue.extensions import begin_read, begin_write, db
from catalogue.public_address import build_public_address
from catalogue.schemas.batches import BatchReportSchema
from catalogue.schemas.changes import PreviewQuery
from catalogue.schemas.jobs import JobSchema
from catalogue.schemas.queries import PageQuery
from catalogue.schemas.scans import ScanListSchema, dump_scan_list
from catalogue.schemas.stocktakings import (
    DifferencesQuery,
    EntriesQuery,
    NewMarkSchema,
    NewStocktakingSchema,
    ScopeCountSchema,
    StocktakingEntrySchema,
    StocktakingListSchema,
    StocktakingProgressSchema,
    StocktakingSchema,
    dump_progress,
    dump_stocktaking,
    dump_stocktaking_entry,
)
from catalogue.services import scans, stocktaking_comparison, stocktaking_marks, stocktakings

bp = ApiBlueprint("stocktakings", "Which copies stand on the shelves; librarians may see it")

UNKNOWN = "There is no such stocktaking"
CLOSED = "The stocktaking has ended"
NO_PARAMETERS = "There are no parameters here"
WRONG_PARAMETER = "A parameter is unknown or wrong"


bp.before_request(authenticate_readers)


@bp.route("", methods=["GET"])
@bp.arguments(PageQuery, location="query")
@bp.document_response(200, StocktakingSchema(many=True), "One page of the stocktakings, the newest first")
@bp.document_problems(**CREDENTIALS, s400=WRONG_PARAMETER)
def list_stocktakings(query: dict[str, Any]) -> Response:
    """List the stocktakings."""
    found = stocktakings.list_stocktakings(begin_read())
    page, per_page = query["page"], query["per_page"]
    hits = found[(page - 1) * per_page : page * per_page]
    return respond_with_page(Page(hits, len(found), page, per_page), dump_stocktaking)


@bp.route("", methods=["POST"])
@bp.arguments(PreviewQuery, location="query")
@bp.arguments(NewStocktakingSchema)
@bp.document_response(200, ScopeCountSchema, "With `preview`: how many copies the scope has")
@bp.document_response(201, StocktakingProgressSchema, "The stocktaking")
@bp.document_problems(**BAD_BODY, **CREDENTIALS)
def create_stocktaking(query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Begin a stocktaking; with `preview` count the copies of its scope, and begin nothing."""
    scope = _read_scope(body["scope"])
    stocktakings.check_name(body["name"])
    if query["preview"]:
        counts = stocktakings.count_scope(begin_read(), scope)
        return respond_with_document(
            {"items": sum(counts.values()), "statuses": {status.value: n for status, n in counts.items()}}
        )
    session = begin_write()
    stocktaking_id = stocktakings.begin(session, body["name"], scope, actor=g.actor)
    document = _read_progress(session, stocktaking_id)
    session.commit()
    response = Response(encode_json(document), 201, mimetype="application/json")
    response.headers["Location"] = build_public_address(f"/api/stocktakings/{stocktaking_id}")
    return response


@bp.route("/<id:stocktaking_id>", methods=["GET"])
@bp.document_response(200, StocktakingProgressSchema, "The stocktaking, and how many each group has")
@bp.document_problems(**CREDENTIALS, s400=NO_PARAMETERS, s404=UNKNOWN)
def get_stocktaking(stocktaking_id: int) -> Response:
    """Read a stocktaking with its progress; the lines of its groups are under `/entries`."""
    return respond_with_document(_read_progress(begin_read(), stocktaking_id))


@bp.route("/<id:stocktaking_id>", methods=["DELETE"])
@bp.document_response(204, text="The stocktaking is gone, its lists of scans stay")
@bp.document_problems(**CREDENTIALS, s400=NO_PARAMETERS, s404=UNKNOWN)
def delete_stocktaking(stocktaking_id: int) -> Response:
    """Delete a stocktaking with its results; copies and lists of scans stay as they are."""
    session = begin_write()
    stocktakings.delete(session, stocktaking_id)
    session.commit()
    return respond_with_no_content()


@bp.route("/<id:stocktaking_id>/lists", methods=["POST"])
@bp.arguments(StocktakingListSchema)
@bp.document_response(200, ScanListSchema, "The list; codes are added under `/api/scanlists/<id>/scans`")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=f"{UNKNOWN}, or no such list", s409=CLOSED)
def add_stocktaking_list(body: dict[str, Any], stocktaking_id: int) -> Response:
    """Have a list of scans belong to a stocktaking: one that is named, else your own."""
    session = begin_write()
    list_id: int | None = body["scan_list"]
    if list_id is None:
        list_id = stocktakings.begin_list(session, stocktaking_id, actor=g.actor)
    else:
        stocktakings.add_list(session, stocktaking_id, list_id)
    document = dump_scan_list(scans.get_list(session, list_id))
    session.commit()
    return respond_with_document(document)


@bp.route("/<id:stocktaking_id>/entries", methods=["GET"])
@bp.arguments(EntriesQuery, location="query")
@bp.document_response(200, StocktakingEntrySchema(many=True), "One page of a group, in the order of the shelves")
@bp.document_problems(**CREDENTIALS, s400=WRONG_PARAMETER, s404=UNKNOWN)
def list_stocktaking_entries(query: dict[str, Any], stocktaking_id: int) -> Response:
    """List the copies or scans of a group."""
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    page, per_page = query["page"], query["per_page"]
    hits, total = stocktakings.read_entries(session, stocktaking, query["group"], (page - 1) * per_page, per_page)
    return respond_with_page(Page(hits, total, page, per_page), dump_stocktaking_entry)


@bp.route("/<id:stocktaking_id>/differences", methods=["GET"])
@bp.arguments(DifferencesQuery, location="query")
@bp.document_response(200, StocktakingEntrySchema(many=True), "One page of the copies that fared differently")
@bp.document_problems(
    **CREDENTIALS, s400=WRONG_PARAMETER, s404=f"{UNKNOWN}, or none of the same scope was closed before it"
)
def list_stocktaking_differences(query: dict[str, Any], stocktaking_id: int) -> Response:
    """List what differs from the last stocktaking of the same scope: newly or still missing, found again, new, gone."""
    session = begin_read()
    comparison = stocktaking_comparison.compare(session, stocktakings.get(session, stocktaking_id))
    if comparison is None:
        raise NotFound("earlier stocktaking of the scope of", stocktaking_id)
    item_ids = comparison.differences[query["difference"]]
    page, per_page = query["page"], query["per_page"]
    some = item_ids[(page - 1) * per_page : page * per_page]
    hits = stocktaking_comparison.read_differences(session, comparison, some)
    return respond_with_page(Page(hits, len(item_ids), page, per_page), dump_stocktaking_entry)


@bp.route("/<id:stocktaking_id>/marks", methods=["POST"])
@bp.arguments(PreviewQuery, location="query")
@bp.arguments(NewMarkSchema)
@bp.document_response(200, BatchReportSchema, "What would be done, or that there was nothing to mark")
@bp.document_response(201, BatchReportSchema, "What was done; `Location` is the change set")
@bp.document_response(202, JobSchema, "More than 500 books: the job that does it, or looks it over")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=CLOSED)
def mark_stocktaking(query: dict[str, Any], body: dict[str, Any], stocktaking_id: int) -> Response:
    """Mark the missing copies as missing, or those that came back as on the shelf, as one set that can be undone."""
    group = StocktakingGroup(body["group"])
    session = begin_read()
    stocktaking = stocktakings.get(session, stocktaking_id)
    entries = stocktaking_marks.list_markable(session, stocktaking_id, group)
    db.session.rollback()
    edit = stocktaking_marks.build_edit(group, entries, f"{stocktaking.name}: {group}")
    return answer_with_edit(edit, is_preview=query["preview"])


@bp.route("/<id:stocktaking_id>/close", methods=["POST"])
@bp.document_response(200, StocktakingProgressSchema, "The stocktaking, whose groups stay as they are now")
@bp.document_problems(**CREDENTIALS, s400=NO_PARAMETERS, s404=UNKNOWN, s409=CLOSED)
def close_stocktaking(stocktaking_id: int) -> Response:
    """End a stocktaking and keep its results."""
    session = begin_write()
    stocktakings.close(session, stocktaking_id)
    document = _read_progress(session, stocktaking_id)
    session.commit()
    return respond_with_document(document)


def _read_scope(values: dict[str, Any]) -> StocktakingScope:
    """Return the scope of a body. :raises InvalidRecord: naming the members of `scope` that are wrong."""
    try:
        return scope_from_json(values)
    except InvalidRecord as error:
        raise InvalidRecord(*(FieldError(f"scope.{one.field}", one.message) for one in error.errors)) from error


def _read_progress(session: Session, stocktaking_id: int) -> dict[str, Any]:
    stocktaking: StocktakingView = stocktakings.get(session, stocktaking_id)
    lists = [one.id for one in stocktakings.list_lists(session, stocktaking_id)]
    return dump_progress(stocktaking, stocktakings.count_groups(session, stocktaking), lists)
