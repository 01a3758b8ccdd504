"""The sentences with which a data set is chosen, on every page that shows one."""

from explorer.words.language import Words, by_language, read_sentences


class DataWords(Words):
    """Sources, files, and what is wrong with them; kinds of columns; conditions."""

    source: str
    sources: dict[str, str]
    table: str
    tables: dict[str, str]
    folder: str
    folder_help: str
    root: str
    file: str
    sheet: str
    rows_whole: str
    rows_drawn: str
    n_columns: str
    more_columns: str
    no_rows: str
    refused: dict[str, str]
    faults: dict[str, str]
    kinds: dict[str, str]
    filter: str
    filter_by: str
    at_least: str
    at_most: str
    since: str
    until: str
    one_of: str
    contains: str
    truths: dict[str, str]
    n_left: str
    none_left: str
    reading: str

    def folder_name(self, path: str) -> str:
        """Return what a folder is called on the page."""
        return path or self.root


FRENCH, ENGLISH = read_sentences(DataWords, "data")
WORDS = by_language(FRENCH, ENGLISH)
