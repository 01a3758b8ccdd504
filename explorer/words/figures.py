"""The sentences of the page on which a data set is seen, and of the one on which a reader makes a plot."""

from explorer.words.language import Words, by_language, read_sentences


class SeeWords(Words):
    """Headings of the figures, and the labels of the choices that make them."""

    title: str
    plot_title: str
    plot_hint: str
    correlations: str
    counts: str
    spread: str
    boxes: str
    course: str
    none: str
    every_number: str
    rows: str
    kind: str
    column: str
    columns: str
    by: str
    x: str
    y: str
    colour: str
    fill: str
    facet: str
    aggregation: str
    scale: str
    scales: dict[str, str]
    order: str
    orders: dict[str, str]
    piling: str
    pilings: dict[str, str]
    size: str
    sizes: dict[str, str]
    n_top: str
    no_numbers: str
    no_dates: str
    no_values: str
    drawing: str


FRENCH, ENGLISH = read_sentences(SeeWords, "figures")
WORDS = by_language(FRENCH, ENGLISH)
