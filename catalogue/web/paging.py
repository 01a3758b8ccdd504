"""Pages of a list: which one is asked for, where the others are."""

import re
from typing import Any, TypeVar

from flask import request, url_for

from catalogue.domain.views import Page

PER_PAGE = 20
LAST_NUMBER = 10_000_000
"""No list is longer; a larger number is the same as one past the end."""

T = TypeVar("T")


def page_number(text: str | None) -> int:
    """Return the 1-based number of a page that an address asks for; 1 for what is no such number.

    >>> page_number("3"), page_number("abc"), page_number("0"), page_number("9" * 30)
    (3, 1, 1, 10000000)
    """
    if not text or not re.fullmatch(r"[0-9]+", text):
        return 1
    return LAST_NUMBER if len(text) > 7 else max(1, int(text))


def is_beyond(page: Page[T]) -> bool:
    """Tell whether a page lies past the end of its list."""
    return page.number > page.n_pages


def page_address(number: int) -> str:
    """Return the address of another page of the list that this request shows, which nothing but its path tells."""
    arguments: dict[str, Any] = {"page": number} if number > 1 else {}
    return url_for(str(request.endpoint), **(request.view_args or {}), **arguments)


def page_numbers(number: int, n_pages: int) -> list[int | None]:
    """Return the numbers to link to, None for a gap: the first, the last, and those around `number`.

    >>> page_numbers(6, 12)
    [1, None, 5, 6, 7, None, 12]
    >>> page_numbers(2, 4)
    [1, 2, 3, 4]
    """
    near = {1, n_pages, *range(max(1, number - 1), min(n_pages, number + 1) + 1)}
    if 3 in near:
        near.add(2)
    if n_pages - 2 in near:
        near.add(n_pages - 1)
    numbers: list[int | None] = []
    for found in sorted(near):
        if numbers and found - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(found)
    return numbers
