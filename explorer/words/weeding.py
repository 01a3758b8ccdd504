"""The sentences of the weeding list."""

from explorer.words.language import Forms, Words, by_language, read_sentences


class WeedingWords(Words):
    """The weeding list."""

    title: str
    lead: str
    before: str
    dewey: str
    dewey_help: str
    all_classes: str
    no_class: str
    least_items: str
    status: str
    any_status: str
    found: Forms
    shown: str
    none: str
    counting: str
    columns: dict[str, str]
    branch: str
    all_branches: str
    order: str
    orders: dict[str, str]
    withdraw: Forms
    print_hint: str
    take_away: str
    file_name: str
    most_rows: str


FRENCH, ENGLISH = read_sentences(WeedingWords, "weeding")
WORDS = by_language(FRENCH, ENGLISH)
