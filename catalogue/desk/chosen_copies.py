"""The part of a form that says which copies are meant: a list of scans, or numbers typed one a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import parse_qsl

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, SelectField, TextAreaField

from catalogue.desk.forms import DeskForm
from catalogue.domain.scans import ScanLine, ScanState, split_codes
from catalogue.domain.views import ItemView
from catalogue.extensions import begin_read, begin_write, get_live_index
from catalogue.services import discovery, items, scans
from catalogue.web.search_form import read_search_form

MOST_BOOKS = 2000


@dataclass(frozen=True, slots=True)
class ChosenCopies:
    """The copies that are meant, with the titles of their books, and the codes that mean no single copy."""

    copies: tuple[ItemView, ...]
    titles: dict[int, str]
    strange: tuple[str, ...]

    @property
    def key(self) -> str:
        """What tells these copies, as they are, from others: what was looked over is done only while it is so."""
        return str(hash(tuple((item.id, item.revision) for item in self.copies)))


class CopiesForm(DeskForm):
    """Which copies; `seen` is the key of those that were looked over."""

    scan_list = SelectField(lazy_gettext("A list of scans"), default="")
    codes = TextAreaField(lazy_gettext("Barcodes or inventory numbers, one a line"))
    seen = HiddenField()

    @staticmethod
    def is_run() -> bool:
        """Return whether this request asks to do what was looked over."""
        return DeskForm.is_sent() and "run" in request.form

    def offer_choices(self, session: Session) -> None:
        """Fill in the lists of scans that there are."""
        lists = [(str(one.id), f"{one.name} ({one.n_scans})") for one in scans.list_lists(session)]
        self.scan_list.choices = [("", _("none")), *lists]

    def choose(self, session: Session) -> ChosenCopies:
        """Return the copies that the form means."""
        lines = scans.read_codes(session, split_codes(self.codes.data or ""))
        text = self.scan_list.data or ""
        if text.isdigit() and text in {value for value, _label in self.scan_list.choices}:
            lines = [*scans.read_lines(session, int(text)), *lines]
        return sort_lines(lines)

    def confirms(self, chosen: ChosenCopies, are_ready: bool, refusal: str) -> bool:
        """Return whether what was looked over is to be done with these copies; otherwise they are to be looked over.

        :param are_ready: something can be done with them; if not, the form says the `refusal`.
        """
        is_valid = self.validate_on_submit()
        if is_valid and are_ready and self.is_run() and self.seen.data == chosen.key:
            return True
        if is_valid and not are_ready:
            self.codes.errors = [refusal]
        self.seen.data = chosen.key
        return False


AnyCopiesForm = TypeVar("AnyCopiesForm", bound=CopiesForm)


def open_form(form_class: type[AnyCopiesForm], **defaults: Any) -> tuple[Session, AnyCopiesForm]:
    """Return a session, which writes if the form is run, and the form as it was sent or as the address fills it in."""
    session = begin_write() if form_class.is_run() else begin_read()
    form = form_class() if DeskForm.is_sent() else form_class(**read_address(session), **defaults)
    form.offer_choices(session)
    return session, form


def sort_lines(lines: Sequence[ScanLine]) -> ChosenCopies:
    """Return the copies of some lines, each once."""
    copies = {item.id: item for item in scans.list_items(lines)}
    titles = {line.match.book_id: line.match.title or "" for line in lines if line.match.book_id is not None}
    strange = [line.match.code for line in lines if line.state in {ScanState.UNKNOWN, ScanState.BOOK}]
    return ChosenCopies(tuple(copies.values()), titles, tuple(strange))


def read_address(session: Session) -> dict[str, str]:
    """Return what an address chooses: `scan_list`, the copies of `books` by number, or of all that a `search` finds."""
    values = {"scan_list": request.args.get("scan_list", "")}
    book_ids = [int(part) for part in request.args.get("books", "").split(",") if part.isascii() and part.isdigit()]
    if "search" in request.args:
        search_form = read_search_form(MultiDict(parse_qsl(request.args["search"])))
        book_ids += discovery.find_ids(get_live_index(), search_form.build_request())
    book_ids = [book_id for book_id in dict.fromkeys(book_ids) if 0 < book_id < 10**18][:MOST_BOOKS]
    held = items.read_holdings(session, book_ids)
    codes = [item.label for book_id in book_ids for item in held[book_id]]
    return values | ({"codes": "\n".join(codes)} if codes else {})
