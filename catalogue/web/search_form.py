"""The search form: read from the query string, and written into the links of the results page."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from catalogue.domain.query.filters import FILTERS, MOST_VALUES, Facet, Filters, make_filters
from catalogue.domain.query.parser import Keep
from catalogue.domain.text import squeeze
from catalogue.search.request import MAX_VALUES, N_VALUES, SearchRequest
from catalogue.web.page_labels import REVERSE_SORTS, SORTS
from catalogue.web.pager import parse_page_number

MAX_QUERY_LENGTH = 300


@dataclass(frozen=True, slots=True)
class HeadingPage:
    """The page of an author or subject, which is a search among the books of this heading."""

    facet: Facet
    id: int
    name: str = ""

    @property
    def endpoint(self) -> str:
        """The view of the page."""
        return f"web.show_{self.facet}"

    @property
    def place(self) -> dict[str, int]:
        """What the path of the page says."""
        return {f"{self.facet}_id": self.id}


@dataclass(frozen=True, slots=True)
class SearchForm:
    """The query, filters, sort, page, and what to take literally; with `facet`, the list of all values of that facet.

    `is_unfinished` while the reader is typing: the last word is also taken as a prefix, here and in links from here.
    `heading` is the author or subject on whose page the form stands.
    """

    q: str = ""
    filters: Filters = field(default_factory=Filters)
    sort: str = "title"
    keep: frozenset[Keep] = frozenset()
    page: int = 1
    facet: Facet | None = None
    is_unfinished: bool = False
    heading: HeadingPage | None = None

    @property
    def action(self) -> str:
        """The address of the page of this form, without parameters."""
        return self._build_address({})

    def build_address(self, **changes: Any) -> str:
        """Return the address of this form with `changes`; of its first page unless they name another."""
        changed = replace(self, **{"page": 1, "facet": None, **changes})
        return self._build_address(changed.build_arguments())

    def build_values_address(self, among: str, *, by_name: bool) -> str:
        """Return the address of the list of all values of `facet`: those with some letters, by name or by count."""
        order = "name" if by_name else None
        return self._build_address({**self.build_arguments(), "among": among or None, "order": order})

    def _build_address(self, arguments: Mapping[str, Any]) -> str:
        if self.heading:
            return url_for(self.heading.endpoint, **{**arguments, **self.heading.place})
        return url_for("web.show_results", **arguments)

    def build_export_address(self, format_name: str) -> str:
        """Return the address of all books of this form as a file."""
        arguments = replace(self, page=1, facet=None).build_arguments()
        heading = f"{self.heading.facet}-{self.heading.id}" if self.heading else None
        return url_for("web.export_results", format_name=format_name, **arguments, heading=heading)

    def build_arguments(self) -> dict[str, Any]:
        """Return the parameters of the query string by name; defaults are left out."""
        arguments = {
            "q": self.q,
            **{name: [FILTERS[name].format(value) for value in values] for name, values in self.filters.items()},
            "sort": self.sort if self.sort != choose_default_sort(self.q, self.heading) else None,
            "keep": sorted(self.keep),
            "typing": 1 if self.is_unfinished else None,
            "facet": self.facet,
            "page": self.page if self.page > 1 else None,
        }
        return {name: value for name, value in arguments.items() if value not in (None, "", [])}

    def build_query_string(self) -> str:
        """Return the search itself as a query string, whichever page of it is shown."""
        heading = {"heading": f"{self.heading.facet}-{self.heading.id}"} if self.heading else {}
        return urlencode(replace(self, page=1, facet=None).build_arguments() | heading, doseq=True)

    def list_hidden_fields(self, *others: str) -> Iterator[tuple[str, Any]]:
        """Yield name and value of each hidden field of an HTML form that has visible fields for `others`."""
        for name, value in replace(self, page=1, facet=None).build_arguments().items():
            if name not in others:
                yield from ((name, one) for one in (value if isinstance(value, list) else [value]))

    def build_address_with(self, name: str, value: object) -> str:
        """Return the address with one more value of a filter."""
        return self.build_address(filters=self.filters.replace(**{name: (*self.filters.get(name, ()), value)}))

    def build_address_without(self, name: str, value: object = None) -> str:
        """Return the address without a filter, or without one value of it."""
        return self.build_address(filters=self.filters.without(name, value))

    def build_unfiltered_address(self) -> str:
        """Return the address without any filter."""
        return self.build_address(filters=Filters())

    def build_whole_words_address(self) -> str:
        """Return the address that takes the last word as complete, not as a prefix, as it was typed or sent."""
        return (
            self.build_address(is_unfinished=False) if self.is_unfinished else self.build_literal_address(Keep.SPELLING)
        )

    def build_corrected_address(self, text: str) -> str:
        """Return the address of this search with another query, all of it open to interpretation."""
        return self.build_address(q=text, keep=frozenset())

    def build_literal_address(self, part: Keep) -> str:
        """Return the address that takes one part of the query literally."""
        return self.build_address(keep=self.keep | {Keep(part)})

    def build_interpreted_address(self, part: Keep) -> str:
        """Return the address that lets one part of the query be interpreted again."""
        return self.build_address(keep=self.keep - {Keep(part)})

    @property
    def has_filters(self) -> bool:
        """Whether any filter is set."""
        return bool(self.filters)

    @property
    def n_filter_values(self) -> int:
        """How many values of filters are chosen."""
        return sum(map(len, self.filters.values()))

    def build_request(self) -> SearchRequest:
        """Return the search request of this form, with counts for all facets or all values of `facet`."""
        facets, n_values = ((self.facet,), MAX_VALUES) if self.facet else (tuple(Facet), N_VALUES)
        heading = (self.heading.facet, self.heading.id) if self.heading else None
        return SearchRequest(self.q, self.filters, self.keep, self.sort, self.is_unfinished, facets, n_values, heading)


def read_search_form(arguments: MultiDict[str, str], heading: HeadingPage | None = None) -> SearchForm:
    """Return the form in a query string, on the page of a heading or of all books; invalid parameters are ignored."""
    q = clean_text(arguments.get("q", ""))
    sort = arguments.get("sort", "")
    return SearchForm(
        q=q,
        filters=_read_filters(arguments),
        sort=sort if sort in {*list_sorts(q), *REVERSE_SORTS} else choose_default_sort(q, heading),
        keep=frozenset(_read_values(arguments, "keep", Keep)),
        page=parse_page_number(arguments.get("page")),
        facet=next(iter(_read_values(arguments, "facet", Facet)), None),
        is_unfinished=bool(q) and arguments.get("typing") == "1",
        heading=heading,
    )


def read_heading(text: str) -> HeadingPage | None:
    """Return the heading that the address of an export names, None if it names none.

    >>> read_heading("author-12"), read_heading("author-x")
    (HeadingPage(facet=<Facet.AUTHOR: 'author'>, id=12, name=''), None)
    """
    facet, _, number = text.partition("-")
    if facet not in (Facet.AUTHOR, Facet.SUBJECT, Facet.SERIES) or not re.fullmatch(r"[0-9]{1,18}", number):
        return None
    return HeadingPage(Facet(facet), int(number))


def clean_text(text: str) -> str:
    r"""Return the query on one line, without control characters, cut to MAX_QUERY_LENGTH.

    >>> clean_text(" l'étranger\x00 \t camus ")
    "l'étranger camus"
    """
    printable = "".join(character if character.isprintable() else " " for character in text[: 4 * MAX_QUERY_LENGTH])
    return squeeze(printable)[:MAX_QUERY_LENGTH].strip()


def list_sorts(q: str) -> list[str]:
    """Return the names of the sorts on offer; relevance needs a query."""
    return [name for name in SORTS if q or name != "relevance"]


def choose_default_sort(q: str, heading: HeadingPage | None) -> str:
    """Return the default sort: without a query, of the page of a series its volumes in order."""
    return "series" if heading and heading.facet is Facet.SERIES and not q else list_sorts(q)[0]


def _read_values(arguments: MultiDict[str, str], name: str, parse: Callable[[str], Any]) -> tuple[Any, ...]:
    """Return the valid values of a parameter, each once."""
    values: dict[Any, None] = {}
    for text in arguments.getlist(name)[:MOST_VALUES]:
        with suppress(ValueError):
            values[parse(text)] = None
    return tuple(values)


def _read_filters(arguments: MultiDict[str, str]) -> Filters:
    chosen = {name: _read_values(arguments, name, defined.parse) for name, defined in FILTERS.items()}
    return make_filters({name: v if FILTERS[name].is_multiple else v[:1] for name, v in chosen.items()})
