"""One answer made on several cores: Tantivy lets go of Python's lock while it counts and sorts."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

MANY = 20_000
"""Books found from which on that is the quicker way; of fewer, handing them over takes longer than counting them."""

_threads = ThreadPoolExecutor(os.cpu_count(), thread_name_prefix="search")


def begun(call: Callable[[], T], n_found: int) -> Callable[[], T]:
    """Return what waits for the answer of `call`, which begins at once where many books are found.

    `call` uses nothing that belongs to a thread, such as a session, and does not begin others and wait for them.
    """
    return _threads.submit(call).result if n_found > MANY else call
