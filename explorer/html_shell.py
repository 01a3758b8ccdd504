"""The HTML that Streamlit's pages are loaded into, in the reader's language (WCAG 3.1.1)."""

import json
import re
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from explorer.messages.language import LANGUAGES, accepted_languages, language_of
from explorer.messages.pages import FRAME
from explorer.screens import context

SHELL = Path(st.__file__).parent / "static" / "index.html"
SET_LANGUAGE = {tag: f'document.documentElement.lang = "{tag}"' for tag in LANGUAGES}
"""By tag, the script that follows the switch of language; the Content-Security-Policy names each by its hash."""


@cache
def write_shell(tag: str, title: str) -> str:
    """Return the page that loads Streamlit, in a language and under a title."""
    noscript = f"<noscript><p>{escape(FRAME[tag].noscript)}</p></noscript>"
    html = SHELL.read_text(encoding="utf-8").replace('<html lang="en">', f'<html lang="{tag}">')
    html = re.sub(r"<title>.*?</title>", lambda _: f"<title>{escape(title)}</title>", html, flags=re.DOTALL)
    html = re.sub(r"<noscript>.*?</noscript>", lambda _: noscript, html, flags=re.DOTALL)
    # What is left out is for a crawler and for agents, which we do not serve.
    html = re.sub(r'<script>.*?</script>|<link rel="service-desc"[^>]*>', "", html, flags=re.DOTALL)
    return html.replace("</head>", '<script src="./chrome.js"></script></head>')


@cache
def write_chrome() -> str:
    """Return the script that puts Streamlit's own words into the reader's language."""
    script = Path(__file__).with_name("chrome.js").read_text(encoding="utf-8")
    return script.replace("= WORDS;", f"= {json.dumps(FRAME['fr'].chrome, ensure_ascii=False)};")


async def send_chrome(_request: Request) -> Response:
    """Answer the address of the script."""
    return Response(write_chrome(), media_type="text/javascript", headers={"Cache-Control": "no-cache"})


async def show_shell(request: Request) -> HTMLResponse:
    """Answer the address of a page."""
    accepted = accepted_languages(request.headers.get("Accept-Language"))
    tag = language_of(request.query_params.get(context.LANGUAGE_KEY), request.cookies.get("language"), *accepted)
    headers = {"Cache-Control": "private, no-cache", "Vary": "Accept-Language, Cookie"}
    return HTMLResponse(write_shell(tag, context.name()), headers=headers)


PAGES = ["", *FRAME["en"].pages]
ROUTES = [Route("/chrome.js", send_chrome), *(Route(f"/{page}", show_shell) for page in PAGES)]
