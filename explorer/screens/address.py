"""Widgets whose choice lives in the address, so that a link to the page makes it again.

A choice that the address does not make is the one made before in this session, else the default. One that cannot be
made (a column that another data set had) is the default again.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

T = TypeVar("T")


def choose_one(
    label: str,
    options: Sequence[T],
    name: str,
    *,
    default: T | None = None,
    shown: Callable[[T], str] = str,
    help: str | None = None,
) -> T:
    """Return the one option that the reader chooses.

    :param name: of the parameter in the address; the option is written there as `str` has it, whatever the language.
    """
    key = _key(name)
    first = default if default in options else options[0]
    if key not in st.session_state or st.session_state[key] not in options:
        text = (read_parameter(name) or [str(first)])[0]
        st.session_state[key] = next((option for option in options if str(option) == text), first)
    chosen: T = st.selectbox(label, options, key=key, format_func=shown, help=help)
    write_parameter(name, [] if chosen == first else [str(chosen)])
    return chosen


def choose_or_type(
    label: str,
    options: Sequence[str],
    name: str,
    *,
    default: str,
    shown: Callable[[str], str] = str,
    help: str | None = None,
) -> str:
    """Return the text that the reader chooses or types."""
    key = _key(name)
    if st.session_state.get(key) is None:
        st.session_state[key] = (read_parameter(name) or [default])[0]
    chosen = str(st.selectbox(label, options, key=key, format_func=shown, help=help, accept_new_options=True))
    write_parameter(name, [] if chosen == default else [chosen])
    return chosen


def choose_several(
    label: str,
    options: Sequence[str],
    name: str,
    *,
    default: Sequence[str] = (),
    shown: Callable[[str], str] = str,
    placeholder: str | None = None,
) -> list[str]:
    """Return the options that the reader chooses, in the order of choosing."""
    key = _key(name)
    before = st.session_state.get(key)
    if before is None or not set(before) <= set(options):
        st.session_state[key] = [option for option in read_parameter(name) or before or default if option in options]
    chosen = st.multiselect(label, options, key=key, format_func=shown, placeholder=placeholder)
    write_parameter(name, [] if chosen == list(default) else chosen or [""])
    return chosen


def enter_number(label: str, name: str, *, default: int, least: int, most: int) -> int:
    """Return the whole number that the reader enters."""
    key = _key(name)
    text = (read_parameter(name) or [""])[0]
    before = st.session_state.get(key, int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default)
    st.session_state[key] = min(max(before, least), most)
    chosen = int(st.number_input(label, min_value=least, max_value=most, step=1, key=key))
    write_parameter(name, [] if chosen == min(default, most) else [str(chosen)])
    return chosen


def switch_on(label: str, name: str) -> bool:
    """Return whether the reader switches something on."""
    key = _key(name)
    if key not in st.session_state:
        st.session_state[key] = read_parameter(name) == ["1"]
    is_on = st.toggle(label, key=key)
    write_parameter(name, ["1"] if is_on else [])
    return is_on


def write_parameter(name: str, texts: Sequence[str]) -> None:
    """Write a parameter into the address, or take it away, and keep it for the session's other pages."""
    st.session_state[f"kept {name}"] = list(texts)
    if list(texts) == st.query_params.get_all(name):
        return
    if texts:
        st.query_params[name] = list(texts)
    else:
        st.query_params.pop(name, None)


def read_parameter(name: str) -> list[str]:
    """Return what the address says of a parameter, else what was kept of it from another page."""
    rest: list[str] = st.session_state.get(f"kept {name}", [])
    return st.query_params.get_all(name) or rest


def _key(name: str) -> str:
    return f"choice {name}"
