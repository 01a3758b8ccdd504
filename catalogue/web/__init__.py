"""The readers' pages: server-rendered HTML, usable without JavaScript, in French and English."""

from flask import Flask

from catalogue.web import (
    about,
    assets,
    authors,
    book_list,
    books,
    browse,
    dump,
    errors,
    exports,
    hello,
    home,
    jinja_filters,
    language,
    library_pages,
    new_titles,
    problem_pages,
    robots,
    search,
    security_headers,
    series,
    subjects,
)
from catalogue.web.blueprint import bp

VIEWS = (
    home,
    search,
    books,
    book_list,
    exports,
    dump,
    authors,
    subjects,
    series,
    browse,
    new_titles,
    about,
    hello,
    library_pages,
    language,
    assets,
    robots,
    problem_pages,
)
"""The modules that register views on the blueprint; `security_headers` adds to every response."""

__all__ = ["bp", "errors", "prepare", "security_headers"]


def prepare(app: Flask) -> None:
    """Set up what the templates of `app` use: translations, filters and asset addresses."""
    language.init_babel(app)
    jinja_filters.register_filters(app)
    library_pages.register_helpers(app)
