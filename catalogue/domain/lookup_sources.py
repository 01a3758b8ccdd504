"""The catalogues of other libraries that the desk may ask for a record."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LookupSource:
    """A catalogue that answers SRU: `address` is that of a search, with `{id}` where the ISBN or EAN goes."""

    name: str
    address: str


ORIGIN = "look_up"
"""The member of `extra` that says whose record was taken over: its `source`, `number` there and, if special, `kind`."""
ADVANCE = "advance"
"""The `kind` of a record that was made before the book was out."""

KNOWN_SOURCES = {
    "bnf": LookupSource(
        "BnF",
        "https://catalogue.bnf.fr/api/SRU?version=1.2&operation=searchRetrieve&recordSchema=unimarcXchange"
        "&maximumRecords=5&startRecord=1&query=bib.fuzzyISBN%20any%20%22{id}%22%20or%20bib.ean%20any%20%22{id}%22",
    )
}
"""Sources that a setting may name without an address. BnF: https://api.bnf.fr/fr/api-sru-catalogue-general."""


def parse_lookup_sources(text: str) -> tuple[LookupSource, ...]:
    """Return the sources that a setting lists, in the order in which they are asked.

    :raises ValueError: when one is neither known nor an address.

    >>> [source.name for source in parse_lookup_sources("bnf Sudoc=https://sru.example/?query={id}")]
    ['BnF', 'Sudoc']
    """
    sources = []
    for word in text.split():
        name, equals, address = word.partition("=")
        if not equals and word in KNOWN_SOURCES:
            sources.append(KNOWN_SOURCES[word])
        elif word != "none":
            if not (name and address.startswith(("http://", "https://")) and "{id}" in address):
                raise ValueError("bnf, NAME=https://…{id}… with {id} where the ISBN goes, or none")
            sources.append(LookupSource(name.replace("_", " "), address))
    return tuple(sources)
