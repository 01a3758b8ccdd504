"""Addresses of cover images as files write them."""

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from catalogue.formats.values import NOTHING, Reading, plain, text

_KEPT = "%/:?#[]@!$&'()*+,;=-._~"
_BEST = ("extralarge", "large", "thumbnail", "medium", "url", "src", "href", "small", "smallthumbnail")
_LONGEST = 2000


def cover_url(value: object) -> Reading:
    """Read an address; accents and spaces in it are percent-encoded, of several sizes the best is taken.

    >>> cover_url("https://web.example/été 1.jpg").value, cover_url("//web.example/1.jpg").value
    ('https://web.example/%C3%A9t%C3%A9%201.jpg', 'https://web.example/1.jpg')
    >>> cover_url({"smallThumbnail": "http://b.example/s.jpg", "thumbnail": "http://b.example/t.jpg"}).value
    'http://b.example/t.jpg'
    """
    value = plain(value)
    if isinstance(value, list) and value:
        return Reading(cover_url(value[0]).value or text(value[0]).value, is_kept=len(value) > 1)
    if isinstance(value, dict):
        return _of_object(value)
    reading = text(value)
    if reading.value is None or len(reading.value) > _LONGEST:
        return reading
    return Reading(_in_ascii(reading.value), reading.is_whole, reading.is_kept)


def _of_object(told: dict[str, Any]) -> Reading:
    links = {name.lower(): link for name, link in told.items() if isinstance(link, str) and "/" in link}
    for name in (*_BEST, *links):
        if name in links:
            reading = cover_url(links[name])
            return Reading(reading.value, reading.is_whole, len(told) > 1)
    return text(told) if told else NOTHING


def _in_ascii(address: str) -> str:
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
