"""Addresses of cover images as files write them."""

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from catalogue.formats.values import NOTHING, Reading, read_text, unwrap_value

_KEPT = "%/:?#[]@!$&'()*+,;=-._~"
_BEST = ("extralarge", "large", "thumbnail", "medium", "url", "src", "href", "small", "smallthumbnail")
_LONGEST = 2000


def read_cover_url(value: object) -> Reading:
    """Read an address; accents and spaces in it are percent-encoded, of several sizes the best is taken.

    >>> read_cover_url("https://web.example/été 1.jpg").value, read_cover_url("//web.example/1.jpg").value
    ('https://web.example/%C3%A9t%C3%A9%201.jpg', 'https://web.example/1.jpg')
    >>> read_cover_url({"smallThumbnail": "http://b.example/s.jpg", "thumbnail": "http://b.example/t.jpg"}).value
    'http://b.example/t.jpg'
    """
    value = unwrap_value(value)
    if isinstance(value, list) and value:
        return Reading(read_cover_url(value[0]).value or read_text(value[0]).value, is_kept=len(value) > 1)
    if isinstance(value, dict):
        return _read_object(value)
    reading = read_text(value)
    if reading.value is None or len(reading.value) > _LONGEST:
        return reading
    return Reading(_percent_encode(reading.value), reading.is_whole, reading.is_kept)


def _read_object(members: dict[str, Any]) -> Reading:
    links = {name.lower(): link for name, link in members.items() if isinstance(link, str) and "/" in link}
    for name in (*_BEST, *links):
        if name in links:
            reading = read_cover_url(links[name])
            return Reading(reading.value, reading.is_whole, len(members) > 1)
    return read_text(members) if members else NOTHING


def _percent_encode(address: str) -> str:
    if address.startswith("//"):
        address = f"https:{address}"
    if address.isascii() and " " not in address:
        return address
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode()
    except (ValueError, UnicodeError):
        return address
    return urlunsplit((parts.scheme, host, *(quote(part, safe=_KEPT) for part in parts[2:])))
