"""Panels as HTML: for a page of the explorer, which lets no SVG through, and for the report."""

import re
from base64 import b64encode
from collections.abc import Iterable
from html import escape

import pandas as pd

from explorer.charts.drawing import Drawing
from explorer.charts.hot import areas
from explorer.panels.numbers import Number
from explorer.panels.panel import Panel, Reader

NARROWEST = 62
"""Pixels an inch at which a figure can still be read."""


def numbers(found: Iterable[Number]) -> str:
    """Return the numbers as a list, each a link."""
    items = (
        f'<li><a href="{escape(number.address)}"><strong>{escape(number.written)}</strong> '
        f"<span>{escape(number.noun)}</span></a></li>"
        for number in found
    )
    return f'<ul class="numbers">{"".join(items)}</ul>'


def picture(drawing: Drawing) -> str:
    """Return the figure as a picture with links over it, where a page does not let them be in the picture.

    The links are not read out and not tabbed to: the table has them all, with their names.
    """
    links = "".join(
        f'<a href="{escape(area.address)}" title="{escape(area.told)}" aria-hidden="true" tabindex="-1" style="'
        f'left:{area.left:.2f}%;top:{area.top:.2f}%;width:{area.width:.2f}%;height:{area.height:.2f}%"></a>'
        for area in areas(drawing.figure)
    )
    image = b64encode(drawing.svg()).decode()
    width = round(drawing.figure.get_figwidth() * NARROWEST)
    told = escape(drawing.summary)
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{told}">'
        f'<div class="picture" style="min-width:{width}px;max-width:{2 * width}px">'
        f'<img src="data:image/svg+xml;base64,{image}" alt="{told}">{links}</div></div>'
    )


def inline(drawing: Drawing) -> str:
    """Return the figure as SVG to stand in a page, its bars links."""
    svg = drawing.svg().decode()
    svg = svg[svg.index("<svg") :]
    size = re.compile(r'\b(width|height)="[\d.]+pt"')
    return size.sub("", svg, count=2).replace("<svg", f'<svg role="img" aria-label="{escape(drawing.summary)}"', 1)


def table(panel: Panel, reader: Reader) -> str:
    """Return the table of a panel; the first cell of each row leads where the row does."""
    words, frame = reader.words, panel.drawing.table
    link, share = words.columns["link"], words.columns["share"]
    years = {words.columns[name] for name in ("first", "median", "third")}
    shown = [column for column in frame.columns if column != link]
    heads = "".join(f'<th scope="col"{_side(frame[column])}>{escape(column)}</th>' for column in shown)
    rows = []
    for _, row in frame.iterrows():
        cells = [_cell(row[column], column == share, column in years, reader) for column in shown]
        first = cells[0] if pd.isna(row[link]) else f'<a href="{escape(str(row[link]))}">{cells[0]}</a>'
        rest = (f"<td{_side(frame[column])}>{cell}</td>" for column, cell in zip(shown[1:], cells[1:], strict=True))
        rows.append(f'<tr><th scope="row">{first}</th>{"".join(rest)}</tr>')
    caption = f"<caption>{escape(panel.title)}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _cell(value: object, is_share: bool, is_year: bool, reader: Reader) -> str:
    if pd.isna(value):  # type: ignore[call-overload]
        return ""
    if is_share:
        return escape(reader.words.share(float(value)))  # type: ignore[arg-type]
    if isinstance(value, str) or is_year:
        return escape(str(value))
    return escape(reader.words.number(int(value)))  # type: ignore[call-overload]


def _side(values: pd.Series) -> str:
    return ' class="number"' if pd.api.types.is_numeric_dtype(values) and len(values) else ""
