"""Small files, written where the test is."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from catalogue import formats
from catalogue.domain.outcome import Parsed, Rejected

Outcomes = list[Parsed | Rejected]


@pytest.fixture
def read() -> Callable[[str | bytes], Outcomes]:
    """Read a whole file: `read('{"titre": "Nana"}')`."""

    def read(content: str | bytes) -> Outcomes:
        raw = content.encode() if isinstance(content, str) else content
        return list(formats.read(io.BytesIO(raw), "books.json"))

    return read


@pytest.fixture
def read_one(read: Callable[[str | bytes], Outcomes]) -> Callable[..., Parsed]:
    """Read a record that can be read: `read_one(titre="Nana")`, or `read_one({"sous-titre": …}, titre="Nana")`."""

    def read_one(record: dict[str, Any] | None = None, **fields: Any) -> Parsed:
        (outcome,) = read(json.dumps([(record or {}) | fields]))
        assert isinstance(outcome, Parsed), outcome
        return outcome

    return read_one
