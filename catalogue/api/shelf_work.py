"""`/api/withdrawals` and `/api/deposits`: copies that leave, and copies of other libraries. For librarians."""

from typing import Any

from flask import Response, g
from sqlalchemy.orm import Session

from catalogue.api.authentication import authenticate_readers
from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.api.responses import respond_with_document, respond_with_page
from catalogue.domain.scans import ScanState
from catalogue.domain.views import ItemView, Page
from catalogue.extensions import begin_read, begin_write
from catalogue.schemas.changes import PreviewQuery
from catalogue.schemas.queries import PageQuery
from catalogue.schemas.shelf_work import (
    ChosenCopiesSchema,
    DepositSchema,
    NewDepositSchema,
    NewWithdrawalSchema,
    ShelfWorkSchema,
    WithdrawalEntrySchema,
    WithdrawalSchema,
    dump_deposit,
    dump_entry,
    dump_shelf_work,
    dump_withdrawal,
)
from catalogue.services import deposits, scans, withdrawals

withdrawals_bp = ApiBlueprint("withdrawals", "Copies taken out of the stock together; librarians may see them")
deposits_bp = ApiBlueprint("deposits", "Copies that belong to another library; librarians may see them")

NO_LIST = "There is no such list of scans"
NO_PARAMETERS = "A parameter is unknown or wrong"


withdrawals_bp.before_request(authenticate_readers)
deposits_bp.before_request(authenticate_readers)


@withdrawals_bp.route("", methods=["GET"])
@withdrawals_bp.arguments(PageQuery, location="query")
@withdrawals_bp.document_response(200, WithdrawalSchema(many=True), "One page of the withdrawals, the newest first")
@withdrawals_bp.document_problems(**CREDENTIALS, s400=NO_PARAMETERS)
def list_withdrawals(query: dict[str, Any]) -> Response:
    """List the withdrawals."""
    found = withdrawals.list_withdrawals(begin_read())
    return respond_with_page(_cut(found, query), dump_withdrawal)


@withdrawals_bp.route("/<id:set_id>", methods=["GET"])
@withdrawals_bp.arguments(PageQuery, location="query")
@withdrawals_bp.document_response(200, WithdrawalEntrySchema(many=True), "One page of the annex")
@withdrawals_bp.document_problems(**CREDENTIALS, s400=NO_PARAMETERS, s404="There is no such withdrawal")
def list_withdrawn(query: dict[str, Any], set_id: int) -> Response:
    """List the copies of a withdrawal as they were then."""
    return respond_with_page(_cut(withdrawals.list_entries(begin_read(), set_id), query), dump_entry)


@withdrawals_bp.route("", methods=["POST"])
@withdrawals_bp.arguments(PreviewQuery, location="query")
@withdrawals_bp.arguments(NewWithdrawalSchema)
@withdrawals_bp.document_response(200, ShelfWorkSchema, "What was withdrawn, and what stays as it is")
@withdrawals_bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=NO_LIST)
def withdraw_copies(query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Withdraw copies as one change set; with `preview` say what would be done."""
    session = begin_write()
    copies, unknown = choose_copies(session, body)
    found = withdrawals.sort_copies(copies)
    set_id = withdrawals.withdraw(
        session,
        copies,
        body["reason"],
        body["destination"],
        body["day"],
        name=f"Withdrawal: {body['destination']}",
        actor=g.actor,
    )
    left = {"on_loan": found.on_loan, "withdrawn": found.withdrawn_before}
    return end_shelf_work(session, query, dump_shelf_work(set_id, found.ready, left, unknown))


@deposits_bp.route("", methods=["GET"])
@deposits_bp.document_response(200, DepositSchema(many=True), "Owners and days, the next day first")
@deposits_bp.document_problems(**CREDENTIALS, s400="There are no parameters here")
def list_deposits() -> Response:
    """List what each owner has here, and by which day it goes back."""
    found = deposits.list_deposits(begin_read())
    return respond_with_page(Page(found, len(found), 1, max(1, len(found))), dump_deposit)


@deposits_bp.route("", methods=["POST"])
@deposits_bp.arguments(PreviewQuery, location="query")
@deposits_bp.arguments(NewDepositSchema)
@deposits_bp.document_response(200, ShelfWorkSchema, "The copies that are a deposit now")
@deposits_bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=NO_LIST)
def receive_deposit(query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Note that copies are a deposit, as one change set."""
    session = begin_write()
    copies, unknown = choose_copies(session, body)
    terms = body["owner"], body["deposited_on"], body["return_by"]
    set_id = deposits.receive(session, copies, *terms, name=f"Deposit: {body['owner']}", actor=g.actor)
    return end_shelf_work(session, query, dump_shelf_work(set_id, copies, {}, unknown))


@deposits_bp.route("/returns", methods=["POST"])
@deposits_bp.arguments(PreviewQuery, location="query")
@deposits_bp.arguments(ChosenCopiesSchema)
@deposits_bp.document_response(200, ShelfWorkSchema, "The copies that went, and the books that keep none")
@deposits_bp.document_problems(**BAD_BODY, **CREDENTIALS, s404=NO_LIST)
def return_deposit(query: dict[str, Any], body: dict[str, Any]) -> Response:
    """Give deposited copies back as one change set; own copies stay."""
    session = begin_write()
    copies, unknown = choose_copies(session, body)
    found = deposits.sort_return(session, copies)
    set_id = deposits.give_back(session, copies, name="Return of a deposit", actor=g.actor)
    left = {"own": found.own, "on_loan": found.on_loan}
    return end_shelf_work(session, query, dump_shelf_work(set_id, found.ready, left, unknown, found.left_without))


def choose_copies(session: Session, body: dict[str, Any]) -> tuple[list[ItemView], list[str]]:
    """Return the copies that a body means, each once, and the codes that mean no single copy."""
    lines = scans.read_codes(session, body["codes"])
    if body["scan_list"]:
        lines = [*scans.read_lines(session, body["scan_list"]), *lines]
    copies = {item.id: item for item in scans.list_items(lines)}
    unknown = [line.match.code for line in lines if line.state in {ScanState.UNKNOWN, ScanState.BOOK}]
    return list(copies.values()), unknown


def end_shelf_work(session: Session, query: dict[str, Any], document: dict[str, Any]) -> Response:
    """Keep what was done, or with `preview` nothing of it, and answer with the document."""
    if query["preview"]:
        session.rollback()
        document["changeset_id"] = None
    else:
        session.commit()
    return respond_with_document(document)


def _cut(found: list[Any], query: dict[str, Any]) -> Page[Any]:
    page, per_page = query["page"], query["per_page"]
    return Page(found[(page - 1) * per_page : page * per_page], len(found), page, per_page)
