"""The sentences of figures of any data set: titles, summaries, and why there is no figure."""

from babel.numbers import format_decimal

from explorer.words.language import Words, by_language, read_sentences


class PlotWords(Words):
    """What figures say; `kinds`, `aggregations`, `steps` and `holds` are by the values of their enumerations."""

    kinds: dict[str, str]
    aggregations: dict[str, str]
    aggregated: dict[str, str]
    holds: dict[str, str]
    steps: dict[str, str]
    truths: dict[str, str]
    quartiles: dict[str, str]
    titles: dict[str, str]
    rows: str
    part: str
    column: str
    none: str
    others: str
    missing: str
    and_by: str
    for_each: str
    interval_from: str
    interval_to: str
    named_value: str
    greatest_and_least: str
    all_alike: str
    others_together: str
    facets_left_out: str
    course: str
    rows_without: str
    rows_without_both: str
    spread: str
    medians: str
    points: str
    points_drawn: str
    correlation: str
    strongest: str
    constant_left_out: str
    columns_left_out: str
    greatest_cell: str
    greatest_share: str
    # Why a plot makes no sense, or could not be drawn:
    nothing_left: str
    need_x: str
    need_y: str
    no_such_column: str
    nothing_in_column: str
    no_row: str
    no_facets: str
    same_column: str
    need_order: str
    no_histogram: str
    no_scatter: str
    no_boxes: str
    need_numbers: str
    no_aggregation: str
    no_pie_of: str
    no_negative_area: str
    no_pile_of: str
    no_negative_pile: str
    no_numbers_in: str
    need_two: str
    need_two_varying: str
    no_scale: str
    no_log_pile: str
    no_log_names: str
    no_log_dates: str
    no_log: str
    too_many_slices: str
    no_whole: str
    not_drawn: str

    def coefficient(self, r: float) -> str:
        """Return a coefficient of correlation as this language writes it, to two places.

        >>> FRENCH.coefficient(0.5)
        '0,50'
        """
        return "–" if r != r else format_decimal(round(r, 2) + 0.0, "0.00", locale=self.locale)


FRENCH, ENGLISH = read_sentences(PlotWords, "plot")
WORDS = by_language(FRENCH, ENGLISH)
