"""The explorer's server, as `streamlit run` finds it: Streamlit behind our headers, in the reader's language from the
first byte on, and counting that begins before Streamlit asks for it.

A browser takes most of a second to load Streamlit, and only then says which screen it wants. Counting a large catalogue
takes as long, so it begins with the first request.
"""

from asyncio import get_running_loop
from contextlib import suppress

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Receive, Scope, Send

from explorer import html_shell
from explorer.screens import context
from explorer.security import Security
from explorer.sources.database import SourceError


class CountingAhead:
    """Lets the counts of the first screen begin as soon as its address is asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        if scope["type"] == "http" and scope["path"] == "/":
            get_running_loop().run_in_executor(None, begin)
        await self.app(scope, receive, send)


def begin() -> None:
    """Begin to count what was not counted since the latest write; a database that is away, the screen will speak of."""
    with suppress(SourceError):
        context.counter().now()


app = st.App("app.py", routes=html_shell.ROUTES, middleware=[Middleware(Security), Middleware(CountingAhead)])
