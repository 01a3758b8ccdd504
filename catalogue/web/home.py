"""`/`: the home page, with the search box, the newest books and the shelves."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import begin_read
from catalogue.services import shelves
from catalogue.web.blueprint import bp

N_NEWEST = 12
N_SUBJECTS = 24


@bp.get("/")
def show_home() -> ResponseReturnValue:
    """Show the home page; for an empty catalogue, how to fill it."""
    session = begin_read()
    return render_template(
        "home.html",
        counts=shelves.counts(session),
        newest=shelves.newest(session, N_NEWEST),
        subjects=shelves.top_subjects(session, N_SUBJECTS),
        dewey=shelves.dewey_shelves(session),
    )
