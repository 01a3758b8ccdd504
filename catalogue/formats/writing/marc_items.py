"""Copies as fields 995 (UNIMARC, recommandation 995) and 952 (MARC 21, as Koha has it)."""

from collections.abc import Iterable
from datetime import date

from catalogue.domain.items import ItemStatus, item_as_json
from catalogue.domain.materials import Audience, Material
from catalogue.domain.views import BookView, ItemView
from catalogue.formats.writing.marc_rows import Row

Pairs = list[tuple[str, str | None]]

_KINDS = {
    **{Material.SCORE: "cz", Material.MAP: "ez", Material.DVD: "gf", Material.AUDIO_BOOK: "ie", Material.CD: "je"},
    **{Material.PICTURE: "kz", Material.E_BOOK: "lz", Material.OTHER: "uu", Material.GAME: "rz"},
}
"""995 $r, kind and carrier; what is not here is printed (`az`)."""
_AUDIENCES = {Audience.CHILD: "j", Audience.TEEN: "j", Audience.ADULT: "a"}
"""995 $q."""
SAID_HERE = {"995": frozenset("025acfjklmnpuy"), "952": frozenset("0147abdghikopqx")}
"""Subfields that our columns fill or leave empty: what another program wrote there is gone."""
_WITHDRAWAL = ("withdrawn_on", "withdrawal_reason", "withdrawal_destination")


def list_995(book: BookView, items: Iterable[ItemView]) -> list[Row]:
    """Return a field 995 an item; what the recommendation has no subfield for is in $y, under our names."""
    return [("995", "  ", _describe_995(book, item)) for item in items]


def list_952(items: Iterable[ItemView]) -> list[Row]:
    """Return a field 952 an item; what Koha has no subfield for is in $k, under our names."""
    return [("952", "  ", _describe_952(item)) for item in items]


def _describe_995(book: BookView, item: ItemView) -> Pairs:
    is_deposit = item.deposited_on or item.return_by
    is_told = item.status is ItemStatus.AVAILABLE
    own = [*([] if is_told else ["status"]), *([] if is_deposit else ["owner"]), "due_on", *_WITHDRAWAL]
    return [
        ("0", _flag(item, ItemStatus.WITHDRAWN)),
        ("2", _flag(item, ItemStatus.LOST)),
        ("5", _format_day(item.acquired_on)),
        ("a", item.owner),
        ("c", item.location),
        ("f", item.barcode),
        ("j", item.inventory_number),
        ("k", item.call_number),
        ("l", item.volume),
        ("m", _format_day(item.deposited_on)),
        ("n", _format_day(item.return_by)),
        ("p", _format_price(item)),
        ("q", _AUDIENCES[book.audience] if book.audience else "u"),
        ("r", _KINDS.get(book.material, "az") if book.material else "uu"),
        *_list_lines("u", item.note),
        *_list_own("y", item, own),
    ]


def _describe_952(item: ItemView) -> Pairs:
    told = {ItemStatus.AVAILABLE, ItemStatus.LOST, ItemStatus.WITHDRAWN, ItemStatus.IN_REPAIR}
    is_told = item.status in told or (item.status is ItemStatus.ON_LOAN and item.due_on)
    own = [*([] if is_told else ["status"]), "owner", "deposited_on", "return_by", *_WITHDRAWAL]
    return [
        ("0", _flag(item, ItemStatus.WITHDRAWN)),
        ("1", _flag(item, ItemStatus.LOST) or ("4" if item.status is ItemStatus.MISSING else None)),
        ("4", _flag(item, ItemStatus.IN_REPAIR)),
        ("7", _flag(item, ItemStatus.ON_SITE_ONLY)),
        ("a", item.location),
        ("b", item.location),
        ("d", _format_iso(item.acquired_on)),
        ("g", _format_price(item)),
        ("h", item.volume),
        ("i", item.inventory_number),
        ("o", item.call_number),
        ("p", item.barcode),
        ("q", _format_iso(item.due_on)),
        *_list_lines("x", item.note),
        *_list_own("k", item, own),
    ]


def _flag(item: ItemView, status: ItemStatus) -> str | None:
    return "1" if item.status is status else None


def _list_lines(code: str, text: str | None) -> Pairs:
    return [(code, line) for line in (text or "").split("\n")]


def _list_own(code: str, item: ItemView, names: Iterable[str]) -> Pairs:
    """Return `name: value` of the columns that have no subfield of their own."""
    values = item_as_json(item)
    return [(code, f"{name}: {values[name]}") for name in names if values[name]]


def _format_day(day: date | None) -> str | None:
    """Return a day as 995 writes it: AAAAMMJJ."""
    return f"{day:%Y%m%d}" if day else None


def _format_iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _format_price(item: ItemView) -> str | None:
    return None if item.price is None else str(item.price)
