"""Security headers: what a page may load (nothing but our own style and script), and who may frame it (nobody)."""

from flask import Response, current_app, request

from catalogue.web.blueprint import bp

OF_PAGES = {
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
OWN_RULES = ("/api",)
"""Below these paths pages bring their own Content-Security-Policy: the API's try-it page runs scripts."""


def content_security_policy(cover_hosts: tuple[str, ...] = ()) -> str:
    """Return the policy of the pages: script, style and pictures of our own, covers from named hosts.

    The JSON-LD of a book needs no leave: a data block is no script (HTML, "prepare the script element").
    """
    pictures = " ".join(["'self'", *(f"https://{host}" for host in cover_hosts)])
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        f"img-src {pictures}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@bp.after_app_request
def add_headers(answer: Response) -> Response:
    """Put on each page what it does not carry yet; what every answer carries is `catalogue.edge`'s."""
    if (answer.content_type or "").startswith("text/html") and not request.path.startswith(OWN_RULES):
        policy = content_security_policy(current_app.config.get("COVER_HOSTS", ()))
        answer.vary.update(("Accept-Language", "Cookie"))
        answer.headers.setdefault("Cache-Control", "private, no-cache")
        for name, value in (OF_PAGES | {"Content-Security-Policy": policy}).items():
            answer.headers.setdefault(name, value)
    return answer
