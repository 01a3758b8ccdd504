"""Labels: of copies that were scanned, of the copies of a book, or for numbers that no copy has yet."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.domain.labels import Label, LabelLayout, can_count_up, list_numbers
from catalogue.domain.scans import ScanLine, ScanState
from catalogue.errors import FieldError, InvalidRecord
from catalogue.services import items
from catalogue.store import former_items

MOST_LABELS = 5000


def label_scans(lines: Sequence[ScanLine]) -> list[Label]:
    """Return a label for each copy that was scanned, in their order."""
    return [
        Label(item.barcode or item.inventory_number or "", item.call_number, line.match.title)
        for line in lines
        if line.state is ScanState.COPY and (item := line.match.item) is not None
    ]


def label_numbers(session: Session, first: str, count: int) -> list[Label]:
    """Return labels for new numbers that follow each other.

    :raises InvalidRecord: when they cannot be counted up, or a copy has one of them already.
    """
    if not 1 <= count <= MOST_LABELS:
        raise InvalidRecord(FieldError("count", f"1 to {MOST_LABELS}"))
    if count > 1 and not can_count_up(first):
        raise InvalidRecord(FieldError("first", "there is no number in it to count up from"))
    numbers = list_numbers(first, count)
    if used := sorted(
        {*items.find_by_barcodes(session, numbers), *former_items.find_titles(session, "barcode", numbers)}
    ):
        raise InvalidRecord(FieldError("first", f"copies have or had them: {', '.join(used[:10])}"))
    return [Label(number) for number in numbers]


def find_unprintable(labels: Sequence[Label], layout: LabelLayout) -> list[str]:
    """Return the barcodes that do not fit on such a label, or not into such a code."""
    from catalogue.formats.labels import pdf  # Most workers never need its 24 MB.

    return pdf.find_unprintable(labels, layout)


def print_labels(labels: Sequence[Label], layout: LabelLayout) -> bytes:
    """Return the sheets as a PDF.

    :raises InvalidRecord: when there are none or too many, or a barcode does not fit.
    """
    from catalogue.formats.labels import pdf  # Most workers never need its 24 MB.

    if not 1 <= len(labels) <= MOST_LABELS:
        raise InvalidRecord(FieldError("codes", f"1 to {MOST_LABELS} labels at a time"))
    if unprintable := pdf.find_unprintable(labels, layout):
        raise InvalidRecord(FieldError("symbology", f"does not fit on the label: {', '.join(unprintable[:10])}"))
    return pdf.write_labels(labels, layout)
