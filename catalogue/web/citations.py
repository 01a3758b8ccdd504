"""Citations on the page of a book, ready to copy."""

import re

from markupsafe import Markup

from catalogue.domain.views import BookView
from catalogue.formats import citations
from catalogue.web.language import get_page_language

_APOSTROPHE = re.compile(r"(?<=\w)'")


def list_citations(book: BookView) -> list[tuple[str, Markup]]:
    """Return the name of each style and the citation of a book in it, its title in italics."""
    language = get_page_language()
    return [
        (style, Markup(_APOSTROPHE.sub("’", citations.cite(book, style, language))))  # noqa: S704 (escaped by `cite`)
        for style in citations.STYLES
    ]
