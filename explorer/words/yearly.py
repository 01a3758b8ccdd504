"""The sentences of the yearly report."""

from explorer.words.language import Words, by_language, read_sentences


class YearlyWords(Words):
    """The yearly report; `numbers`, `titles` and `dimensions` by the names in `sources.yearly`."""

    title: str
    lead: str
    year: str
    of_year: str
    what: str
    this_year: str
    year_before: str
    renewal: str
    unknown: str
    all: str
    adults: str
    youth: str
    heading: str
    totals: str
    survey: str
    survey_lead: str
    undated: str
    age: str
    print_hint: str
    csv: str
    xlsx: str
    file_name: str
    open_list: str
    numbers: dict[str, str]
    titles: dict[str, str]
    dimensions: dict[str, str]


FRENCH, ENGLISH = read_sentences(YearlyWords, "yearly")
WORDS = by_language(FRENCH, ENGLISH)
