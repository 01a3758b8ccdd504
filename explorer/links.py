"""Addresses of the catalogue's pages: what a number or a bar leads to."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class Site:
    """The catalogue's pages, at `address` (`http://127.0.0.1:5000`, no slash at its end)."""

    address: str

    def home(self) -> str:
        """Return the first page."""
        return f"{self.address}/"

    def books(self, **filters: str | int) -> str:
        """Return where the books are listed that pass every filter of the search.

        >>> Site("http://127.0.0.1:5000").books(author="Émile Zola", available=1)
        'http://127.0.0.1:5000/search?author=%C3%89mile+Zola&available=1'
        """
        return f"{self.address}/search" + (f"?{urlencode(filters)}" if filters else "")

    def book(self, book_id: int) -> str:
        """Return the page of one book."""
        return f"{self.address}/books/{book_id}"

    def withdraw(self, book_ids: Iterable[int]) -> str:
        """Return where staff withdraw the copies of some books.

        >>> Site("http://127.0.0.1:5000").withdraw([12, 15])
        'http://127.0.0.1:5000/desk/withdrawals/new?books=12,15'
        """
        return f"{self.address}/desk/withdrawals/new?books={','.join(map(str, book_ids))}"
