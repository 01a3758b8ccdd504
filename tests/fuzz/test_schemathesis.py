"""Let schemathesis look for requests that break the API's word: that crash it, or that its document tells wrong.

`make fuzz` runs it with a small budget; FUZZ_EXAMPLES=1000 looks longer. All checks are on.
"""

import os
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyStrategyDefinition
from hypothesis.stateful import run_state_machine_as_test
from schemathesis.config import SchemathesisConfig

from catalogue.app import create_app
from catalogue.database import upgrade
from catalogue.domain.identifiers import format_isbn
from catalogue.domain.items import shelf_key
from catalogue.extensions import begin_write
from catalogue.models import AccountRole
from catalogue.schemas.fields import MAX_INTEGER, TEXT_PATTERN
from catalogue.services import accounts

ATTEMPTS = 5
EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "25"))

pytestmark = pytest.mark.fuzz


JSON_VALUE = {
    "anyOf": [
        {"type": "null"},
        {"type": "boolean"},
        {"type": "number", "minimum": -MAX_INTEGER, "maximum": MAX_INTEGER},
        {"type": "string", "pattern": TEXT_PATTERN},
        {"type": "array", "items": {"$ref": "#/components/schemas/JsonValue"}},
        {
            "type": "object",
            "propertyNames": {"pattern": TEXT_PATTERN},
            "additionalProperties": {"$ref": "#/components/schemas/JsonValue"},
        },
    ],
}
"""What `extra` says in words, told to the fuzzer: some makers of clients stumble over a schema within itself."""


@schemathesis.hook
def before_load_schema(_context: object, document: dict[str, Any]) -> None:
    """Describe `extra` whole."""
    schemas = document["components"]["schemas"]
    schemas["JsonValue"] = JSON_VALUE
    for described in list(schemas.values()):
        if extra := described.get("properties", {}).get("extra"):
            extra["propertyNames"] = {"pattern": TEXT_PATTERN}
            extra["additionalProperties"] = {"$ref": "#/components/schemas/JsonValue"}


def _isbn(digits: str) -> str:
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return digits + str(-total % 10)


isbns = st.from_regex(r"97[89][0-9]{9}", fullmatch=True).map(_isbn)
years = st.integers(1, 2100).map("{:04d}".format) | st.integers(1, 4000).map("-{:04d}".format)
days = st.dates().filter(lambda day: day.year <= 2100).map(str)
hosts = st.from_regex(r"[a-z]{1,10}\.example", fullmatch=True)

schemathesis.openapi.format("isbn", isbns | isbns.map(format_isbn))
schemathesis.openapi.format("publication-date", years | days | days.map(lambda day: day[:7]))
schemathesis.openapi.format("bcp-47", st.sampled_from(["fr", "en", "pt-BR", "zh-Hant", "es-419", "fre", "EN"]))
schemathesis.openapi.format("http-url", hosts.map("https://{}/cover.jpg".format))


def stocked_app(folder: str) -> tuple[Flask, str]:
    """Return a service on a catalogue of its own that has a little of everything, and a librarian's token."""
    environ = {"DATABASE_URL": f"sqlite:///{folder}/catalogue.db", "RATE_LIMITS": "off"}
    app = create_app(environ | {"SECRET_KEY": "only-for-tests-" * 3})
    with app.app_context():
        upgrade()
        session = begin_write()
        accounts.add(session, "fuzzer", AccountRole.LIBRARIAN, "correct horse battery staple", actor="tests")
        _, token = accounts.create_token(session, "fuzzer", "fuzzer", actor="tests")
        session.commit()
    client, headers = app.test_client(), {"Authorization": f"Bearer {token}"}
    for number in (1, 2):
        book = {"title": f"T{number}", "authors": [f"A{number}"], "subjects": [f"S{number}"]}
        client.post("/api/books", json=book, headers=headers)
        client.post("/api/items", json={"book_id": number, "barcode": f"B{number}"}, headers=headers)
    return app, token


folder = TemporaryDirectory(prefix="fuzz-")
app, token = stocked_app(folder.name)
ACCEPTED = ["2xx", "304", "401", "403", "404", "409", "412"]
"""What may become of a request that is well formed: it may name another revision than the record has, too."""
REFUSED = [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 429]
"""What may answer a request that the fuzzer thinks broken; a null ISBN, say, at a revision that nobody has (412)."""

config = SchemathesisConfig.from_dict(
    {
        # Called within this process, what is compressed would not be unpacked.
        "headers": {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"},
        "checks": {
            "positive_data_acceptance": {"expected-statuses": ACCEPTED},
            "negative_data_rejection": {"expected-statuses": REFUSED},
        },
    }
)
schema = schemathesis.openapi.from_wsgi("/api/openapi.json", app, config=config).exclude(path_regex=r"/labels$")
"""Labels are left out: whether an order fits on its sheet, and names any label at all, OpenAPI has no words for."""


@schema.hook
def filter_query(_context: object, query: dict[str, Any] | None) -> bool:
    """Leave out what OpenAPI has no words for: one parameter that needs or excludes another, pairs of names."""
    query = query or {}
    return not {"format", "map"} & query.keys() and (query.get("sort") != "relevance" or "q" in query)


@schema.hook
def filter_case(_context: object, case: schemathesis.Case) -> bool:  # type: ignore[type-arg]
    """Leave out who died before being born, or may have: a patch may tell one year of two.

    So are the queries of `filter_query`, which the phase that covers each parameter does not ask.
    """
    if not filter_query(_context, case.query):
        return False
    body = case.body if isinstance(case.body, dict) else {}
    if "operations" in body:
        return False  # A verb goes with some fields only.
    if isinstance(scope := body.get("scope"), dict):
        ends = [scope.get(name) for name in ("call_number_from", "call_number_to")]
        if all(isinstance(end, str) for end in ends) and shelf_key(ends[0]) > shelf_key(ends[1]):  # type: ignore[arg-type]
            return False  # A range ends after it begins.
    years = [case.body.get(name) for name in ("birth_year", "death_year")] if isinstance(case.body, dict) else []
    told = [year for year in years if isinstance(year, int | float)]
    return not told or (None not in years and told == sorted(told))


def test_the_document_tells_the_truth_from_one_request_to_the_next() -> None:
    """Records that were made are read, replaced and deleted: what is deleted is gone, what is made is there.

    Imports and change sets grow by themselves, and what is restored is there again, so they are left out here.
    """
    budget = settings(
        max_examples=EXAMPLES, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
    )
    records = schema.exclude(path_regex=r"imports|changesets|history|restore")
    for _ in range(ATTEMPTS):
        try:
            run_state_machine_as_test(records.as_state_machine(), settings=budget)
            return
        except FlakyStrategyDefinition:
            continue  # Schemathesis chooses the first request by what it saw before, which hypothesis takes ill.
    pytest.skip("hypothesis could not replay what schemathesis chose; no request failed")


@schema.parametrize()
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_document_tells_the_truth(case: schemathesis.Case) -> None:  # type: ignore[type-arg]
    case.call_and_validate()
