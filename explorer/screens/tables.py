"""How tables on a page write what they hold: dates in the reader's way, and no hour where there is none."""

import pandas as pd
import streamlit as st
from pandas.api import types
from streamlit.elements.lib.column_types import ColumnConfig


def formats(frame: pd.DataFrame) -> dict[str, ColumnConfig]:
    """Return the formats of the columns of a tidy frame that need one."""
    found: dict[str, ColumnConfig] = {}
    for name in frame.columns:
        column = frame[name].dropna()
        if types.is_datetime64_any_dtype(column.dtype):
            is_day = bool((column == column.dt.normalize()).all())
            kind = st.column_config.DateColumn if is_day else st.column_config.DatetimeColumn
            found[str(name)] = kind(format="localized")
    return found
