"""`/robots.txt`: what search engines should not crawl."""

from flask import Response

from catalogue.web.blueprint import bp

RULES = """\
User-agent: *
Disallow: /api/
Disallow: /desk
Disallow: /dump/
Disallow: /health/
Disallow: /hello/
Disallow: /language/
Disallow: /login
Disallow: /search?
Disallow: /search.
Disallow: /wishes/
"""


@bp.get("/robots.txt")
def send_robots_txt() -> Response:
    """Send the rules: books, authors and subjects may be crawled, the endless filtered lists may not."""
    return Response(RULES, mimetype="text/plain")
