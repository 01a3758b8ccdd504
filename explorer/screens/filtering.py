"""The filter under the choice of a data set: conditions on columns, which live in the address."""

from datetime import date

import pandas as pd
import streamlit as st

from explorer.frames import filters
from explorer.frames.codes import name_codes
from explorer.frames.filters import Between, Condition, Contains, OneOf
from explorer.frames.kinds import ColumnKind, instants, kind_of
from explorer.messages.language import Messages
from explorer.messages.pages import DATA
from explorer.screens import address, context
from explorer.screens.data import Chosen

N_VALUES = 200
"""A column of more distinct texts is searched, one of fewer is chosen from."""

WHERE = "where"
"""The name of the conditions in the address."""


def filter_rows(chosen: Chosen) -> pd.DataFrame:
    """Let the reader narrow the rows of a data set, and return those left, in words; the page says when none is."""
    words = context.say(DATA)
    frame = chosen.data.frame
    asked = {each.column: each for each in filters.read(address.read_parameter(WHERE)) if each.column in frame.columns}
    with st.expander(words.filter, expanded=bool(asked)):
        st.session_state.setdefault("filter columns", list(asked))
        rest = [name for name in st.session_state["filter columns"] if name in frame.columns]
        st.session_state["filter columns"] = rest
        columns = st.multiselect(
            words.filter_by, list(frame.columns), key="filter columns", format_func=chosen.name, placeholder=""
        )
        conditions = [
            condition for name in columns if (condition := _condition(frame[name], chosen, asked.get(name), words))
        ]
    address.write_parameter(WHERE, [filters.write(condition) for condition in conditions])
    left = filters.matching(frame, conditions)
    if left.empty:
        st.warning(words.none_left)
    elif conditions:
        st.caption(words.n_left.format(n=words.number(len(left)), total=words.number(len(frame))))
    return name_codes(left, chosen.labels)


def _condition(column: pd.Series, chosen: Chosen, asked: Condition | None, words: Messages) -> Condition | None:
    """Let the reader set a condition on one column, beginning with what the address asked for."""
    label = chosen.name(str(column.name))
    match kind_of(column):
        case ColumnKind.NUMBER:
            return _numbers(column, label, asked, words)
        case ColumnKind.DATE:
            return _dates(column, label, asked, words)
        case ColumnKind.TRUTH:
            return _values(column, label, asked, words, words.truths)
        case ColumnKind.TEXT if column.nunique() <= N_VALUES:
            return _values(column, label, asked, words, chosen.labels.get(str(column.name), {}))
        case ColumnKind.TEXT:
            return _text(column, label, asked, words)
    return None


def _numbers(column: pd.Series, label: str, asked: Condition | None, words: Messages) -> Condition | None:
    bounds = (asked.low, asked.high) if isinstance(asked, Between) else (None, None)
    whole = pd.api.types.is_integer_dtype(column.dtype)
    rows = []
    with st.container(horizontal=True):
        for name, bound in zip(("at_least", "at_most"), bounds, strict=True):
            key = f"filter {column.name} {name}"
            if key not in st.session_state and isinstance(bound, int | float):
                st.session_state[key] = int(bound) if whole else float(bound)
            sentence = getattr(words, name).format(column=label)
            step, form = (1, "%d") if whole else (0.1, "%.10g")
            rows.append(st.number_input(sentence, value=None, step=step, format=form, key=key))
    return Between(str(column.name), *rows) if rows != [None, None] else None


def _dates(column: pd.Series, label: str, asked: Condition | None, words: Messages) -> Condition | None:
    bounds = (asked.low, asked.high) if isinstance(asked, Between) else (None, None)
    dates = instants(column)
    least, most = _day(dates.min(), date.min), _day(dates.max(), date.max)
    rows: list[date | None] = []
    with st.container(horizontal=True):
        for name, bound in zip(("since", "until"), bounds, strict=True):
            key = f"filter {column.name} {name}"
            if key not in st.session_state and isinstance(bound, str):
                st.session_state[key] = min(max(_day(pd.Timestamp(bound), least), least), most)
            sentence = getattr(words, name).format(column=label)
            rows.append(st.date_input(sentence, value=None, min_value=least, max_value=most, key=key))
    days = [None if day is None else day.isoformat() for day in rows]
    return Between(str(column.name), *days) if days != [None, None] else None


def _values(
    column: pd.Series, label: str, asked: Condition | None, words: Messages, shown: dict[str, str]
) -> Condition | None:
    options = sorted(column.dropna().astype("str").unique(), key=lambda value: shown.get(value, value))
    key = f"filter {column.name} values"
    before = st.session_state.get(key, asked.values if isinstance(asked, OneOf) else ())
    st.session_state[key] = [value for value in before if value in options]
    sentence = words.one_of.format(column=label)
    values = st.multiselect(sentence, options, key=key, format_func=lambda value: shown.get(value, value))
    return OneOf(str(column.name), tuple(values)) if values else None


def _text(column: pd.Series, label: str, asked: Condition | None, words: Messages) -> Condition | None:
    key = f"filter {column.name} text"
    if key not in st.session_state and isinstance(asked, Contains):
        st.session_state[key] = asked.text
    text = st.text_input(words.contains.format(column=label), key=key)
    return Contains(str(column.name), text) if text else None


def _day(instant: pd.Timestamp, otherwise: date) -> date:
    """Return the day of an instant, or another where it lies beyond the years that Python counts."""
    try:
        return instant.date()
    except (ValueError, AttributeError):
        return otherwise
