"""What a reader asks of the results page: read from an address, and written into the addresses that lead on from it."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from catalogue.domain.query.filters import FILTERS, MOST_VALUES, Facet, Filters, filters_of
from catalogue.domain.query.parser import Keep
from catalogue.domain.text import squeeze
from catalogue.search.request import MAX_VALUES, N_VALUES, SearchRequest
from catalogue.web.labels import SORTS, TURNED
from catalogue.web.paging import page_number

LONGEST_QUESTION = 300


@dataclass(frozen=True, slots=True)
class Question:
    """Words, filters, an order, what to take literally, which page; `facet` when all its values are asked for.

    `is_unfinished` while the reader types: the last word may be the beginning of one, here and wherever links lead.
    """

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = "title"
    keep: frozenset[Keep] = frozenset()
    page: int = 1
    facet: Facet | None = None
    is_unfinished: bool = False

    def address(self, **changes: Any) -> str:
        """Return the address of this question with some parts changed: its first page, unless another is asked for."""
        changed = replace(self, **{"page": 1, "facet": None, **changes})
        return url_for("web.search", **changed.arguments())

    def arguments(self) -> dict[str, Any]:
        """Return the parameters of the address by name; what goes without saying is left out."""
        told = {
            "q": self.q,
            **{name: [FILTERS[name].format(one) for one in values] for name, values in self.filters.items()},
            "sort": self.sort if self.sort != default_sort(self.q) else None,
            "keep": sorted(self.keep),
            "typing": 1 if self.is_unfinished else None,
            "facet": self.facet,
            "page": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in told.items() if value not in (None, "", [])}

    def fields(self, *others: str) -> Iterator[tuple[str, Any]]:
        """Yield names and values for the hidden fields of a form that asks for `others` itself."""
        for name, value in replace(self, page=1, facet=None).arguments().items():
            if name not in others:
                yield from ((name, one) for one in (value if isinstance(value, list) else [value]))

    def with_value(self, name: str, value: object) -> str:
        """Return the address with one more value of a filter."""
        return self.address(filters=self.filters.replace(**{name: (*self.filters.get(name, ()), value)}))

    def without(self, name: str, value: object = None) -> str:
        """Return the address without a filter, or without one value of it."""
        return self.address(filters=self.filters.without(name, value))

    def unfiltered(self) -> str:
        """Return the address without any filter."""
        return self.address(filters=Filters())

    def finished(self) -> str:
        """Return the address that takes the last word for a whole one."""
        return self.address(is_unfinished=False)

    def corrected(self, text: str) -> str:
        """Return the address of the same question in other words."""
        return self.address(q=text, keep=frozenset())

    def keeping(self, part: Keep) -> str:
        """Return the address that has a part of the question taken as it was typed."""
        return self.address(keep=self.keep | {Keep(part)})

    def not_keeping(self, part: Keep) -> str:
        """Return the address that lets a part of the question be understood again."""
        return self.address(keep=self.keep - {Keep(part)})

    @property
    def is_narrowed(self) -> bool:
        """Whether there are filters."""
        return bool(self.filters)

    def as_search(self) -> SearchRequest:
        """Return the question as the catalogue takes it, with all counts."""
        facets, n_values = ((self.facet,), MAX_VALUES) if self.facet else (tuple(Facet), N_VALUES)
        return SearchRequest(self.q, self.filters, self.keep, self.sort, self.is_unfinished, facets, n_values)


def read_question(arguments: MultiDict[str, str]) -> Question:
    """Return the question that an address asks; what makes no sense in it is left out."""
    q = clean(arguments.get("q", ""))
    sort = arguments.get("sort", "")
    return Question(
        q=q,
        filters=_filters(arguments),
        sort=sort if sort in {*sorts_for(q), *TURNED} else default_sort(q),
        keep=frozenset(_values(arguments, "keep", Keep)),
        page=page_number(arguments.get("page")),
        facet=next(iter(_values(arguments, "facet", Facet)), None),
        is_unfinished=bool(q) and arguments.get("typing") == "1",
    )


def clean(text: str) -> str:
    r"""Return what was typed on one line, without control characters, cut where no reader would go on.

    >>> clean(" l'étranger\x00 \t camus ")
    "l'étranger camus"
    """
    printable = "".join(character if character.isprintable() else " " for character in text[: 4 * LONGEST_QUESTION])
    return squeeze(printable)[:LONGEST_QUESTION].strip()


def sorts_for(q: str) -> list[str]:
    """Return the orders there are; relevance needs words to be relevant to."""
    return [name for name in SORTS if q or name != "relevance"]


def default_sort(q: str) -> str:
    """Return the order that nobody has to ask for."""
    return sorts_for(q)[0]


def _values(arguments: MultiDict[str, str], name: str, parse: Callable[[str], Any]) -> tuple[Any, ...]:
    """Return the values of a parameter that make sense, each once."""
    found: dict[Any, None] = {}
    for text in arguments.getlist(name)[:MOST_VALUES]:
        with suppress(ValueError):
            found[parse(text)] = None
    return tuple(found)


def _filters(arguments: MultiDict[str, str]) -> Filters:
    chosen = {name: _values(arguments, name, defined.parse) for name, defined in FILTERS.items()}
    return filters_of({name: v if FILTERS[name].is_multiple else v[:1] for name, v in chosen.items()})
