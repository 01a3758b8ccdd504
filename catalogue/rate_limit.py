"""Rate limits: how often one address may search, write, and send a token that does not hold.

Each process counts for itself, so each grants its share of a limit. Reading a record by its number is never limited: it
costs little more than counting it.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Mapping
from enum import StrEnum
from threading import Lock
from typing import Any

from flask import current_app, request
from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from catalogue.domain.ip_addresses import is_loopback, network_of
from catalogue.errors import TooManyRequests

MOST_ADDRESSES = 50_000
"""Addresses that are counted at once, 20 MB at most; beyond, those that came first are forgotten."""

WRONG_TOKENS = "10/minute"


class Limited(StrEnum):
    """What is limited; the value is what a message calls it."""

    SEARCHES = "searches"
    WRITES = "writes"
    WRONG_TOKENS = "tokens that do not hold"


class BoundedStorage(Storage):
    """Counters of the last addresses, in memory.

    The library's own keeps as many as come, and starts a thread to look through all of them a hundred times a second.
    """

    STORAGE_SCHEME = None
    base_exceptions = ()

    def __init__(self, most: int = MOST_ADDRESSES) -> None:
        super().__init__()
        self.most = most
        self._counters: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Return the count with `amount` added to it; it starts again `expiry` seconds after it began."""
        now = time.time()
        with self._lock:
            count, end = self._counters.pop(key, (0, now))
            if end <= now:
                count, end = 0, now + expiry
            self._counters[key] = (count + amount, end)
            if len(self._counters) > self.most:
                self._counters.popitem(last=False)
        return count + amount

    def get(self, key: str) -> int:
        """Return the count."""
        count, end = self._counters.get(key, (0, 0.0))
        return count if end > time.time() else 0

    def get_expiry(self, key: str) -> float:
        """Return when the count starts again, in seconds since the epoch."""
        return self._counters.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Tell that it works."""
        return True

    def reset(self) -> int:
        """Forget every address; return how many there were."""
        with self._lock:
            n_counters = len(self._counters)
            self._counters.clear()
        return n_counters

    def clear(self, key: str) -> None:
        """Forget one count."""
        with self._lock:
            self._counters.pop(key, None)


class RateLimiter:
    """Counts what each address does, and refuses what is more than `limits` grant ("3000/minute")."""

    def __init__(self, limits: Mapping[Limited, str], n_workers: int = 1) -> None:
        self.storage = BoundedStorage()
        self._strategy = FixedWindowRateLimiter(self.storage)
        self._limits = {limited: _share(parse(text), n_workers) for limited, text in limits.items()}

    def count(self, limited: Limited, address: str) -> None:
        """Count one more. :raises TooManyRequests: when it is one too many."""
        limit = self._limits.get(limited)
        if limit is None:
            return
        network = network_of(address, 32, 64)  # Whoever has one address of IPv6 has 2^64 of them.
        if not self._strategy.hit(limit, limited, network):
            end, _ = self._strategy.get_window_stats(limit, limited, network)
            raise TooManyRequests(limited.value, math.ceil(max(end - time.time(), 1)))


def _share(limit: RateLimitItem, n_workers: int) -> RateLimitItem:
    return type(limit)(math.ceil(limit.amount / n_workers), limit.multiples)


def limiter_of(settings: Mapping[str, Any]) -> RateLimiter:
    """Return what keeps the limits that are set."""
    limits = {
        Limited.SEARCHES: settings["RATE_LIMIT_SEARCHES"],
        Limited.WRITES: settings["RATE_LIMIT_WRITES"],
        Limited.WRONG_TOKENS: WRONG_TOKENS,
    }
    return RateLimiter(limits if settings["RATE_LIMITS"] else {}, settings["WEB_WORKERS"] or 1)


def count_search() -> None:
    """Count that this request searches. :raises TooManyRequests:

    A proxy that nobody declared makes all readers one address of this machine: such are not counted.
    """
    address = request.remote_addr or ""
    if current_app.config["TRUSTED_PROXIES"] or not is_loopback(address):
        _limiter().count(Limited.SEARCHES, address)


def count_write() -> None:
    """Count that this request writes. :raises TooManyRequests:"""
    _limiter().count(Limited.WRITES, request.remote_addr or "")


def count_wrong_token() -> None:
    """Count that this request came with a token that does not hold. :raises TooManyRequests:"""
    _limiter().count(Limited.WRONG_TOKENS, request.remote_addr or "")


def _limiter() -> RateLimiter:
    limiter: RateLimiter = current_app.extensions["rate_limiter"]
    return limiter
