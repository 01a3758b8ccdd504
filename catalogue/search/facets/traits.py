"""Language, decade, availability, material and audience, which stand together in one column of the index.

A book has one value at most of each. So one pass over the books that all other filters let through gives the values of
each of these facets, which are counted without their own filter.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tantivy import Query

from catalogue.domain.query.filters import Facet, Filters
from catalogue.search.facets.columns import MAX_BUCKETS, Counts, aggregate, terms
from catalogue.search.query_builder import QueryBuilder, but, must
from catalogue.search.schema import TRAITS


@dataclass(frozen=True, slots=True)
class Traits:
    """How many books have each combination of the values of `TRAITS` (None if they lack one)."""

    tally: Mapping[tuple[Any, ...], int]
    filters: Filters

    def count(self, facet: Facet) -> Counts:
        """Return the number of books for each value of a facet, without the facet's own filter."""
        own = TRAITS.index(facet)
        others = {
            place: self.filters[name] for place, name in enumerate(TRAITS) if place != own and name in self.filters
        }
        counts = Counter[Any]()
        for traits, n in self.tally.items():
            if traits[own] is not None and all(traits[place] in values for place, values in others.items()):
                counts[traits[own]] += n
        return counts


def count_traits(builder: QueryBuilder, found: Query, filters: Filters) -> Traits:
    """Return the traits of the books that `found` finds, which no filter of `TRAITS` narrows."""
    columns = [_aggregate(builder, found)]
    if columns[0]["sum_other_doc_count"]:
        languages = [builder.term("language", name) for name, _ in builder.searcher.terms_with_prefix("language", "")]
        parts = (*(must(found, language) for language in languages), but(found, languages))
        columns = [_aggregate(builder, part) for part in parts]
    tally = Counter[tuple[Any, ...]]()
    for column in columns:
        tally.update({_parse(bucket["key"]): int(bucket["doc_count"]) for bucket in column["buckets"]})
    return Traits(tally, filters)


def _aggregate(builder: QueryBuilder, found: Query) -> dict[str, Any]:
    return aggregate(builder, found, {"traits": terms(1, MAX_BUCKETS)})["traits"]


def _parse(value: str) -> tuple[str | None, int | None, bool, str | None, str | None]:
    language, decade, available, material, audience = value.split(" ")
    return language or None, int(decade) if decade else None, available == "1", material or None, audience or None
