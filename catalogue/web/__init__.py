"""The pages: HTML made on the server, complete without JavaScript, in French and in English."""

from flask import Flask

from catalogue.web import (
    about,
    assets,
    authors,
    books,
    errors,
    filters,
    headers,
    hello,
    home,
    language,
    problems,
    robots,
    search,
    subjects,
)
from catalogue.web.blueprint import bp

VIEWS = (home, search, books, authors, subjects, about, hello, language, assets, robots, problems)
"""The modules whose views hang on the blueprint; `headers` hangs on every answer."""

__all__ = ["bp", "errors", "headers", "prepare"]


def prepare(app: Flask) -> None:
    """Give `app` what the templates use: translations, filters and the addresses of assets."""
    language.prepare(app)
    filters.prepare(app)
