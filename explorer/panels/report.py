"""The collection's screen as one file to keep or to print: it needs nothing but itself."""

from collections.abc import Iterator
from datetime import date
from html import escape

import sqlalchemy as sa

from explorer.panels import html
from explorer.panels.collection import RECIPES
from explorer.panels.numbers import numbers
from explorer.panels.panel import Viewer
from explorer.sources import collection as source

SHEET = """
:root { color-scheme: light; --ink: #1D1B18; --muted: #5C574E; --paper: #FFFFFF; --line: #DDD6C8; --accent: #1B5E4A }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--paper); color: var(--ink);
  font: 17px/1.55 system-ui, sans-serif }
h1, h2, .numbers strong { font-family: 'Iowan Old Style', 'Palatino Linotype', Palatino, Georgia, serif;
  line-height: 1.25 }
h2 { margin: 2.5rem 0 0.5rem }
a { color: var(--accent) }
svg { max-width: 100%; height: auto }
.made, figcaption, thead th { color: var(--muted) }
.numbers { display: flex; flex-wrap: wrap; gap: 1rem 2.2rem; list-style: none; padding: 0 }
.numbers strong { display: block; font-size: 1.9rem }
figure { margin: 0 }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; margin-top: 0.8rem; font-size: 0.88rem;
  font-variant-numeric: tabular-nums }
caption { position: absolute; clip-path: inset(50%); height: 1px; overflow: hidden }
th, td { text-align: left; font-weight: normal; vertical-align: top;
  padding: 0.15rem 0.6rem 0.15rem 0; border-bottom: 1px solid var(--line) }
tbody .number a { color: inherit }
.number { text-align: right; white-space: nowrap }
.crossed { font-size: 0.8rem }
.crossed th[scope=row] { white-space: nowrap }
@media print {
  body { margin: 0; max-width: none; background: none; font-size: 10.5pt }
  .crossed { font-size: 6.5pt }
  .crossed th, .crossed td { padding-right: 0.25rem }
  a { color: inherit; text-decoration: none }
  h2, figure, tr { break-inside: avoid }
  h2 { break-after: avoid }
  thead { display: table-header-group }
}
"""


def page(connection: sa.Connection, reader: Viewer, library: str, day: date) -> bytes:
    """Return the report as HTML in UTF-8: the numbers, and each panel with its figure, its sentence and its table."""
    return "".join(_pieces(connection, reader, library, day)).encode()


def _pieces(connection: sa.Connection, reader: Viewer, library: str, day: date) -> Iterator[str]:
    words = reader.words
    yield f'<!doctype html><html lang="{words.locale}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(words.title)} · {escape(library)}</title><style>{SHEET}</style></head><body><main>"
    yield f"<h1>{escape(words.title)}</h1>"
    yield f'<p class="made">{escape(words.report_made.format(name=library, day=words.day(day)))}</p>'
    totals = source.totals(connection)
    yield html.numbers(numbers(totals, source.languages(connection), source.years(connection), reader))
    for recipe in RECIPES:
        panel = recipe.make(connection, reader)
        yield f'<section id="{panel.name}"><h2>{escape(panel.title)}</h2><figure>{html.inline(panel.drawing)}'
        yield f"<figcaption>{escape(panel.drawing.summary)}</figcaption></figure>{html.table(panel, reader)}</section>"
    yield "</main></body></html>"
