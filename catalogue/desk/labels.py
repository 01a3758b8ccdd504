"""`/desk/labels`: spine labels and barcodes on sheets, as a PDF."""

from flask import Response, current_app, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from wtforms import BooleanField, DecimalField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from catalogue.desk.blueprint import bp, shows_form_again
from catalogue.desk.book_form import limit
from catalogue.desk.forms import DeskForm, list_choices, render_form
from catalogue.domain.labels import SHEETS, Label, LabelKind, LabelLayout, LabelSheet, Symbology
from catalogue.domain.scans import ScanState, split_codes
from catalogue.errors import InvalidRecord
from catalogue.extensions import begin_read
from catalogue.services import items, labels, scans

OWN = "own"
MEASURES = ("columns", "rows", "width", "height", "left", "top", "gap_x", "gap_y")
KINDS = {
    LabelKind.BOTH: lazy_gettext("Call number and barcode"),
    LabelKind.SPINE: lazy_gettext("Call number only (spine)"),
    LabelKind.BARCODE: lazy_gettext("Barcode only"),
}
SYMBOLOGIES = {
    Symbology.CODE_128: "Code 128",
    Symbology.CODE_39: "Code 39",
    Symbology.QR: lazy_gettext("QR code"),
}
SHEET_NAMES = {
    "24": lazy_gettext("24 labels, 70 × 37 mm"),
    "40": lazy_gettext("40 labels, 52.5 × 29.7 mm"),
    "65": lazy_gettext("65 labels, 38.1 × 21.2 mm"),
    OWN: lazy_gettext("Other measures"),
}
WRONG_MEASURE = lazy_gettext("A measure of the sheet: more than 0, and at most 297 mm.")


def _measure(label: object, default: float) -> DecimalField:
    return DecimalField(label, [Optional(), NumberRange(0, 297, WRONG_MEASURE)], default=default)


class LabelForm(DeskForm):
    """Which labels, and on which sheets."""

    scan_list = SelectField(lazy_gettext("A list of scans"), default="")
    codes = TextAreaField(lazy_gettext("Barcodes of copies, one a line"))
    leave_out = BooleanField(lazy_gettext("Leave out what is not in the catalogue"))
    first = StringField(lazy_gettext("First new number"), [limit(32)], render_kw={"autocomplete": "off"})
    count = IntegerField(
        lazy_gettext("How many"), [Optional(), NumberRange(1, labels.MOST_LABELS)], render_kw={"inputmode": "numeric"}
    )
    kind = SelectField(
        lazy_gettext("What stands on a label"), choices=list_choices(KINDS), default=LabelKind.BOTH.value
    )
    symbology = SelectField(
        lazy_gettext("Kind of barcode"), choices=list_choices(SYMBOLOGIES), default=Symbology.CODE_128.value
    )
    caption = StringField(lazy_gettext("Line above the barcode"), [limit(60)])
    sheet = SelectField(lazy_gettext("Sheet"), choices=list_choices(SHEET_NAMES), default="24")
    start = IntegerField(
        lazy_gettext("First free label of the sheet"), [Optional()], default=1, render_kw={"inputmode": "numeric"}
    )
    columns = IntegerField(lazy_gettext("Labels beside each other"), [Optional()], default=3)
    rows = IntegerField(lazy_gettext("Labels below each other"), [Optional()], default=8)
    width = _measure(lazy_gettext("Width of a label (mm)"), 70)
    height = _measure(lazy_gettext("Height of a label (mm)"), 37)
    left = _measure(lazy_gettext("Left margin of the sheet (mm)"), 0)
    top = _measure(lazy_gettext("Upper margin of the sheet (mm)"), 0)
    gap_x = _measure(lazy_gettext("Gap between columns (mm)"), 0)
    gap_y = _measure(lazy_gettext("Gap between rows (mm)"), 0)

    def make_layout(self) -> LabelLayout | None:
        """Return the layout; None, with the errors beside the fields, when the measures do not go together."""
        try:
            if self.sheet.data == OWN:
                measures = {name: float(self[name].data or 0) for name in MEASURES[2:]}
                sheet = LabelSheet(columns=self.columns.data or 0, rows=self.rows.data or 0, **measures)
            else:
                sheet = SHEETS[self.sheet.data]
            return LabelLayout(
                sheet,
                LabelKind(self.kind.data),
                Symbology(self.symbology.data),
                self.start.data or 1,
                (self.caption.data or "").strip(),
            )
        except InvalidRecord as error:
            for fault in error.errors:
                self[fault.field].errors = [
                    _("This sheet has no such label.")
                    if fault.field == "start"
                    else _("With this measure the labels do not fit on a sheet of A4.")
                ]
            return None


