"""Addresses of the catalogue's pages: what a number or a bar leads to."""

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


def site(environ_host: str, port: str, seen_at: str) -> Site:
    """Return the catalogue's pages as the reader of the explorer reaches them.

    A service that listens on every address of its machine is reached by the name under which the reader has reached the
    explorer.

    >>> site("127.0.0.1", "5000", "localhost").address, site("0.0.0.0", "80", "library.example").address
    ('http://127.0.0.1:5000', 'http://library.example:80')
    >>> site("::", "5000", "::1").address
    'http://[::1]:5000'

    :param environ_host: the setting HOST.
    :param port: the setting PORT.
    :param seen_at: the host in the address of the explorer's own page.
    """
    host = seen_at if environ_host in {"0.0.0.0", "::"} else environ_host  # noqa: S104
    return Site(f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}")
