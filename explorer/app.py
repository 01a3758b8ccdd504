"""The explorer: its pages, the switch of language, and what is said when the catalogue is away."""

from collections.abc import Callable

import streamlit as st

from explorer.html_shell import SET_LANGUAGE
from explorer.messages.language import LANGUAGES, Messages
from explorer.messages.pages import FRAME
from explorer.screens import collection, context, custom_plot, figures, rows, style, weeding, yearly
from explorer.sources.database import SourceError

PAGES: dict[str, Callable[[], None]] = {
    "collection": collection.show,
    "weeding": weeding.show,
    "yearly": yearly.show,
    "look": rows.show,
    "see": figures.show,
    "plot": custom_plot.show,
}
"""What is shown at each address, by its name in `words.frame`; the first is the first page."""


def switch_language(words: Messages) -> None:
    """Offer both languages; a choice goes into the address of every page, so that a link keeps it."""
    st.session_state.setdefault(context.LANGUAGE_KEY, words.locale)
    chosen = st.sidebar.radio(
        words.language, LANGUAGES, format_func=LANGUAGES.__getitem__, horizontal=True, key=context.LANGUAGE_KEY
    )
    if chosen != context.wished_language():
        st.query_params[context.LANGUAGE_KEY] = chosen
    else:
        st.query_params.pop(context.LANGUAGE_KEY, None)


def main() -> None:
    """Show the page that is asked for, or say why there is nothing to show."""
    words = context.say(FRAME)
    pages = [
        st.Page(show, title=words.pages[name], url_path=name, default=not place)
        for place, (name, show) in enumerate(PAGES.items())
    ]
    page = st.navigation(pages)
    st.set_page_config(page_title=f"{page.title} · {context.name()}", layout="wide")
    st.html(style.sheet(context.paper()))
    st.sidebar.link_button(words.back, context.site().home(), type="tertiary")
    switch_language(words)
    st.sidebar.html(f"<script>{SET_LANGUAGE[words.locale]}</script>", unsafe_allow_javascript=True)
    try:
        page.run()
    except SourceError:
        st.warning(words.unavailable)


main()
