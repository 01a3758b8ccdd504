"""What a book has one of, counted at once: its language, its decade, whether a copy is on the shelf.

They stand together in one column. So one look at the books that all other filters let through tells the values of each
of the three facets, which are counted without its own filter, and how many books all three let through.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tantivy import Query

from catalogue.domain.query.filters import Facet, Filters
from catalogue.search.columns import MOST_TOLD, Counts, look, terms
from catalogue.search.layout import TRAITS
from catalogue.search.queries import Queries, but, must


@dataclass(frozen=True, slots=True)
class Traits:
    """How many books have which language, decade and availability (None for what they lack), and the filters."""

    tally: Mapping[tuple[Any, ...], int]
    filters: Filters

    def total(self) -> int:
        """Return how many books the filters let through."""
        chosen = self._chosen()
        return sum(n for traits, n in self.tally.items() if all(traits[place] in of for place, of in chosen.items()))

    def count(self, facet: Facet) -> Counts:
        """Return on how many books each value of a facet is, without the facet's own filter."""
        own = TRAITS.index(facet)
        others = {place: of for place, of in self._chosen().items() if place != own}
        counts = Counter[Any]()
        for traits, n in self.tally.items():
            if traits[own] is not None and all(traits[place] in of for place, of in others.items()):
                counts[traits[own]] += n
        return counts

    def _chosen(self) -> dict[int, tuple[Any, ...]]:
        """Return the values of the filters that there are, by the place of the facet."""
        return {place: of for place, facet in enumerate(TRAITS) if (of := self.filters.get(facet))}


def traits(queries: Queries, found: Query, filters: Filters) -> Traits:
    """Return the traits of the books that `found` finds, which no filter of `TRAITS` narrows down."""
    told = [_told(queries, found)]
    if told[0]["sum_other_doc_count"]:
        languages = [queries.term("language", name) for name, _ in queries.searcher.terms_with_prefix("language", "")]
        told = [_told(queries, some) for some in (*(must(found, one) for one in languages), but(found, languages))]
    tally = Counter[tuple[Any, ...]]()
    for column in told:
        tally.update({_read(bucket["key"]): int(bucket["doc_count"]) for bucket in column["buckets"]})
    return Traits(tally, filters)


def _told(queries: Queries, found: Query) -> dict[str, Any]:
    return look(queries, found, {"traits": terms(1, MOST_TOLD)})["traits"]


def _read(value: str) -> tuple[str | None, int | None, bool]:
    language, decade, available = value.split(" ")
    return language or None, int(decade) if decade else None, available == "1"
