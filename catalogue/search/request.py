"""What a search asks for."""

from dataclasses import dataclass, field, replace

from catalogue.domain.query.filters import Facet, Filters
from catalogue.domain.query.parser import Keep, TextQuery, parse_query
from catalogue.domain.text import squeeze

MAX_LENGTH = 1000
"""Characters of the text that are read."""

N_VALUES = 10
"""Values of each facet that are counted, those on most books."""

MAX_VALUES = 1000
"""Values of one facet that are counted when it is asked for alone."""

LITERALLY = frozenset({Keep.SPELLING})
"""API lists never apply spelling correction."""


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A search: the text typed, filters, which parts of the text to take literally, the order, the facets to count.

    :param is_unfinished: whether the reader is still typing, so that the last word may be the beginning of one.
    :param n_values: how many values of each facet are wanted, those on most books.
    :param heading: the author or subject, by number, whose books alone are searched.
    """

    text: str = ""
    filters: Filters = field(default_factory=Filters)
    keep: frozenset[Keep] = frozenset()
    sort: str = "relevance"
    is_unfinished: bool = False
    facets: tuple[Facet, ...] = ()
    n_values: int = N_VALUES
    heading: tuple[Facet, int] | None = None

    def parse(self) -> TextQuery:
        """Return the text, parsed."""
        query = parse_query(squeeze(self.text)[:MAX_LENGTH], self.keep)
        return replace(query, is_unfinished=self.is_unfinished)
