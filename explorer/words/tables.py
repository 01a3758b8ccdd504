"""What the columns of the catalogue's data sets are called."""

from explorer.words.language import Words, by_language, read_sentences


class ColumnWords(Words):
    """The names of columns, by those they have in the tables."""

    names: dict[str, str]


FRENCH, ENGLISH = read_sentences(ColumnWords, "tables")
WORDS = by_language(FRENCH, ENGLISH)
