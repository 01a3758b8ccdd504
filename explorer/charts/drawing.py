"""A figure with what it takes along: its numbers, its sentence, and the files it can be taken away as."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.figure import Figure

from explorer.frames.csv_file import write_csv

DOTS_PER_INCH = 200
"""Of a picture to print."""
WIDEST = 1440
"""Dots across a picture on a page; what is wider Streamlit makes smaller, which takes longer than drawing it."""

# In an SVG, text stays text: it can be searched, copied and changed, and is sooner written and shown than the shapes of
# its letters. Where the first of these fonts is not at hand, the second, of the same descent, is as wide.
mpl.rcParams |= {"svg.fonttype": "none", "font.sans-serif": ["DejaVu Sans", "Verdana"]}


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure, the numbers behind it as a table, and one sentence for those who cannot see it.

    :param table: what is drawn, one row a mark; its index is not part of it. The column names are those on the page.
    """

    figure: Figure
    table: pd.DataFrame
    summary: str

    def picture(self) -> bytes:
        """Return the figure as a picture to look at on a page."""
        dpi = min(DOTS_PER_INCH, WIDEST / self.figure.get_figwidth())
        return self._save("png", dpi=dpi, pil_kwargs={"compress_level": 1})

    def png(self) -> bytes:
        """Return the figure as a picture to print, 200 dots an inch."""
        return self._save("png", dpi=DOTS_PER_INCH)

    def svg(self) -> bytes:
        """Return the figure as lines to scale; the same figure gives the same bytes, but for the names of its parts."""
        return self._save("svg", metadata={"Date": None, "Title": self.summary})

    def csv(self) -> bytes:
        """Return the table as a CSV file."""
        return write_csv(self.table)

    def _save(self, form: str, **options: Any) -> bytes:
        file = BytesIO()
        self.figure.savefig(file, format=form, facecolor=self.figure.get_facecolor(), **options)
        return file.getvalue()
