"""Covers drawn for books without a picture: cloth, a double rule, the title and the author.

A cover is inline SVG with presentation attributes only, so that it works under the strictest
Content-Security-Policy and a page of fifty books needs no fifty requests.
"""

from collections.abc import Iterator
from functools import lru_cache
from zlib import crc32

from markupsafe import Markup, escape

from catalogue.common.palette import CLOTHS
from catalogue.web.text_layout import LEADING, Block, measure_width, set_text

LETTERING = "#FFF8E9"
WIDTH, HEIGHT = 200, 300
JOINT = 13
"""x of the fold at the spine; title and author are centred on the rest of the cover."""

AXIS = (WIDTH + JOINT) / 2
TITLE_WIDTH, TITLE_HEIGHT = 148, 150
TITLE_SIZES = (30, 27, 24, 21, 19, 17, 15, 13, 11, 9)
AUTHOR_SIZES = (14, 13, 12, 11, 10, 9)
MAX_TITLE_LENGTH = 140
"""Characters; a longer title is cut after a whole word and ends in an ellipsis."""


def choose_cloth(title: str, dewey: str | None) -> str:
    """Return the cloth colour of a book: by its three-digit Dewey class, or by its title if it has none.

    >>> choose_cloth("L'Étranger", "843") == choose_cloth("La Peste", "843.914")
    True
    """
    key = int(dewey[0]) + 3 * int(dewey[1]) + 7 * int(dewey[2]) if dewey else crc32(title.encode())
    return CLOTHS[key % len(CLOTHS)]


def shorten_title(title: str) -> str:
    """Return a title cut to MAX_TITLE_LENGTH: whole words, then an ellipsis.

    >>> shorten_title("La Peste")
    'La Peste'
    """
    if len(title) <= MAX_TITLE_LENGTH or " " not in title[:MAX_TITLE_LENGTH]:
        return title
    return title[:MAX_TITLE_LENGTH].rpartition(" ")[0].rstrip(" ,;:.-–") + "…"


@lru_cache(2048)
def draw_cover(title: str, authors: tuple[str, ...] = (), dewey: str | None = None, kind: str = "") -> Markup:
    """Return the cover of a book as SVG, always the same for the same book.

    It is decoration (`aria-hidden`): title and author stand beside it as text.

    :param kind: what it is if it is no book, on a band at the head.
    """
    heading = set_text(shorten_title(title), TITLE_SIZES, TITLE_WIDTH, TITLE_HEIGHT)
    byline = set_text(_format_byline(authors), AUTHOR_SIZES, TITLE_WIDTH, 36)
    top = 124 - heading.height / 2
    svg = "".join([
        f'<svg class="cover" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true" focusable="false">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" rx="3" fill="{choose_cloth(title, dewey)}"/>',
        f'<path d="M{JOINT} 0V{HEIGHT}" stroke="#000" stroke-opacity=".28" stroke-width="1.5"/>',
        f'<g fill="none" stroke="{LETTERING}">{_draw_rules(title, top, heading.height)}</g>',
        f'<g fill="{LETTERING}" font-family="serif" text-anchor="middle">',
        *_draw_lines(heading, top),
        *_draw_lines(byline, 268 - byline.height),
        "</g>",
        _draw_kind(kind),
        "</svg>",
    ])  # fmt: skip
    return Markup(svg)  # noqa: S704 (numbers, our own colours, and text that _drawn has escaped)


def _draw_kind(kind: str) -> str:
    """Return the band of what is no book: light, with dark letters, so that it is seen in a small picture."""
    if not kind:
        return ""
    return (
        f'<path d="M0 0H{WIDTH}V34H0Z" fill="{LETTERING}"/><text x="{WIDTH / 2:g}" y="23" font-size="17" fill="#1D1B18"'
        f' font-family="sans-serif" text-anchor="middle">{escape(kind)}</text>'
    )


def _format_byline(authors: tuple[str, ...]) -> str:
    return ", ".join(authors[:2]) + (", …" if len(authors) > 2 else "")


def _draw_lines(block: Block, top: float) -> Iterator[str]:
    for position, line in enumerate(block.lines):
        baseline = top + (position + 0.8) * block.size * LEADING
        is_too_wide = block.squeezed and measure_width(line) * block.size > TITLE_WIDTH
        fit = f' textLength="{TITLE_WIDTH}" lengthAdjust="spacingAndGlyphs"' if is_too_wide else ""
        yield f'<text x="{AXIS:g}" y="{baseline:.1f}" font-size="{block.size}"{fit}>{escape(line)}</text>'


def _draw_rules(title: str, top: float, height: float) -> str:
    """Return the double rule in one of four forms chosen by the title: frame, head and foot, above and below, band."""
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
