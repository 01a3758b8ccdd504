"""Citations in the order of ISO 690:2021: creator, title, publisher, date, series, identifier."""

from markupsafe import Markup, escape

from catalogue.domain.identifiers import format_isbn
from catalogue.domain.views import BookView
from catalogue.web.language import get_page_language
from catalogue.web.typography import format_year, typeset


def cite(book: BookView) -> Markup:
    """Return the citation of a book, its title in italics."""
    title = typeset(": ".join(filter(None, [book.title, book.subtitle])), None)
    series = " ".join(filter(None, [book.series, book.series_number]))
    year = format_year(book.publication_year, get_page_language()) if book.publication_year else None
    parts = [
        escape(", ".join(credit.name for credit in book.authors)),
        Markup("<cite>%s</cite>") % title,
        escape(", ".join(filter(None, [book.publisher, year]))),
        escape(f"({series})" if series else ""),
        escape(f"ISBN {format_isbn(book.isbn)}" if book.isbn else ""),
    ]
    return Markup(". ").join(part for part in parts if part) + "."
