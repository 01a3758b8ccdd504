"""`/api/register`: the inventory register, and numbers for copies that have none. For librarians."""

from typing import Any

from flask import Response, current_app, g

from catalogue.api.authentication import authenticate_readers
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.responses import respond_with_page
from catalogue.api.shelf_work import NO_LIST, NO_PARAMETERS, choose_copies, end_shelf_work
from catalogue.extensions import begin_read, begin_write
from catalogue.schemas.changes import PreviewQuery
from catalogue.schemas.queries import RegisterQuery
from catalogue.schemas.register import RegisterEntrySchema, dump_register_entry
from catalogue.schemas.shelf_work import ChosenCopiesSchema, ShelfWorkSchema, dump_shelf_work
from catalogue.services import inventory_numbers, items, register

bp = ApiBlueprint("register", "Every copy that came, in the order of its entry; librarians may see it")
bp.before_request(authenticate_readers)


@bp.route("", methods=["GET"])
@bp.arguments(RegisterQuery, location="query")
@bp.document_response(200, RegisterEntrySchema(many=True), "One page of the copies that came in a year")
@bp.document_problems(**CREDENTIALS, s400=NO_PARAMETERS)
def list_register(query: dict[str, Any]) -> Response:
    """List the copies that came in a year, also those that are gone."""
    page = register.list_entries(begin_read(), query["year"], query["page"], query["per_page"])
    return respond_with_page(page, dump_register_entry)


@bp.route("/numbers", methods=["POST"])
@bp.arguments(PreviewQuery, location="query")
@bp.arguments(ChosenCopiesSchema)
@bp.document_response(200, ShelfWorkSchema, "The copies that have a number now, and those left as they are")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=NO_LIST)
def give_numbers(query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Give copies without a number the next ones, as one change set."""
    session = begin_write()
    copies, unknown = choose_copies(session, body)
    found = inventory_numbers.sort_copies(copies)
    pattern = current_app.config["INVENTORY_NUMBER_PATTERN"]
    set_id = inventory_numbers.give(session, copies, pattern, name="Inventory numbers", actor=g.actor)
    numbered = [items.get(session, item.id) for item in found.ready]
    left = {"numbered": found.numbered, "deposits": found.deposits, "withdrawn": found.withdrawn}
    return end_shelf_work(session, query, dump_shelf_work(set_id, numbered, left, unknown))
