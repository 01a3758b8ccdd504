"""A volume that is asked for and not there, though others of its series are."""

from catalogue.search.execution import Execution
from catalogue.search.volumes import AskedVolume, parse_asked_volume


def find_missing_volume(typed: Execution) -> AskedVolume | None:
    """Return the volume that a text asks for, if books are volumes of its series, but none is this one."""
    asked = None if typed.query.n_precise else parse_asked_volume(typed.query.text)
    if asked is None or not any(typed.builder.searcher.doc_freq("set_key", key) for key in asked.set_keys):
        return None
    is_there = any(typed.builder.searcher.doc_freq("volume", key) for key in asked.keys)
    return None if is_there else asked
