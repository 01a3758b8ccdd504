"""`/api/labels`: spine labels and barcodes on sheets, as a PDF. For librarians."""

from flask import Response
from sqlalchemy.orm import Session

from catalogue.api.blueprint import ApiBlueprint
from catalogue.api.books import BAD_BODY, CREDENTIALS
from catalogue.domain.labels import Label
from catalogue.domain.scans import ScanState
from catalogue.errors import FieldError, InvalidRecord
from catalogue.extensions import begin_read
from catalogue.schemas.labels import LabelOrder, LabelOrderSchema
from catalogue.services import labels, scans

PDF = "application/pdf"

bp = ApiBlueprint("labels", "Labels for spines and barcodes, on sheets of A4")


@bp.route("", methods=["POST"])
@bp.offer_types([PDF])
@bp.arguments(LabelOrderSchema)
@bp.document_response(200, {"type": "string", "format": "binary"}, "The sheets", PDF)
@bp.document_problems(**BAD_BODY, **CREDENTIALS, s404="There is no such list of scans")
def print_labels(order: LabelOrder) -> Response:
    """Print labels of copies, or for numbers that no copy has yet; nothing is written."""
    session = begin_read()
    chosen = _collect_labels(session, order)
    return Response(labels.print_labels(chosen, order.layout), mimetype=PDF)


def _collect_labels(session: Session, order: LabelOrder) -> list[Label]:
    """Return the labels of an order. :raises InvalidRecord: when a code means no single copy."""
    typed = scans.read_codes(session, order.codes)
    kept = scans.read_lines(session, order.scan_list) if order.scan_list else []
    strange = [line.match.code for line in typed if line.state in {ScanState.UNKNOWN, ScanState.BOOK}]
    if strange:
        raise InvalidRecord(FieldError("codes", f"no single copy is meant by {', '.join(strange[:20])}"))
    chosen = labels.label_scans(typed) + labels.label_scans(kept)
    if order.first is not None:
        chosen += labels.label_numbers(session, order.first, order.count)
    return list(dict.fromkeys(chosen))
