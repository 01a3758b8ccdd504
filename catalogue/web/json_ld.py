"""JSON-LD: a book as schema.org/Book, for programs that read pages."""

import json
from typing import Any

from markupsafe import Markup

from catalogue.domain.views import BookView
from catalogue.formats.writing import schema_org
from catalogue.public_address import build_public_address


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
    return {"@context": "https://schema.org", **schema_org.describe_book(book, build_public_address)}
