"""JSON-LD: a book as schema.org/Book, for programs that read pages."""

import json
from typing import Any

from flask import url_for
from markupsafe import Markup

from catalogue.domain.roles import Role
from catalogue.domain.views import BookView
from catalogue.public_address import build_public_address

PROPERTIES = {
    Role.AUTHOR: "author",
    Role.TRANSLATOR: "translator",
    Role.ILLUSTRATOR: "illustrator",
    Role.EDITOR: "editor",
}
"""The schema.org property of each role; other roles are `contributor`."""


def format_json_ld(book: BookView) -> Markup:
    """Return the JSON-LD of a book, safe inside `<script>`: `<`, `>` and `&` are escaped."""
    text = json.dumps(describe_book(book), ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return Markup(text)  # noqa: S704 (JSON, and what could end the script element is escaped)


def describe_book(book: BookView) -> dict[str, Any]:
    """Return the JSON-LD object of a book; unknown properties are left out.

    Without PUBLIC_URL its addresses are relative to the page, as JSON-LD allows.
    """
    address = build_public_address(url_for("web.show_book", book_id=book.id))
    properties = {
        "@context": "https://schema.org",
        "@type": "Book",
        "@id": address,
        "url": address,
        "name": book.title,
        "alternativeHeadline": book.subtitle,
        "isbn": book.isbn,
        "publisher": book.publisher and {"@type": "Organization", "name": book.publisher},
        "datePublished": book.published,
        "inLanguage": book.language,
        "numberOfPages": book.page_count,
        "description": book.description,
        "about": [subject.name for subject in book.subjects],
        "isPartOf": book.series and {"@type": "BookSeries", "name": book.series},
        "position": book.series and book.series_number,
        **_describe_people(book),
    }
    return {name: value for name, value in properties.items() if value}


def _describe_people(book: BookView) -> dict[str, list[dict[str, Any]]]:
    people: dict[str, list[dict[str, Any]]] = {}
    for credit in book.credits:
        page = build_public_address(url_for("web.show_author", author_id=credit.author_id))
        person = {"@type": "Person", "name": credit.name, "url": page}
        people.setdefault(PROPERTIES.get(credit.role, "contributor"), []).append(person)
    return people
