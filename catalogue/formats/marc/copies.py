"""The copies of MARC records: which subfield goes where, by a profile or as somebody said, and what stands in it."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from catalogue.domain.items import ItemStatus
from catalogue.domain.text import fold, squeeze
from catalogue.formats.field_names import ITEM
from catalogue.formats.marc.profiles import CHOICES, MARC_21, PROFILES, Profile
from catalogue.formats.marc.records import MarcField, MarcRecord

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_MOST_VALUES = 500
"""Values of a subfield that are told apart; barcodes are more, and no two are alike."""
_SHOWN = 8
_OWN = "fonds propre"
"""What programs write for the owner of a copy that is the library's own."""
_OWN_VALUE = re.compile(r"([a-z_]+): (.+)")
"""A column and its value, as this catalogue writes what a field has no subfield for."""
_DAYS = {"on_loan": "due_on", "withdrawn": "withdrawn_on"}
"""Statuses, and what the day says that gives them."""
_DAY = re.compile(r"(\d{4}-\d\d-\d\d|\d{8})\b")
_NUMBERS = {"inventory_number": re.compile(r"(?:\D*\d){3}"), "price": re.compile(r"\d")}
"""Columns whose subfields may say something else in files of others, and what a value of ours begins with."""
_STATUSES = frozenset(status.value for status in ItemStatus)

SubfieldCounts: TypeAlias = dict[str, Counter[str]]
"""How many copies have each value of a subfield, by the name of the subfield: `995 $e`."""


class CopyReader:
    """Reads the copies of the records of a file, and counts the values of their subfields.

    :param profile: how 995 is written, by its name in `PROFILES`.
    :param mapping: where somebody sends subfields: `995 $e` → a column, or the status of an item that has it.
    """

    def __init__(self, profile: str = CHOICES[0], mapping: Mapping[str, str] | None = None) -> None:
        self._profiles = (PROFILES[profile], MARC_21)
        self._mapping = {name: target for name, target in (mapping or {}).items() if re.fullmatch(r"\d{3} \$\w", name)}
        self._routes: dict[str, dict[str, tuple[str, int]]] = {}
        self._new: SubfieldCounts = {}
        self._counts: SubfieldCounts = {}
        self._n_filled: Counter[str] = Counter()

    def read(self, record: MarcRecord) -> Iterator[tuple[MarcField, dict[str, Any], set[str]]]:
        """Yield each copy: its field, what it says by our names, and the subfields that are taken."""
        present = {field.tag for field in record.fields}
        for profile in self._profiles:
            tag = next((tag for tag in profile.tags if tag in present), None)
            for field in record.find_fields(tag) if tag else ():
                yield field, *self._read_field(field, profile)

    def take_counts(self) -> SubfieldCounts:
        """Return how many copies had each value since the last call: what `add_counts` takes, here or elsewhere."""
        counts, self._new = self._new, {}
        return counts

    def add_counts(self, taken: SubfieldCounts) -> None:
        """Count values of subfields."""
        for name, values in taken.items():
            self._n_filled[name] += values.total()
            counts = self._counts.setdefault(name, Counter())
            for text, n in values.items():
                if text in counts or len(counts) < _MOST_VALUES:
                    counts[text] += n

    def list_targets(self) -> dict[str, str]:
        """Return where each subfield of the copies counted so far goes, in their order."""
        return {name: self._find_route(name[:3], name[5:])[0] for name in sorted(self._n_filled)}

    def list_values(self) -> dict[str, dict[str, Any]]:
        """Return for each subfield how many copies have it, how many values it has, and the commonest with counts."""
        return {
            name: {
                "count": self._n_filled[name],
                "distinct": len(self._counts[name]),
                "values": self._counts[name].most_common(_SHOWN),
            }
            for name in sorted(self._n_filled)
        }

    def _read_field(self, field: MarcField, profile: Profile) -> tuple[dict[str, Any], set[str]]:
        found: dict[str, tuple[int, str]] = {}
        taken: set[str] = set()
        for code, text in field.subfields:
            text = _clean(text)
            if not text:
                continue
            self._new.setdefault(f"{field.tag} ${code}", Counter())[text] += 1
            target, rank = self._find_route(field.tag, code)
            if code == profile.own and rank >= 0 and (own := _OWN_VALUE.fullmatch(text)) and own[1] in ITEM:
                (target, text), rank = own.groups(), -1
            elif target == "extra" or (target in _NUMBERS and rank >= 0 and not _NUMBERS[target].match(text)):
                continue
            if target in _STATUSES:
                day = _DAY.match(text)
                if target in _DAYS and day:
                    found.setdefault(_DAYS[target], (rank, day[1]))
                target, text = "status", "" if text == "0" else target
            if not text:
                continue
            if target != "status" or code == profile.own:
                taken.add(code)
            if target == "note" and target in found and rank == found[target][0]:
                text = f"{found[target][1]}\n{text}"
            if target not in found or rank < found[target][0] or target == "note":
                found[target] = rank, text
        item = {target: text for target, (_, text) in found.items()}
        if profile.barcode_end and "barcode" in item and not item["barcode"].endswith(profile.barcode_end):
            item["barcode"] += profile.barcode_end
        owner = _clean(field.get(profile.owner)) if profile.owner else ""
        if owner and fold(owner) != _OWN and item.keys() & {"deposited_on", "return_by", "owner"}:
            item["owner"] = owner
            taken.add(profile.owner)
            if item.get("location") == owner:
                del item["location"]
        return item, taken

    def _find_route(self, tag: str, code: str) -> tuple[str, int]:
        """Return the target of a subfield, and its rank among those of one target."""
        routes = self._routes.get(tag)
        if routes is None:
            routes = self._routes[tag] = self._list_routes(tag)
        return routes.get(code, ("extra", 0))

    def _list_routes(self, tag: str) -> dict[str, tuple[str, int]]:
        profile = next((one for one in self._profiles if tag in one.tags), self._profiles[0])
        rows = [*((status.value, code) for status, code in profile.statuses), *profile.fields]
        routes = {code: (target, rank) for rank, (target, code) in enumerate(rows)}
        for name, target in self._mapping.items():
            if name.startswith(tag):
                routes[name[5:]] = target, -1
        return routes


def _clean(text: str) -> str:
    return squeeze(_CONTROL.sub(" ", text)).strip(" ,;")
