"""The home page: a greeting, the search box, and the shelves."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import db
from catalogue.services import shelves
from catalogue.web.blueprint import bp

N_NEWEST = 12
N_SUBJECTS = 24


@bp.get("/")
def home() -> ResponseReturnValue:
    """The catalogue at a glance; in an empty one, what to do about it."""
    session = db.session()
    return render_template(
        "home.html",
        counts=shelves.counts(session),
        newest=shelves.newest(session, N_NEWEST),
        subjects=shelves.top_subjects(session, N_SUBJECTS),
        dewey=shelves.dewey_shelves(session),
    )
