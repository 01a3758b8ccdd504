"""`/api/items`."""

from typing import Any

from flask import Response, current_app, g
from sqlalchemy.orm import Session

from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.conditional_requests import parse_if_match
from catalogue.api.replacements import accept_replacement, apply_patch
from catalogue.api.responses import respond_with_no_content, respond_with_page, respond_with_record
from catalogue.extensions import begin_read, begin_write
from catalogue.schemas.items import (
    ItemOfBook,
    ItemPatchSchema,
    ItemReplacementSchema,
    ItemSchema,
    StoredItemSchema,
    dump_item,
)
from catalogue.schemas.queries import ItemListQuery
from catalogue.schemas.register import GiveNumberQuery
from catalogue.schemas.stored_records import Replacement
from catalogue.services import inventory_numbers, items

bp = ApiBlueprint("items", "The copies of books: what a barcode is stuck on")

UNKNOWN = "There is no such item, or no such book"
TAKEN = "Another item has or had this barcode or number, or a read-only member says what is not so"
STALE = "The item is at another revision than `If-Match` says"


@bp.route("", methods=["GET"])
@bp.arguments(ItemListQuery, location="query")
@bp.document_response(200, StoredItemSchema(many=True), "One page of the items")
@bp.document_problems(s400="A parameter is unknown or wrong")
def list_items(query: dict[str, Any]) -> Response:
    """List items, filtered by book, barcode, location or status."""
    page, per_page = query.pop("page"), query.pop("per_page")
    return respond_with_page(items.list_(begin_read(), items.ItemQuery(**query), page, per_page), dump_item)


@bp.route("", methods=["POST"])
@bp.arguments(GiveNumberQuery, location="query")
@bp.arguments(ItemSchema)
@bp.document_response(201, StoredItemSchema, "The item, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404="There is no such book", s409=TAKEN)
def create_item(query: dict[str, Any], item: ItemOfBook) -> Response:
    """Add a copy of a book; with `give_number` it gets the next inventory number."""
    session = begin_write()
    record = item.record
    if query["give_number"]:
        (record,) = inventory_numbers.number_records(session, current_app.config["INVENTORY_NUMBER_PATTERN"], [record])
    item_id = items.create(session, item.book_id, record, actor=g.actor)
    return _commit_and_respond(session, item_id, 201, f"/api/items/{item_id}")


@bp.route("/<id:item_id>", methods=["GET"])
@bp.document_response(200, StoredItemSchema, "The item; 304 with `If-None-Match`")
@bp.document_problems(s400="There are no parameters here", s404=UNKNOWN)
def get_item(item_id: int) -> Response:
    """Read an item."""
    return respond_with_record(dump_item(items.get(begin_read(), item_id)))


@bp.route("/<id:item_id>", methods=["PUT"])
@bp.arguments(ItemReplacementSchema)
@bp.document_response(200, StoredItemSchema, "The item, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def replace_item(replacement: Replacement, item_id: int) -> Response:
    """Replace an item: lend it, return it, move it."""
    session = begin_write()
    item = accept_replacement("item", replacement, lambda: dump_item(items.get(session, item_id)))
    return _store_and_respond(session, item_id, item)


@bp.route("/<id:item_id>", methods=["PATCH"])
@bp.accept_patch(ItemPatchSchema)
@bp.document_response(200, StoredItemSchema, "The item, as it is stored")
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=UNKNOWN, s409=TAKEN, s412=STALE)
def patch_item(patch: dict[str, Any], item_id: int) -> Response:
    """Change some members of an item, such as its status: a JSON Merge Patch (RFC 7396), null takes a member away."""
    session = begin_write()
    current = dump_item(items.get(session, item_id))
    return _store_and_respond(session, item_id, apply_patch("item", ItemReplacementSchema(), current, patch))


@bp.route("/<id:item_id>", methods=["DELETE"])
@bp.document_response(204, text="The item is gone")
@bp.document_problems(
    **CREDENTIALS, s400="There are no parameters here", s404=UNKNOWN, s409="It is on loan", s412=STALE
)
def delete_item(item_id: int) -> Response:
    """Delete an item; refused while it is on loan."""
    session = begin_write()
    items.delete(session, item_id, actor=g.actor, expected=parse_if_match())
    session.commit()
    return respond_with_no_content()


def _store_and_respond(session: Session, item_id: int, item: ItemOfBook) -> Response:
    items.replace(session, item_id, item.book_id, item.record, actor=g.actor, expected=parse_if_match())
    return _commit_and_respond(session, item_id)


def _commit_and_respond(session: Session, item_id: int, status: int = 200, location: str | None = None) -> Response:
    document = dump_item(items.get(session, item_id))
    session.commit()
    return respond_with_record(document, status, location)
