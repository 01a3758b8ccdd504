"""Which file of a static site an address of the service becomes, if it becomes one."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from catalogue.services.browse import BrowseIndex
from catalogue.web.browse import make_key

SEARCH = "/search"
_LIVE = re.compile(
    r"/(?:api|assets|desk|dump|first-account|health|hello|language|log-?in|log-?out|metrics|wishes)(?:/.*)?|.*\.\w+"
)
"""Addresses that need the service."""
_BROWSE = re.compile(r"/browse/([\w-]+)")


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site: the address it is fetched from, and its file below the folder of its language."""

    address: str
    file: str


class Addresses:
    """Maps addresses of the service to files; `browse_starts` are the beginnings of the pages of each index, sorted."""

    def __init__(self, browse_starts: Mapping[str, Sequence[str]]) -> None:
        self._browse_starts = browse_starts

    def find_place(self, address: str, base: str = "/") -> SitePage | None:
        """Return the page that an address on the page at `base` becomes; None where it needs the service.

        The search page keeps its query string, which its script reads.
        """
        parts = urlsplit(urljoin(base, address))
        query = parse_qs(parts.query)
        if parts.scheme or parts.netloc or _LIVE.fullmatch(parts.path):
            return None
        if parts.path == SEARCH:
            return SitePage(SEARCH, "search.html" + (f"?{parts.query}" if parts.query else ""))
        if found := _BROWSE.fullmatch(parts.path):
            return self._find_browse_page(found[1], query)
        return _find_page(parts.path, query)

    def _find_browse_page(self, index: str, query: dict[str, list[str]]) -> SitePage | None:
        starts = self._browse_starts.get(index)
        if starts is None or query.keys() - {"from"}:
            return None
        number = max(bisect_right(starts, make_key(BrowseIndex(index), query.get("from", [""])[0])) - 1, 0)
        address = f"/browse/{index}" + (f"?{urlencode({'from': starts[number]})}" if number else "")
        return SitePage(address, f"browse/{index}{f'-{number + 1}' if number else ''}.html")


def _find_page(path: str, query: dict[str, list[str]]) -> SitePage | None:
    if query.keys() - {"page"}:
        return None
    page = query.get("page", ["1"])[0]
    name = path.strip("/") or "index"
    if page == "1":
        return SitePage(path, f"{name}.html")
    return SitePage(f"{path}?page={page}", f"{name}-{page}.html")
