"""The sentences of the page on which a data set is looked at."""

from explorer.words.language import Words, by_language, read_sentences


class LookWords(Words):
    """Rows, columns and what can be said of them; headings by the names that `frames.describe` gives."""

    title: str
    rows: str
    columns: str
    missing: str
    duplicates: str
    memory: str
    kilobytes: str
    megabytes: str
    all_columns: str
    chosen_columns: str
    sort_by: str
    unsorted: str
    descending: str
    n_rows: str
    rows_shown: str
    take_away: str
    file_name: str
    each_column: str
    of_numbers: str
    of_texts: str
    of_dates: str
    no_numbers: str
    no_texts: str
    no_dates: str
    headings: dict[str, str]

    def memory_size(self, n_bytes: int) -> str:
        r"""Return how much memory that is.

        >>> ENGLISH.memory_size(3_000), FRENCH.memory_size(2_345_678)
        ('3 kB', '2,3\u202fMo')
        """
        if n_bytes < 1_000_000:
            return self.kilobytes.format(n=self.number(-(-n_bytes // 1_000)))
        return self.megabytes.format(n=self.number(round(n_bytes / 1_000_000, 1)))


FRENCH, ENGLISH = read_sentences(LookWords, "rows")
WORDS = by_language(FRENCH, ENGLISH)
