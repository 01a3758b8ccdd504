"""The sentences of the yearly report."""

from explorer.words.language import Forms, Words, by_language, read_sentences


class YearlyWords(Words):
    """The yearly report; `numbers`, `titles`, `dimensions` and `columns` by the names in `sources.yearly`."""

    title: str
    lead: str
    year: str
    of_year: str
    counting: str
    own_owners: str
    no_own_owners: str
    what: str
    difference: str
    renewal: str
    age: str
    unknown: str
    heading: str
    totals: str
    totals_lead: str
    log_begins: str
    survey: str
    survey_lead: str
    survey_unknown: Forms
    print_hint: str
    csv: str
    xlsx: str
    file_name: str
    of_group: str
    of_list: str
    n_copies: Forms
    first_shown: str
    deleted: str
    back: str
    scrolls: str
    numbers: dict[str, str]
    titles: dict[str, str]
    dimensions: dict[str, str]
    columns: dict[str, str]


FRENCH, ENGLISH = read_sentences(YearlyWords, "yearly")
WORDS = by_language(FRENCH, ENGLISH)
