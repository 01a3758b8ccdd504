"""Codes of the catalogue in words, the same words as on its pages."""

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from catalogue.common.labels import (
    ACTIONS,
    AUDIENCES,
    DEWEY_HUNDREDS,
    MATERIALS,
    RECORD_KINDS,
    ROLES,
    STATUSES,
    WITHDRAWAL_DESTINATIONS,
    WITHDRAWAL_REASONS,
    Label,
)
from catalogue.common.languages import name_language

_LABELS: Mapping[str, Mapping[Any, Label]] = {
    "status": STATUSES,
    "role": ROLES,
    "material": MATERIALS,
    "audience": AUDIENCES,
    "withdrawal_reason": WITHDRAWAL_REASONS,
    "withdrawal_destination": WITHDRAWAL_DESTINATIONS,
    "action": ACTIONS,
    "kind": RECORD_KINDS,
}
_NAMERS: Mapping[str, Callable[[str, str], str]] = {
    "language": name_language,
    "original_language": name_language,
    "dewey_hundred": lambda code, locale: f"{code} {DEWEY_HUNDREDS[int(code[0])][locale]}",
}


def list_labels(frame: pd.DataFrame, locale: str) -> dict[str, dict[str, str]]:
    """Return by column, of those that hold codes, what each code in it is called; an unknown code stays.

    >>> list_labels(pd.DataFrame({"status": ["lost", "other"], "title": ["lost", "x"]}), "fr")
    {'status': {'lost': 'Perdu', 'other': 'other'}}
    """
    labels = {}
    for name in frame.columns.intersection([*_LABELS, *_NAMERS]):
        codes = [str(code) for code in frame[name].dropna().unique()]
        labels[str(name)] = {code: _name_code(str(name), code, locale) for code in codes}
    return labels


def name_codes(frame: pd.DataFrame, labels: Mapping[str, Mapping[str, str]]) -> pd.DataFrame:
    """Return the frame with words for codes.

    :param labels: as `list_labels` has them.
    """
    return frame.assign(**{name: frame[name].map(words).astype("str") for name, words in labels.items()})


def _name_code(column: str, code: str, locale: str) -> str:
    if column in _NAMERS:
        return _NAMERS[column](code, locale)
    label = _LABELS[column].get(code)
    return label[locale] if label else code
