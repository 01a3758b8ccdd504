"""What pages share: the catalogue's database, the reader's language, the colours of the reader's theme."""

from collections.abc import Mapping
from urllib.parse import urlsplit

import sqlalchemy as sa
import streamlit as st

from catalogue import config
from catalogue.common.palette import DARK, LIGHT, Palette
from catalogue.domain.addresses import resolve_address
from explorer.links import Site
from explorer.messages.language import Messages, accepted_languages, language_of
from explorer.panels.counting import Counter
from explorer.sources.database import connect

LANGUAGE_KEY = "lang"
"""The name of the language in the address of every page, and of its switch."""


def name() -> str:
    """Return the name of the library."""
    return str(config.read("CATALOGUE_NAME"))


def database_url() -> str:
    """Return the address of the catalogue's database."""
    return str(config.read("DATABASE_URL"))


def database() -> sa.Engine:
    """Return the one engine of this process."""
    return _engine(database_url())


def site() -> Site:
    """Return the catalogue's pages as the reader reaches them."""
    address = config.read("CATALOGUE_URL") or config.read("PUBLIC_URL") or f":{config.read('PORT')}"
    return Site(resolve_address(address, urlsplit(st.context.url or "").hostname or "127.0.0.1"))


def counter() -> Counter:
    """Return what counts the collection for all readers."""
    return _counter(database_url())


@st.cache_resource(show_spinner=False)
def _engine(database_url: str) -> sa.Engine:
    return connect(database_url)


@st.cache_resource(show_spinner=False)
def _counter(database_url: str) -> Counter:
    return Counter(_engine(database_url))


def wished_language() -> str:
    """Return the tag of the language that the reader has on the site, else of the browser's."""
    accepted = accepted_languages(st.context.headers.get("Accept-Language"))
    return language_of(st.context.cookies.get("language"), *accepted, st.context.locale)


def language() -> str:
    """Return the tag of the reader's language: the switch's, else the address's, else the one wished for elsewhere."""
    chosen = st.session_state.get(LANGUAGE_KEY) or st.query_params.get(LANGUAGE_KEY)
    return language_of(chosen, wished_language())


def say(words: Mapping[str, Messages]) -> Messages:
    """Return a page's sentences in the reader's language."""
    return words[language()]


def paper() -> Palette:
    """Return the colours of figures in the reader's theme."""
    return DARK if st.context.theme.type == "dark" else LIGHT


def is_phone() -> bool:
    """Tell whether the reader's browser says that it runs on a phone, where figures are narrow."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")
