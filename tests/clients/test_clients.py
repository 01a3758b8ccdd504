"""The API in the hands of others: its description holds, and clients made from it work.

`make clients-check` installs the tools that package-lock.json and requirements.txt pin, and runs this.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.clients.conftest import HERE, NODE_TOOLS, PYTHON_TOOLS, Service, tokens_of

pytestmark = pytest.mark.clients

Run = Callable[..., str]
COLLECTION = HERE.parents[1] / "docs" / "postman_collection.json"


def test_redocly_finds_no_fault(service: Service, run: Run) -> None:
    run(NODE_TOOLS / "redocly", "lint", service.description)


def test_spectral_finds_no_fault(service: Service, run: Run) -> None:
    run(NODE_TOOLS / "spectral", "lint", "--ruleset", HERE / ".spectral.yaml", service.description)


def test_a_client_in_python(service: Service, run: Run, tmp_path: Path) -> None:
    client, settings = tmp_path / "catalogue_client", tmp_path / "settings.yaml"
    settings.write_text("content_type_overrides:\n  application/pdf: application/octet-stream\n")
    said = run(
        PYTHON_TOOLS / "openapi-python-client",
        *("generate", "--path", service.description, "--output-path", client, "--meta", "none", "--config", settings),
    )
    assert "WARNING" not in said

    run(PYTHON_TOOLS / "python", HERE / "client.py", **tokens_of(service), PYTHONPATH=str(tmp_path))


def test_a_client_in_typescript(service: Service, run: Run, node: Path, tmp_path: Path) -> None:
    (tmp_path / "node_modules").symlink_to(HERE / "node_modules")
    for name in ("client.ts", "package.json", "tsconfig.json"):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())
    run(NODE_TOOLS / "openapi-typescript", service.description, "--output", "catalogue.ts")
    run(NODE_TOOLS / "tsc")

    run(node, "client.js", **tokens_of(service))


def test_the_postman_collection_runs_twice(service: Service, run: Run) -> None:
    for _ in range(2):
        run(
            NODE_TOOLS / "newman",
            *("run", COLLECTION, "--color", "off", "--disable-unicode", "--reporter-cli-no-banner"),
            *("--env-var", f"baseUrl={service.address}", "--env-var", f"token={service.token}"),
        )