@bp.route("/labels", methods=["GET", "POST"])
@shows_form_again
def make_labels() -> ResponseReturnValue:
    """Ask which labels, then send the PDF; nothing is written."""
    session = begin_read()
    form = LabelForm(**read_address(session)) if not DeskForm.is_sent() else LabelForm()
    lists = scans.list_lists(session)
    form.scan_list.choices = [("", _("none")), *((str(one.id), f"{one.name} ({one.n_scans})") for one in lists)]
    if form.validate_on_submit():
        layout = form.make_layout()
        chosen = collect_labels(session, form)
        if layout is not None and chosen is not None and check_fit(form, chosen, layout):
            return send_pdf(labels.print_labels(chosen, layout))
    return render_form("desk/labels.html", form, measures=MEASURES)


def read_address(session: Session) -> dict[str, object]:
    """Return what the address says is wanted: a list of scans, or all copies of a book."""
    values: dict[str, object] = {"caption": current_app.config["CATALOGUE_NAME"]}
    book_id = request.args.get("book", "")
    if book_id.isascii() and book_id.isdigit() and len(book_id) < 19:
        held = items.read_holdings(session, [int(book_id)])[int(book_id)]
        values["codes"] = "\n".join(item.label for item in held)
    return values | {"scan_list": request.args.get("scan_list", "")}


def collect_labels(session: Session, form: LabelForm) -> list[Label] | None:
    """Return the labels that a form asks for; None, with errors beside the fields, where it cannot be."""
    chosen: list[Label] = []
    typed = scans.read_codes(session, split_codes(form.codes.data or ""))
    kept = scans.read_lines(session, int(form.scan_list.data)) if form.scan_list.data else []
    for field, lines in ((form.scan_list, kept), (form.codes, typed)):
        strange = [line.match.code for line in lines if line.state in {ScanState.UNKNOWN, ScanState.BOOK}]
        if strange and not form.leave_out.data:
            field.errors = [_("No single copy is meant by: %(codes)s.", codes=", ".join(strange[:20]))]
            return None
        chosen += labels.label_scans(lines)
    first = (form.first.data or "").strip()
    if first:
        try:
            chosen += labels.label_numbers(session, first, form.count.data or 1)
        except InvalidRecord:
            form.first.errors = [_("Copies have some of these numbers already, or they cannot be counted up.")]
            return None
    chosen = list(dict.fromkeys(chosen))
    if not 1 <= len(chosen) <= labels.MOST_LABELS:
        form.codes.errors = [_("Choose copies or new numbers: 1 to %(most)s labels.", most=labels.MOST_LABELS)]
        return None
    return chosen


def check_fit(form: LabelForm, chosen: list[Label], layout: LabelLayout) -> bool:
    """Return whether every barcode fits on its label; say which do not."""
    unprintable = labels.find_unprintable(chosen, layout)
    if unprintable:
        text = _("Too long for this label, or not possible in this kind of code: %(codes)s. Try Code 128 or QR.")
        form.symbology.errors = [text % {"codes": ", ".join(unprintable[:10])}]
    return not unprintable


def send_pdf(pdf: bytes) -> Response:
    """Return a PDF that the browser shows."""
    response = make_response(pdf)
    response.content_type = "application/pdf"
    response.headers["Content-Disposition"] = "inline; filename=labels.pdf"
    return response
