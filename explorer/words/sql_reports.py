"""The sentences with which an SQL report is chosen."""

from explorer.words.language import Words, by_language, read_sentences


class SqlReportWords(Words):
    """SQL reports; `faults` by the values of `ReportFault`."""

    report: str
    parameter: str
    enter_values: str
    running: str
    cut: str
    faults: dict[str, str]


FRENCH, ENGLISH = read_sentences(SqlReportWords, "sql_reports")
WORDS = by_language(FRENCH, ENGLISH)
