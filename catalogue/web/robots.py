"""What search engines should leave alone."""

from flask import Response

from catalogue.web.blueprint import bp

RULES = """\
User-agent: *
Disallow: /api/
Disallow: /health/
Disallow: /hello/
Disallow: /language/
Disallow: /search?
"""


@bp.get("/robots.txt")
def robots() -> Response:
    """Books, authors and subjects may be read by anyone; the endless ways to filter a list need not be."""
    return Response(RULES, mimetype="text/plain")
