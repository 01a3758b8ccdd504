"""Numbers of books besides the ISBN, as files write them: further ISBNs, ISSN, EAN, ark."""

from typing import Any

from stdnum import issn

from catalogue.domain.identifiers import SCHEME, Identifier, parse_identifier
from catalogue.formats.values import LEFT, NOTHING, Reading, read_text, unwrap_value

_MOST = 100


def read_identifiers(value: object) -> Reading:
    """Read a list of numbers, each an object with its scheme and value.

    >>> read_identifiers([{"scheme": "ISSN", "value": "0001-2998"}]).value
    (Identifier(scheme='issn', value='0001-2998', qualifier=None),)
    """
    members = value if isinstance(value, list) else [value]
    identifiers = [_read_object(member) for member in members[:_MOST] if member not in (None, "", {})]
    good = tuple(one for one in identifiers if one)
    return Reading(good, len(good) == len(identifiers) and len(members) <= _MOST) if identifiers else NOTHING


def has_schemes(value: object) -> bool:
    """Tell whether a value is a list of numbers with their schemes, as the API shows them."""
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) and "scheme" in one for one in value)


def read_issn(value: object) -> Reading:
    """Read an ISSN, as the one identifier that it is."""
    text = read_text(unwrap_value(value)).value
    if not text:
        return NOTHING
    return Reading((Identifier("issn", str(issn.format(text))),)) if issn.is_valid(text) else LEFT


def _read_object(member: Any) -> Identifier | None:
    if not isinstance(member, dict):
        return None
    scheme, value = (str(member.get(name) or "").strip() for name in ("scheme", "value"))
    scheme = scheme.lower()
    if not value or not SCHEME.fullmatch(scheme):
        return None
    try:
        return Identifier(scheme, parse_identifier(scheme, value), str(member.get("qualifier") or "") or None)
    except ValueError:
        return None
