"""Security headers of pages: they load only our own style and script, and nobody may frame them."""

from flask import Response, current_app, request

from catalogue.web.blueprint import bp

PAGE_HEADERS = {
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
PATHS_WITH_OWN_POLICY = ("/api",)
"""Under these paths pages set their own Content-Security-Policy: Swagger UI needs inline style."""


def build_content_security_policy(cover_hosts: tuple[str, ...] = ()) -> str:
    """Return the Content-Security-Policy of pages: our own script, style and pictures, covers from `cover_hosts`.

    The JSON-LD of a book needs no permission: a data block is not a script (HTML, "prepare the script element").
    """
    pictures = " ".join(["'self'", *(f"https://{host}" for host in cover_hosts)])
    return (
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; "
        f"img-src {pictures}; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@bp.after_app_request
def add_headers(response: Response) -> Response:
    """Add the headers of pages where they are missing; `catalogue.middleware` adds those of all responses."""
    if (response.content_type or "").startswith("text/html") and not request.path.startswith(PATHS_WITH_OWN_POLICY):
        policy = build_content_security_policy(current_app.config.get("COVER_HOSTS", ()))
        response.vary.update(("Accept-Language", "Cookie"))
        response.headers.setdefault("Cache-Control", "private, no-cache")
        for name, value in (PAGE_HEADERS | {"Content-Security-Policy": policy}).items():
            response.headers.setdefault(name, value)
    return response
