"""A volume that is asked for and not there, though others of its series are."""

from collections.abc import Sequence

from catalogue.search.execution import Execution
from catalogue.search.volumes import LOOSE, AskedVolume, list_asked_volumes


def find_missing_volume(typed: Execution) -> AskedVolume | None:
    """Return the volume that a text asks for, if books are volumes of its series, but none is this one."""
    asked = [] if typed.query.n_precise else [*list_asked_volumes(typed.query.text)]
    if any(_has_any(typed, "volume", one.keys) for one in asked):
        return None
    return next((one for one in asked if _has_any(typed, "set_key", one.set_keys)), None)


def _has_any(typed: Execution, field: str, keys: Sequence[str]) -> bool:
    """Tell whether some book has one of some keys, or one of a set with a longer name."""
    return any(typed.builder.searcher.doc_freq(field, prefix + key) for prefix in ("", LOOSE) for key in keys)
