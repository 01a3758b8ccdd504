"""`/`: the home page, with the search box, the newest books, subjects and classes."""

from flask import render_template
from flask.typing import ResponseReturnValue

from catalogue.extensions import begin_read
from catalogue.services import collection
from catalogue.web.blueprint import bp

N_NEWEST = 12
N_SUBJECTS = 24


@bp.get("/")
def show_home() -> ResponseReturnValue:
    """Show the home page; for an empty catalogue, how to fill it."""
    session = begin_read()
    return render_template(
        "home.html",
        counts=collection.count(session),
        newest=collection.list_newest(session, N_NEWEST),
        subjects=collection.list_top_subjects(session, N_SUBJECTS),
        dewey=collection.count_by_dewey_class(session),
    )
