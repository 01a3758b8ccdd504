"""Paging of lists: the number of the page in the query string, and the links to other pages."""

import re
from typing import TypeVar

from catalogue.domain.views import Page

PER_PAGE = 20
MAX_PAGE_NUMBER = 10_000_000
"""No list has more pages; larger numbers are capped to this one."""

T = TypeVar("T")


def parse_page_number(text: str | None) -> int:
    """Return the 1-based page number in a query string; 1 if it is not a number.

    >>> parse_page_number("3"), parse_page_number("abc"), parse_page_number("0"), parse_page_number("9" * 30)
    (3, 1, 1, 10000000)
    """
    if not text or not re.fullmatch(r"[0-9]+", text):
        return 1
    return MAX_PAGE_NUMBER if len(text) > 7 else max(1, int(text))


def is_past_end(page: Page[T]) -> bool:
    """Return whether a page is past the end of its list."""
    return page.number > page.n_pages


def list_page_numbers(number: int, n_pages: int) -> list[int | None]:
    """Return the page numbers to link to, None for a gap: the first, the last, and those around `number`.

    >>> list_page_numbers(6, 12)
    [1, None, 5, 6, 7, None, 12]
    >>> list_page_numbers(2, 4)
    [1, 2, 3, 4]
    """
    near = {1, n_pages, *range(max(1, number - 1), min(n_pages, number + 1) + 1)}
    if 3 in near:
        near.add(2)
    if n_pages - 2 in near:
        near.add(n_pages - 1)
    numbers: list[int | None] = []
    for candidate in sorted(near):
        if numbers and candidate - (numbers[-1] or 0) > 1:
            numbers.append(None)
        numbers.append(candidate)
    return numbers
