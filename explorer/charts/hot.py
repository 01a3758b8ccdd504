"""Places of a figure that lead somewhere: a bar, its label and the space around them open the books they count.

In a figure saved as SVG they are links; `areas` tells where they are for a page that can only show a picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import blended_transform_factory

_BARELY = 0.004
"""What cannot be seen at all, matplotlib leaves out, and browsers do not let it be clicked."""


class Hot(Rectangle):
    """A rectangle that leads to its URL; `told` says what is there."""

    told = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a figure that leads to `address`; all sizes in hundredths of the figure, from its upper left."""

    left: float
    top: float
    width: float
    height: float
    address: str
    told: str


def rows(axes: Axes, leading: Iterable[tuple[float, str, str]]) -> None:
    """Let rows, from edge to edge of the figure, lead somewhere.

    :param leading: of each its middle, the address, and what is there.
    """
    across = blended_transform_factory(axes.figure.transFigure, axes.transData)
    for middle, address, told in leading:
        _add(axes, Hot((0, middle - 0.5), 1, 1, transform=across), address, told)


def column(axes: Axes, left: float, width: float, address: str, told: str) -> None:
    """Let the column from `left` on, as high as the axes, lead to `address`."""
    upwards = axes.get_xaxis_transform()
    _add(axes, Hot((left, 0), width, 1, transform=upwards), address, told)


def cell(axes: Axes, left: float, bottom: float, address: str, told: str) -> None:
    """Let the square of side 1 lead to `address`."""
    _add(axes, Hot((left, bottom), 1, 1), address, told)


def areas(figure: Figure) -> Iterator[Area]:
    """Yield the places of `figure` that lead somewhere; from now on all its parts stay where they are."""
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
        figure.set_layout_engine(None)
    for patch in figure.findobj(Hot):
        assert isinstance(patch, Hot)
        box = patch.get_window_extent().transformed(figure.transFigure.inverted())
        left, right = max(box.x0, 0), min(box.x1, 1)
        size = (100 * (right - left), 100 * box.height)
        yield Area(100 * left, 100 * (1 - box.y1), *size, patch.get_url() or "", patch.told)


def _add(axes: Axes, patch: Hot, address: str, told: str) -> None:
    patch.told = told
    patch.set(url=address, facecolor="white", alpha=_BARELY, linewidth=0, clip_on=False, in_layout=False, zorder=10)
    axes.add_artist(patch)
