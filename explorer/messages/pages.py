"""The messages of each page, by the tag of their language."""

from explorer.messages.language import read_messages

COLLECTION = read_messages("collection")
DATA = read_messages("data")
FIGURE = read_messages("figure")
FIGURES = read_messages("figures")
FRAME = read_messages("frame")
PLOT = read_messages("plot")
ROWS = read_messages("rows")
SQL_REPORTS = read_messages("sql_reports")
TABLES = read_messages("tables")
WEEDING = read_messages("weeding")
YEARLY = read_messages("yearly")
