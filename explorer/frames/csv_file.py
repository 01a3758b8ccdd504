"""Frames as CSV files, for spreadsheets to open and for the explorer to read again."""

import pandas as pd

from catalogue.common.spreadsheets import guard, unguard


def write_csv(frame: pd.DataFrame, delimiter: str = ",") -> bytes:
    """Return the frame without its index as RFC 4180 has it, in UTF-8 with the mark by which spreadsheets know it.

    Texts and names of columns that a spreadsheet would run as a formula are guarded.
    """
    guarded = frame.apply(lambda column: column.map(_guard_value) if _holds_text(column) else column)
    guarded.columns = pd.Index([guard(str(name)) for name in frame.columns])
    text: str = guarded.to_csv(index=False, sep=delimiter, lineterminator="\r\n")
    return text.encode("utf-8-sig")


def unguard_frame(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the frame of a CSV file without the guards of its texts; the names of its columns are left alone."""
    texts = [name for name in frame.columns if _holds_text(frame[name])]
    return frame.assign(**{name: frame[name].map(unguard, na_action="ignore").astype("str") for name in texts})


def _holds_text(column: pd.Series) -> bool:
    return isinstance(column.dtype, pd.StringDtype | pd.CategoricalDtype) or column.dtype == "object"


def _guard_value(value: object) -> object:
    return guard(value) if isinstance(value, str) else value
