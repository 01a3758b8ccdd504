"""What the explorer answers to whom: security headers on everything, and nothing of Streamlit's that we do not use."""

from base64 import b64encode
from hashlib import sha256

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from explorer.html_shell import SET_LANGUAGE

UNUSED = ("/_stcore/metrics", "/_stcore/upload_file", "/_stcore/agent", "/_stcore/bidi-components", "/component")
"""Streamlit's own addresses of what the explorer does without: figures of the process, uploads, agents, components."""


def _hash_source(script: str) -> str:
    """Return how a Content-Security-Policy allows an inline script (CSP Level 3, "hash-source")."""
    return f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'"


HEADERS = {
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(map(_hash_source, SET_LANGUAGE.values()))}",
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs.
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Security:
    """ASGI middleware: puts `HEADERS` on every answer, and answers 404 for what is `UNUSED`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        is_unused = scope["path"].startswith(UNUSED)
        answer = PlainTextResponse("Not Found", 404) if is_unused else self.app
        await answer(scope, receive, send_with_headers)
