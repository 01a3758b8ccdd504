"""Panels as HTML: for a page of the explorer, which lets no SVG through, and for the report."""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable
from html import escape
from typing import Any

import pandas as pd

from explorer.charts.drawing import Drawing
from explorer.charts.link_areas import areas
from explorer.panels.numbers import Number
from explorer.panels.panel import Panel, Viewer

NARROWEST = 70
"""Pixels an inch at which a figure can still be read."""
MANY_COLUMNS = 8
"""Columns from which on a table is set smaller."""
PHONE = 340
"""Pixels across a page on a narrow phone."""
INLINE = 120
"""Pixels an inch of a figure in the report."""
_SIZE = re.compile(r'\b(width|height)="[\d.]+pt"')


def numbers(found: Iterable[Number]) -> str:
    """Return the numbers as a list, each a link."""
    items = (
        f'<li><a href="{escape(number.address)}"><strong>{escape(number.written)}</strong> '
        f"<span>{escape(number.noun)}</span></a></li>"
        for number in found
    )
    return f'<ul class="numbers">{"".join(items)}</ul>'


def picture(drawing: Drawing, hint: str) -> str:
    """Return the figure as a picture with links over it, where a page does not let them be in the picture.

    :param hint: what a reader of a phone is told of a figure too wide for it.

    The links are not read out and not tabbed to: the table has them all, with their names.
    """
    links = "".join(
        f'<a href="{escape(area.address)}" title="{escape(area.told)}" aria-hidden="true" tabindex="-1" style="'
        f'left:{area.left:.2f}%;top:{area.top:.2f}%;width:{area.width:.2f}%;height:{area.height:.2f}%"></a>'
        for area in areas(drawing.figure)
    )
    image = b64encode(drawing.svg()).decode()
    width = round(drawing.figure.get_figwidth() * NARROWEST)
    label = escape(drawing.summary)
    return (
        f'{write_hint(hint, width)}<div class="scroll" tabindex="0" role="group" aria-label="{label}">'
        f'<div class="picture" style="min-width:{width}px;max-width:{2 * width}px">'
        f'<img src="data:image/svg+xml;base64,{image}" alt="{label}">{links}</div></div>'
    )


def image(png: bytes, width: int, summary: str, hint: str) -> str:
    """Return a picture at most `width` pixels wide; where it would be too small to read, it scrolls."""
    label, narrowest = escape(summary), round(width * NARROWEST / 100)
    source = f"data:image/png;base64,{b64encode(png).decode()}"
    return (
        f'{write_hint(hint, narrowest)}<div class="scroll" tabindex="0" role="group" aria-label="{label}">'
        f'<img src="{source}" alt="{label}" style="width:100%;min-width:{narrowest}px;max-width:{width}px"></div>'
    )


def write_hint(hint: str, width: int) -> str:
    """Return the sentence over what is wider than a phone, in pixels; the style sheet shows it on phones alone."""
    return f'<p class="hint">{escape(hint)}</p>' if width > PHONE else ""


def inline(drawing: Drawing) -> str:
    """Return the figure as SVG to stand in a page, its bars links."""
    svg = drawing.svg().decode()
    svg = svg[svg.index("<svg") :]
    label = f'role="img" aria-label="{escape(drawing.summary)}"'
    width = round(drawing.figure.get_figwidth() * INLINE)
    return _SIZE.sub("", svg, count=2).replace("<svg", f'<svg {label} style="width:{width}px"', 1)


def table(panel: Panel, reader: Viewer) -> str:
    """Return the table of a panel; the first cell of each row leads where the row does."""
    frame = panel.drawing.table
    if panel.is_crossed and len(frame):
        return _write_crossed(panel, reader)
    link = reader.words.columns["link"]
    links = frame[[link]].set_axis([frame.columns[0]], axis="columns")
    values = frame.drop(columns=link)
    return write_table(values, links, panel.title, lambda value, column: _write_value(value, column, reader))


def write_table(frame: pd.DataFrame, links: pd.DataFrame, title: str, write: Callable[[Any, str], str]) -> str:
    """Return a frame as a table; a cell leads to the address that `links` has in its row and column, if it has one.

    :param write: returns a value of a column as HTML.
    """
    heads = "".join(f'<th scope="col"{_side(frame[column])}>{escape(column)}</th>' for column in frame.columns)
    rows = []
    for row, addresses in zip(frame.to_dict("records"), links.to_dict("records"), strict=True):
        first, *rest = (_write_link(write(row[column], column), addresses.get(column)) for column in frame.columns)
        cells = (f"<td{_side(frame[column])}>{cell}</td>" for column, cell in zip(frame.columns[1:], rest, strict=True))
        rows.append(f'<tr><th scope="row">{first}</th>{"".join(cells)}</tr>')
    return _wrap_table(title, heads, rows)


def _write_crossed(panel: Panel, reader: Viewer) -> str:
    """Return a table with a row for each value of the first column, and a column for each of the second."""
    frame = panel.drawing.table
    down, across, number, link = frame.columns
    cells = {(cell[down], cell[across]): cell for cell in frame.to_dict("records")}
    columns = sorted(frame[across].unique(), key=lambda name: int(re.sub(r"[^\d-]", "", name)))
    heads = f'<th scope="col">{escape(down)}</th>'
    heads += "".join(f'<th scope="col" class="number">{escape(name)}</th>' for name in columns)
    rows = []
    for name in frame[down].unique():
        values = (cells.get((name, column)) for column in columns)
        numbers = (
            _write_link(_write_value(cell[number], number, reader), cell[link]) if cell else "" for cell in values
        )
        rest = "".join(f'<td class="number">{written}</td>' for written in numbers)
        rows.append(f'<tr><th scope="row">{escape(name)}</th>{rest}</tr>')
    return _wrap_table(panel.title, heads, rows, kind=' class="crossed"')


def _wrap_table(title: str, heads: str, rows: list[str], kind: str = "") -> str:
    title = escape(title)
    kind = kind or (' class="wide"' if heads.count("<th") > MANY_COLUMNS else "")
    body = f"<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody>"
    table = f"<table{kind}><caption>{title}</caption>{body}</table>"
    return f'<div class="scroll" tabindex="0" role="group" aria-label="{title}">{table}</div>'


def _write_link(cell: str, address: Any) -> str:
    return f'<a href="{escape(address)}">{cell}</a>' if isinstance(address, str) else cell


def _write_value(value: Any, column: str, reader: Viewer) -> str:
    """Return a value in the reader's way: years as they are, shares in hundredths, numbers with their thousands."""
    words = reader.words
    if isinstance(value, str):
        return escape(value)
    if isinstance(value, pd.Period):
        return escape(words.month(value.start_time.date()))
    if pd.isna(value):
        return ""
    if column == words.columns["share"]:
        return escape(words.share(value))
    if column in {words.columns[name] for name in ("first", "median", "third")}:
        return str(value)
    return escape(words.number(value))


def _side(values: pd.Series) -> str:
    is_number = pd.api.types.is_numeric_dtype(values) or any(isinstance(value, int | float) for value in values)
    return ' class="number"' if is_number else ""
