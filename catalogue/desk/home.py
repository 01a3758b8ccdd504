"""`/desk`: where a librarian begins: what waits, what was changed last, and the parts of the desk."""

from datetime import date, timedelta
from typing import NamedTuple

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, lazy_gettext
from sqlalchemy.orm import Session

from catalogue.desk.blueprint import bp
from catalogue.desk.change_sets import SET_KINDS
from catalogue.desk.worklists import LABELS
from catalogue.domain.worklists import Worklist
from catalogue.extensions import begin_read
from catalogue.models import NoteKind
from catalogue.services import (
    change_sets,
    collection,
    deposits,
    failed_searches,
    jobs,
    reader_notes,
    stocktakings,
    worklists,
)

URGENT_LISTS = (Worklist.COPY_TO_CHECK, Worklist.ADVANCE, Worklist.SET_ASIDE)
"""The worklists of work that began and has an end; the others are as long as the catalogue is old."""
DAYS_AHEAD = 30
N_SETS = 5


class Waiting(NamedTuple):
    """Something that waits for a librarian."""

    label: str | LazyString
    address: str
    n: int


@bp.get("")
def show_home() -> ResponseReturnValue:
    """Show what waits, what was changed last, what the catalogue holds and what can be done at the desk."""
    session = begin_read()
    return render_template(
        "desk/home.html",
        counts=collection.count(session),
        waiting=[one for one in list_waiting(session) if one.n],
        most=worklists.MOST_COUNTED,
        change_sets=change_sets.list_sets(session, 1, N_SETS).hits,
        set_kinds=SET_KINDS,
    )


def list_waiting(session: Session) -> list[Waiting]:
    """Return what may wait, from readers first, with how much of it there is."""
    by = date.today() + timedelta(days=DAYS_AHEAD)
    n_due = sum(one.n_items for one in deposits.list_deposits(session) if one.return_by and one.return_by <= by)
    running = [one for one in stocktakings.list_stocktakings(session) if one.closed_at is None]
    return [
        Waiting(
            lazy_gettext("Errors that readers reported"),
            url_for(".list_reports"),
            reader_notes.count_open(session, NoteKind.REPORT),
        ),
        Waiting(
            lazy_gettext("Wishes of readers"),
            url_for(".list_wishes"),
            reader_notes.count_open(session, NoteKind.WISH),
        ),
        Waiting(
            lazy_gettext("Searched for in vain"),
            url_for(".list_failed_searches"),
            len(failed_searches.list_frequent(session)),
        ),
        Waiting(lazy_gettext("Work in the background"), url_for(".list_jobs"), jobs.count_waiting(session)),
        Waiting(lazy_gettext("Stocktakings under way"), url_for(".list_stocktakings"), len(running)),
        Waiting(
            lazy_gettext("Copies to be given back within 30 days"),
            url_for(".list_deposits", by=by.isoformat()),
            n_due,
        ),
        *(
            Waiting(LABELS[one], url_for(".show_worklist", worklist=one), worklists.count(session, one))
            for one in URGENT_LISTS
        ),
    ]
