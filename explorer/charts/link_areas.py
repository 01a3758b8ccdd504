"""Places of a figure that lead somewhere: a bar, its label and the space around them open the books they count.

In a figure saved as SVG they are links; `areas` tells where they are for a page that can only show a picture.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.figure import Figure
from matplotlib.path import Path
from matplotlib.transforms import Bbox, IdentityTransform, Transform, blended_transform_factory

_BARELY = 0.004
"""What cannot be seen at all, matplotlib leaves out, and browsers do not let it be clicked."""


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle of some axes that leads to `address`; `told` says what is there."""

    left: float
    bottom: float
    width: float
    height: float
    address: str
    told: str


class Hot(Artist):
    """All places of some axes that lead somewhere: one artist, because there are as many as bars and squares.

    :param by: brings their sizes to the figure's.
    """

    def __init__(self, places: Iterable[Place], by: Transform) -> None:
        super().__init__()
        self.places, self.by = list(places), by
        self.set(zorder=10, in_layout=False)

    def boxes(self) -> Iterator[tuple[Place, Bbox]]:
        """Yield each place with where it is in the figure, in dots."""
        for place in self.places:
            box = Bbox.from_bounds(place.left, place.bottom, place.width, place.height)
            yield place, Bbox(self.by.transform(box.get_points()))

    def draw(self, renderer: RendererBase) -> None:
        """Draw nothing that can be seen, but what can be clicked."""
        for place, box in self.boxes():
            context = renderer.new_gc()
            context.set_url(place.address)
            context.set_alpha(_BARELY)
            context.set_linewidth(0)
            renderer.draw_path(context, Path(box.corners()[[0, 1, 3, 2]]), IdentityTransform(), (1, 1, 1))
            context.restore()


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
    places = (Place(0, middle - 0.5, 1, 1, address, label) for middle, address, label in leading)
    axes.add_artist(Hot(places, across))


def columns(axes: Axes, leading: Iterable[tuple[float, str, str]]) -> None:
    """Let columns, as high as the axes, lead somewhere. :param leading: as of `rows`."""
    places = (Place(middle - 0.5, 0, 1, 1, address, label) for middle, address, label in leading)
    axes.add_artist(Hot(places, axes.get_xaxis_transform()))


def cells(axes: Axes, leading: Iterable[tuple[float, float, str, str]]) -> None:
    """Let squares of side 1 lead somewhere.

    :param leading: of each its left and its lower edge, the address, and what is there.
    """
    places = (Place(left, bottom, 1, 1, address, label) for left, bottom, address, label in leading)
    axes.add_artist(Hot(places, axes.transData))


def areas(figure: Figure) -> Iterator[Area]:
    """Take the places that lead somewhere off `figure` and yield them; from now on all that is left stays put."""
    layout = figure.get_layout_engine()
    if layout is not None:
        layout.execute(figure)
        figure.set_layout_engine(None)
    to_figure = figure.transFigure.inverted()
    for hot in [artist for axes in figure.axes for artist in axes.artists if isinstance(artist, Hot)]:
        hot.remove()
        for place, box in hot.boxes():
            (left, bottom), (right, top) = to_figure.transform([box.min, box.max])
            left, right = max(left, 0), min(right, 1)
            size = (100 * (right - left), 100 * (top - bottom))
            yield Area(100 * left, 100 * (1 - top), *size, place.address, place.told)
