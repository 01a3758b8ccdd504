"""JSON Merge Patch (RFC 7396)."""

from typing import Any


def merge_patch(target: Any, patch: Any) -> Any:
    """Return `target` as `patch` changes it: members replace members, None removes one, objects merge.

    >>> merge_patch({"a": 1, "b": {"c": 2, "d": 3}}, {"a": None, "b": {"c": 4}})
    {'b': {'c': 4, 'd': 3}}
    """
    if not isinstance(patch, dict):
        return patch
    merged: dict[str, Any] = dict(target) if isinstance(target, dict) else {}
    pending = [(merged, patch)]  # A patch may be nested deeper than Python recurses.
    while pending:
        onto, members = pending.pop()
        for name, value in members.items():
            if value is None:
                onto.pop(name, None)
            elif isinstance(value, dict):
                current = onto.get(name)
                onto[name] = dict(current) if isinstance(current, dict) else {}
                pending.append((onto[name], value))
            else:
                onto[name] = value
    return merged
