"""The numbers of a book as they are typed: ISBN, barcodes, numbers set aside, call numbers.

They are compared by their letters and digits alone, so that blanks, hyphens, points and slashes make no difference.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from catalogue.domain.identifiers import code_key
from catalogue.domain.text import words
from catalogue.domain.views import BookView, ItemView

_NUMBER = re.compile(r"\d(?:[\- ]?\d){5,}(?:[\- ]?[xX]\b)?", re.ASCII)
"""A number set aside that somebody may type: at least six digits, as an EAN, an SBN, an ISBN that fails its check."""


def is_in_parts(call_number: str) -> bool:
    """Tell whether a call number has at least two parts; one of a single word is found with `cote:` only.

    >>> is_in_parts("R MUS"), is_in_parts("641.5"), is_in_parts("ROMAN")
    (True, True, False)
    """
    return len(words(call_number)) > 1


def list_codes(book: BookView, items: Sequence[ItemView]) -> list[str]:
    """Return the ISBN, other identifiers, the barcodes and the numbers that were set aside."""
    isbn = [book.isbn] if book.isbn else []
    others = (code_key(one.value) for one in book.identifiers)
    return [*dict.fromkeys([*isbn, *others, *_list_item_numbers(items), *_find_numbers(book.extra)])]


def _list_item_numbers(items: Sequence[ItemView]) -> Iterator[str]:
    for item in items:
        yield from (code_key(number) for number in (item.barcode, item.inventory_number) if number)


def list_call_numbers(items: Sequence[ItemView]) -> list[str]:
    """Return the call numbers of the copies."""
    return [*dict.fromkeys(code_key(item.call_number) for item in items if item.call_number)]


def _find_numbers(value: Any) -> Iterator[str]:
    """Yield the numbers in a JSON value.

    >>> list(_find_numbers({"ean": 3780143000002, "isbn": ["SBN 425-03071-5"], "pages": 12}))
    ['3780143000002', '425030715']
    """
    match value:
        case dict():
            for inner in value.values():
                yield from _find_numbers(inner)
        case list():
            for inner in value:
                yield from _find_numbers(inner)
        case str() | int():
            yield from (code_key(number) for number in _NUMBER.findall(str(value)))
