"""`/desk/completions/<field>`: what is known already, for the fields of a form, as a JSON list of names."""

from flask import abort, jsonify, request
from flask.typing import ResponseReturnValue

from catalogue.desk.blueprint import bp
from catalogue.domain.headings import HeadingQuery
from catalogue.extensions import begin_read
from catalogue.services import books
from catalogue.services.headings import authors, series, subjects

MOST = 8


@bp.get("/completions/<field>")
def complete(field: str) -> ResponseReturnValue:
    """Return the names that go on what was typed (`q`), those with most books first."""
    text = request.args.get("q", "").strip()
    session = begin_read()
    if not text:
        return jsonify([])
    match field:
        case "author":
            names = [one.name for one in authors.list_(session, HeadingQuery(text, "-n_books"), 1, MOST).hits]
        case "subject":
            names = [one.name for one in subjects.list_(session, HeadingQuery(text, "-n_books"), 1, MOST).hits]
        case "series":
            names = [one.name for one in series.list_(session, HeadingQuery(text, "-n_books"), 1, MOST).hits]
        case "publisher":
            names = books.complete_publisher(session, text, MOST)
        case _:
            abort(404)
    return jsonify(names)
