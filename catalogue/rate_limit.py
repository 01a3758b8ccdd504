"""Rate limits: how often one address may search, write, and send invalid tokens and wrong passwords.

Each process counts for itself and grants its share of a limit. Reading a record by its id is never limited, because
counting would cost almost as much as the read.
"""

import math
import time
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from threading import Lock
from typing import Any

from flask import current_app, request
from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter

from catalogue.domain.ip_addresses import find_network, is_loopback
from catalogue.errors import TooManyRequests

MAX_ADDRESSES = 50_000
"""Number of addresses counted at the same time, at most 20 MB; beyond it the oldest are dropped."""

WRONG_TOKENS = "10/minute"
WRONG_PASSWORDS = "10 per 15 minute"
"""For one account from one address, or from one browser in which that account has logged in before."""
WRONG_LOG_INS = "50 per 15 minute"
"""For all accounts from one address, which may be that of a whole town hall."""

NOTES = "10/hour"
"""Messages of readers to the library."""
FAILED_SEARCHES = "60/hour"
"""Searches without a result that are kept; more are answered alike, and not kept."""


class Limited(StrEnum):
    """What is limited; the value is its name in messages."""

    SEARCHES = "searches"
    WRITES = "writes"
    WRONG_TOKENS = "invalid tokens"
    WRONG_PASSWORDS = "wrong passwords"
    WRONG_LOG_INS = "failed log-ins"
    NOTES = "messages"
    FAILED_SEARCHES = "searches without a result"


class BoundedStorage(Storage):
    """Counters of the most recent addresses, in memory.

    The MemoryStorage of `limits` is unbounded and starts a thread that scans all counters a hundred times a second.
    """

    STORAGE_SCHEME = None
    base_exceptions = ()

    def __init__(self, most: int = MAX_ADDRESSES) -> None:
        super().__init__()
        self.most = most
        self._counters: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._lock = Lock()

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        """Add `amount` to a counter and return it; it resets `expiry` seconds after its first increment."""
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
        """Return when the counter resets, in seconds since the epoch."""
        return self._counters.get(key, (0, time.time()))[1]

    def check(self) -> bool:
        """Return True: memory is always available."""
        return True

    def reset(self) -> int:
        """Delete every counter; return how many there were."""
        with self._lock:
            n_counters = len(self._counters)
            self._counters.clear()
        return n_counters

    def clear(self, key: str) -> None:
        """Delete one counter."""
        with self._lock:
            self._counters.pop(key, None)


class RateLimiter:
    """Counts the requests of each address and refuses those over `limits` (such as "3000/minute")."""

    def __init__(self, limits: Mapping[Limited, str], n_workers: int = 1) -> None:
        self.storage = BoundedStorage()
        self._strategy = FixedWindowRateLimiter(self.storage)
        self._limits = {limited: _divide_limit(parse(text), n_workers) for limited, text in limits.items()}

    def count(self, limited: Limited, address: str) -> None:
        """Count one request. :raises TooManyRequests: when it exceeds the limit."""
        self.count_key(limited, _find_network(address))

    def count_key(self, limited: Limited, key: str) -> None:
        """Count one request under any key. :raises TooManyRequests: when it exceeds the limit."""
        limit = self._limits.get(limited)
        if limit is not None and not self._strategy.hit(limit, limited, key):
            raise self._refuse(limit, limited, key)

    def check_key(self, limited: Limited, key: str) -> None:
        """Count nothing. :raises TooManyRequests: when the limit is reached."""
        limit = self._limits.get(limited)
        if limit is not None and not self._strategy.test(limit, limited, key):
            raise self._refuse(limit, limited, key)

    def _refuse(self, limit: RateLimitItem, limited: Limited, key: str) -> TooManyRequests:
        end, _ = self._strategy.get_window_stats(limit, limited, key)
        return TooManyRequests(limited.value, math.ceil(max(end - time.time(), 1)))


def _find_network(address: str) -> str:
    """Return the network of an address: a client with one IPv6 address usually has 2^64 of them."""
    return find_network(address, 32, 64)


def _divide_limit(limit: RateLimitItem, n_workers: int) -> RateLimitItem:
    return type(limit)(math.ceil(limit.amount / n_workers), limit.multiples)


def create_limiter(settings: Mapping[str, Any]) -> RateLimiter:
    """Return the rate limiter configured by `settings`."""
    limits = {
        Limited.SEARCHES: settings["RATE_LIMIT_SEARCHES"],
        Limited.WRITES: settings["RATE_LIMIT_WRITES"],
        Limited.WRONG_TOKENS: WRONG_TOKENS,
        Limited.WRONG_PASSWORDS: WRONG_PASSWORDS,
        Limited.WRONG_LOG_INS: WRONG_LOG_INS,
        Limited.NOTES: NOTES,
        Limited.FAILED_SEARCHES: FAILED_SEARCHES,
    }
    return RateLimiter(limits if settings["RATE_LIMITS"] else {}, settings["WEB_WORKERS"] or 1)


def count_search() -> None:
    """Count this request as a search. :raises TooManyRequests:

    Behind an undeclared proxy all readers have one loopback address, so loopback addresses are not counted then.
    """
    address = request.remote_addr or ""
    if current_app.config["TRUSTED_PROXIES"] or not is_loopback(address):
        _get_limiter().count(Limited.SEARCHES, address)


def count_write() -> None:
    """Count this request as a write. :raises TooManyRequests:"""
    _get_limiter().count(Limited.WRITES, request.remote_addr or "")


def count_wrong_token() -> None:
    """Count this request as one with an invalid token. :raises TooManyRequests:"""
    _get_limiter().count(Limited.WRONG_TOKENS, request.remote_addr or "")


def count_note() -> None:
    """Count this request as a message to the library. :raises TooManyRequests:"""
    _get_limiter().count(Limited.NOTES, request.remote_addr or "")


def count_failed_search() -> None:
    """Count this request as a search without a result. :raises TooManyRequests:"""
    _get_limiter().count(Limited.FAILED_SEARCHES, request.remote_addr or "")


def check_log_in(name: str, browser: str | None) -> None:
    """Refuse to try another password where too many were wrong. :raises TooManyRequests:

    :param browser: the mark of a browser in which `name` has logged in before. It is counted apart, so that nobody who
        guesses from the same address locks `name` out there.
    """
    for limited, key in _list_log_in_keys(name, browser):
        _get_limiter().check_key(limited, key)


def count_wrong_password(name: str, browser: str | None) -> None:
    """Count a wrong password; arguments as `check_log_in` has them."""
    for limited, key in _list_log_in_keys(name, browser):
        with suppress(TooManyRequests):
            _get_limiter().count_key(limited, key)


def _list_log_in_keys(name: str, browser: str | None) -> list[tuple[Limited, str]]:
    if browser is not None:
        return [(Limited.WRONG_PASSWORDS, f"{name} in {browser}")]
    network = _find_network(request.remote_addr or "")
    return [(Limited.WRONG_PASSWORDS, f"{name} from {network}"), (Limited.WRONG_LOG_INS, network)]


def _get_limiter() -> RateLimiter:
    limiter: RateLimiter = current_app.extensions["rate_limiter"]
    return limiter
