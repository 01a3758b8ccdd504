"""Covers drawn for books that have no picture: cloth, a double rule, the title and the author.

A cover is inline SVG made of presentation attributes only, so that the strictest Content-Security-Policy
lets it through and a page of fifty books asks for no fifty pictures.
"""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from markupsafe import Markup, escape

from catalogue.web.lettering import LEADING, Block, set_text, width_of

CLOTHS = (
    "#37474F", "#2F4A7D", "#563C79", "#4A3B2C", "#5B5A1C",
    "#1D5468", "#8A4B16", "#74304F", "#1F5B45", "#7A2E2A",
)  # fmt: skip
"""Ten cloths; white-cream lettering stands at 6.4 to 1 or better on each."""

LETTERING = "#FFF8E9"
WIDTH, HEIGHT = 200, 300
JOINT = 13
"""Where the cloth folds at the spine; what is printed is centred on the rest."""

AXIS = (WIDTH + JOINT) / 2
TITLE_WIDTH, TITLE_HEIGHT = 148, 150
TITLE_SIZES = (30, 27, 24, 21, 19, 17, 15, 13, 11, 9)
AUTHOR_SIZES = (14, 13, 12, 11, 10, 9)
LONGEST_TITLE = 140
"""Characters; what is longer ends in an ellipsis, after a whole word."""


def cloth_of(title: str, dewey: str | None) -> str:
    """Return the cloth of a book: one for each Dewey class of three digits, by the title when there is none.

    >>> cloth_of("L'Étranger", "843") == cloth_of("La Peste", "843.914")
    True
    """
    key = int(dewey[0]) + 3 * int(dewey[1]) + 7 * int(dewey[2]) if dewey else crc32(title.encode())
    return CLOTHS[key % len(CLOTHS)]


def shortened(title: str) -> str:
    """Return a title that a cover can hold: whole words, then an ellipsis.

    >>> shortened("La Peste")
    'La Peste'
    """
    if len(title) <= LONGEST_TITLE or " " not in title[:LONGEST_TITLE]:
        return title
    return title[:LONGEST_TITLE].rpartition(" ")[0].rstrip(" ,;:.-–") + "…"


@lru_cache(2048)
def draw(title: str, authors: tuple[str, ...] = (), dewey: str | None = None) -> Markup:
    """Return the cover of a book as SVG, the same for the same book always.

    It is decoration (`aria-hidden`): the page says title and author beside it in words.
    """
    heading = set_text(shortened(title), TITLE_SIZES, TITLE_WIDTH, TITLE_HEIGHT)
    byline = set_text(_byline(authors), AUTHOR_SIZES, TITLE_WIDTH, 36)
    top = 124 - heading.height / 2
    drawn = "".join([
        f'<svg class="cover" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="3" fill="{cloth_of(title, dewey)}"/>',
        f'<path d="M{JOINT} 0V{HEIGHT}" stroke="#000" stroke-opacity=".28" stroke-width="1.5"/>',
        f'<g fill="none" stroke="{LETTERING}">{_rules(title, top, heading.height)}</g>',
        f'<g fill="{LETTERING}" font-family="serif" text-anchor="middle">',
        *_drawn(heading, top),
        *_drawn(byline, 268 - byline.height),
        "</g></svg>",
    ])  # fmt: skip
    return Markup(drawn)  # noqa: S704 (numbers, our own colours, and text that _drawn has escaped)


def _byline(authors: tuple[str, ...]) -> str:
    return ", ".join(authors[:2]) + (", …" if len(authors) > 2 else "")


def _drawn(block: Block, top: float) -> Iterator[str]:
    for place, line in enumerate(block.lines):
        foot = top + (place + 0.8) * block.size * LEADING
        wide = block.squeezed and width_of(line) * block.size > TITLE_WIDTH
        fit = f' textLength="{TITLE_WIDTH}" lengthAdjust="spacingAndGlyphs"' if wide else ""
        yield f'<text x="{AXIS:g}" y="{foot:.1f}" font-size="{block.size}"{fit}>{escape(line)}</text>'


def _rules(title: str, top: float, height: float) -> str:
    """Draw the double rule where the title wants it: a frame, head and foot, around the title, a band."""
    above, below = top - 10, top + height + 8
    match crc32(title.encode()) % 4:
        case 0:
            return (
                '<rect x="22" y="13" width="169" height="274" stroke-width="1.6"/>'
                '<rect x="26" y="17" width="161" height="266" stroke-width=".6"/>'
            )
        case 1:
            return (
                '<path d="M13 22H200M13 278H200" stroke-width="1.6"/>'
                '<path d="M13 26.5H200M13 273.5H200" stroke-width=".6"/>'
            )
        case 2:
            return (
                f'<path d="M32 {above - 4:.1f}H181M32 {below + 4:.1f}H181" stroke-width="1.6"/>'
                f'<path d="M32 {above:.1f}H181M32 {below:.1f}H181" stroke-width=".6"/>'
            )
        case _:
            return (
                f'<path d="M{JOINT} {above - 8:.1f}H200V{below + 8:.1f}H{JOINT}Z"'
                ' fill="#000" fill-opacity=".22" stroke="none"/>'
                f'<path d="M{JOINT} {above - 4:.1f}H200M{JOINT} {below + 4:.1f}H200" stroke-width=".8"/>'
                f'<path d="M{JOINT} {above - 8:.1f}H200M{JOINT} {below + 8:.1f}H200" stroke-width="1.6"/>'
            )
