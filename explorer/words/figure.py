"""The sentences under every figure."""

from explorer.words.language import Words, by_language, read_sentences


class DrawingWords(Words):
    """What stands under every figure."""

    table: str
    scrolls: str
    take_away: str
    n_rows_shown: str


FRENCH, ENGLISH = read_sentences(DrawingWords, "figure")
WORDS = by_language(FRENCH, ENGLISH)
