"""Prices as files write them: with a comma or a point, a sign or the name of a currency."""

import re
from decimal import Decimal

from catalogue.domain.items import MOST_PRICE
from catalogue.formats.values import LEFT, Reading, read_text, unwrap_value

_PRICE = re.compile(
    r"(?:€|eur|euros?|prix)?\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*(?:€|eur|euros?)?", re.ASCII | re.IGNORECASE
)


def read_price(value: object) -> Reading:
    """Read a price in euros; one in another currency, or with other words, is left.

    >>> [str(read_price(price).value) for price in ("12,50 €", "8 EUR", 7.5, "50 F")]
    ['12.50', '8.00', '7.50', 'None']
    """
    value = unwrap_value(value)
    if isinstance(value, float):
        value = f"{value:.2f}"
    reading = read_text(value)
    if not reading.value:
        return reading
    match = _PRICE.fullmatch(reading.value.strip())
    if match is None:
        return LEFT
    price = Decimal(f"{match[1]}.{(match[2] or '0').ljust(2, '0')}")
    return Reading(price) if price <= MOST_PRICE else LEFT
