"""Tables on a page: dates as the clock of their zone showed them, an hour only where there is one."""

import pandas as pd
import streamlit as st
from pandas.api import types
from streamlit.elements.lib.column_types import ColumnConfig

from explorer.frames.kinds import instants


def show(frame: pd.DataFrame, alt: str, formats: dict[str, ColumnConfig] | None = None) -> None:
    """Show a tidy frame.

    :param alt: what it holds, for those who do not see it.
    :param formats: of the columns that are not written as their type is.
    """
    dates = {name: instants(frame[name]) for name in frame.columns if types.is_datetime64_any_dtype(frame[name].dtype)}
    written = {str(name): _format_of(column.dropna()) for name, column in dates.items()}
    config = written | (formats or {})
    st.dataframe(frame.assign(**dates), hide_index=True, column_config=config, placeholder="", alt=alt)


def _format_of(dates: pd.Series) -> ColumnConfig:
    is_day = bool((dates == dates.dt.normalize()).all())
    kind = st.column_config.DateColumn if is_day else st.column_config.DatetimeColumn
    return kind(format="localized")
