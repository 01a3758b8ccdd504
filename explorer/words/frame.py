"""The sentences around every page: the names of the pages, and what is said when the catalogue is away."""

from explorer.words.language import Words, by_language, read_sentences


class FrameWords(Words):
    """What stands around every page."""

    back: str
    language: str
    pages: dict[str, str]
    unavailable: str
    noscript: str
    chrome: dict[str, str]


FRENCH, ENGLISH = read_sentences(FrameWords, "frame")
WORDS = by_language(FRENCH, ENGLISH)
