"""A greeting, the smallest page there is: text for programs, a page for people."""

from flask import Response, abort, make_response, render_template, request

from catalogue.domain.text import has_control_characters
from catalogue.web.blueprint import bp


@bp.get("/hello/<path:name>")
def hello(name: str) -> Response:
    """`hello <name>`: plain text, unless the client would rather have HTML, as browsers say they do.

    A name with control characters is nobody's: 400.
    """
    if has_control_characters(name):
        abort(400)
    if request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html":
        answer = make_response(render_template("hello.html", name=name))
    else:
        answer = Response(f"hello {name}", mimetype="text/plain")
    answer.vary.add("Accept")
    return answer
