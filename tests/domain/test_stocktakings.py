"""Stocktakings without a database: the groups are a partition of the scope, and of the scans."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.domain.items import ItemStatus
from catalogue.domain.scans import ScanMeaning
from catalogue.domain.stocktakings import (
    EXPECTED,
    IN_SCOPE,
    Difference,
    ScopeItem,
    StocktakingGroup,
    StocktakingScope,
    compare_stocktakings,
    scope_from_json,
    sort_stocktaking,
)
from catalogue.errors import InvalidRecord

STATUSES = st.sampled_from(ItemStatus)
GROUPS = st.sampled_from([*IN_SCOPE, StocktakingGroup.ELSEWHERE, StocktakingGroup.WITHDRAWN])


@st.composite
def catalogues(draw: Any) -> tuple[list[ScopeItem], list[ScanMeaning]]:
    """Copies in and out of a scope, and scans of some of them, of books and of unknown codes."""
    statuses = draw(st.dictionaries(st.integers(1, 30), STATUSES))
    inside = draw(st.sets(st.sampled_from(sorted(statuses)))) if statuses else set()
    scope = [
        ScopeItem(item_id, statuses[item_id], draw(st.none() | STATUSES))
        for item_id in sorted(inside)
        if statuses[item_id] is not ItemStatus.WITHDRAWN
    ]
    scans = []
    for number in range(draw(st.integers(0, 40))):
        code = draw(st.integers(1, 40))
        if code in statuses:
            scans.append(ScanMeaning(number, 1, f"B{code}", code, code, statuses[code]))
        else:
            scans.append(ScanMeaning(number, 1, f"X{code}", None, draw(st.none() | st.just(code))))
    return scope, scans


@settings(derandomize=True, max_examples=150)
@given(catalogues())
def test_the_groups_are_a_partition_of_the_scope(catalogue: Any) -> None:
    scope, scans = catalogue
    groups = sort_stocktaking(scope, scans)

    assert sorted(item_id for group in IN_SCOPE for item_id in groups.items[group]) == [item.id for item in scope]
    scanned = {scan.item_id for scan in scans}
    here = {StocktakingGroup.FOUND, StocktakingGroup.CAME_BACK}
    for group in IN_SCOPE:
        assert all((item_id in scanned) == (group in here) for item_id in groups.items[group])


@settings(derandomize=True, max_examples=150)
@given(catalogues())
def test_every_scan_counts_once(catalogue: Any) -> None:
    scope, scans = catalogue
    groups = sort_stocktaking(scope, scans)

    n_here = groups.counts[StocktakingGroup.FOUND] + groups.counts[StocktakingGroup.CAME_BACK]
    assert n_here + sum(map(len, groups.scans.values())) == len(scans)
    firsts = [scan.key for group, some in groups.scans.items() if group is not StocktakingGroup.DOUBLE for scan in some]
    assert max(Counter(firsts).values(), default=1) == 1
    inside = {item.id for item in scope}
    assert not inside.intersection(scan.item_id for scan in groups.scans[StocktakingGroup.ELSEWHERE])


@settings(derandomize=True, max_examples=150)
@given(st.dictionaries(st.integers(1, 20), GROUPS), st.dictionaries(st.integers(1, 20), GROUPS))
def test_a_copy_differs_in_one_way_at_most(before: Any, now: Any) -> None:
    differences = compare_stocktakings(before, now)

    assert max(Counter(one for some in differences.values() for one in some).values(), default=1) == 1
    assert all(before[one] is now[one] is StocktakingGroup.MISSING for one in differences[Difference.STILL_MISSING])


@pytest.mark.parametrize(
    ("status", "status_then", "group"),
    [
        ("available", "available", "missing"),
        ("on_site_only", "on_site_only", "missing"),
        ("to_check", "to_check", "missing"),
        ("missing", "available", "missing"),
        ("missing", "missing", "missing"),
        ("on_loan", "available", "away"),
        ("available", "on_loan", "away"),
        ("available", None, "away"),
        ("in_repair", "in_repair", "away"),
        ("in_processing", "in_processing", "away"),
        ("lost", "lost", "away"),
    ],
)
def test_what_counts_as_missing(status: str, status_then: str | None, group: str) -> None:
    item = ScopeItem(1, ItemStatus(status), status_then and ItemStatus(status_then))  # type: ignore[arg-type]

    assert sort_stocktaking([item], []).items[StocktakingGroup(group)] == [1]


@pytest.mark.parametrize("status", ItemStatus)
def test_what_a_scan_says_of_a_state(status: ItemStatus) -> None:
    """A withdrawn copy is in no scope."""
    scope = [] if status is ItemStatus.WITHDRAWN else [ScopeItem(1, status, status)]
    counts = sort_stocktaking(scope, [ScanMeaning(1, 1, "B1", 1, 1, status)]).counts

    came_back = {ItemStatus.ON_LOAN, ItemStatus.LOST, ItemStatus.MISSING}
    wanted = "withdrawn" if status is ItemStatus.WITHDRAWN else "came_back" if status in came_back else "found"
    assert {group for group, n in counts.items() if n} == {StocktakingGroup(wanted)}
    assert EXPECTED.isdisjoint(came_back)


def test_a_scope_is_put_in_order() -> None:
    scope = StocktakingScope(location=" Centre  ville ", audiences=("teen", "child"), call_number_from="8")

    assert (scope.location, scope.audiences) == ("Centre ville", ("child", "teen"))
    assert scope_from_json(scope.as_json()) == scope
    assert scope_from_json({}) == StocktakingScope()


@pytest.mark.parametrize(
    "fields",
    [
        {"location": " "},
        {"location": "x" * 101},
        {"audiences": ("everybody",)},
        {"materials": ("clay",)},
        {"call_number_from": "900", "call_number_to": "800"},
    ],
)
def test_an_impossible_scope_is_refused(fields: Any) -> None:
    with pytest.raises(InvalidRecord):
        StocktakingScope(**fields)
