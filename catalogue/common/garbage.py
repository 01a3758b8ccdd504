"""Python's collector of garbage, kept out of the way of work that makes many objects and no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_THRESHOLDS = (50_000, 20, 20)


@contextmanager
def collect_seldom() -> Iterator[None]:
    """Let the collector run a hundredth as often, and never look at what is there already.

    An import of 20,000 records took a sixth less processor time with it (2026-11-27).
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
