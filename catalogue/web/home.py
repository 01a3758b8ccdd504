"""The home page: a greeting, the search box, and the shelves."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import db
from catalogue.services import discovery
from catalogue.web.blueprint import bp

N_NEWEST = 12
N_SUBJECTS = 24


@bp.get("/")
def home() -> ResponseReturnValue:
    """The catalogue at a glance; in an empty one, what to do about it."""
    session = db.session()
    return render_template(
        "home.html",
        counts=discovery.counts(session),
        newest=discovery.newest(session, N_NEWEST),
        subjects=discovery.top_subjects(session, N_SUBJECTS),
        dewey=discovery.dewey_shelves(session),
    )
