"""`/hello/<name>`: a greeting, as text for programs and as a page for people."""

from flask import Response, abort, make_response, render_template, request

from catalogue.domain.text import has_control_characters
from catalogue.web.blueprint import bp


@bp.get("/hello/<path:name>")
def greet(name: str) -> Response:
    """Return `hello <name>` as plain text, or as HTML if the client prefers that, as browsers do.

    A name with control characters is refused with 400.
    """
    if has_control_characters(name):
        abort(400)
    if request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html":
        answer = make_response(render_template("hello.html", name=name))
    else:
        answer = Response(f"hello {name}", mimetype="text/plain")
    answer.vary.add("Accept")
    return answer
