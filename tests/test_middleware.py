"""The outermost layer, around whatever Flask does."""

import json
from pathlib import Path
from typing import Any

import pytest

from catalogue.app import create_app


def test_a_fault_after_the_view_has_an_answer_and_a_line_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Flask tears a request down after the error handlers, and lets through what goes wrong there."""
    environ = {"DATABASE_URL": f"sqlite:///{tmp_path / 'catalogue.db'}", "SECRET_KEY": "only-for-tests-" * 3}
    app = create_app(environ)

    @app.teardown_request
    def fail(_: Any) -> None:
        raise OSError("of the teardown")

    answer = app.test_client().get("/health/live")

    assert (answer.status_code, answer.mimetype) == (500, "application/problem+json")
    assert json.loads(answer.data)["title"] == "Internal Server Error"
    assert answer.headers.getlist("Content-Type") == ["application/problem+json"]
    assert answer.headers["X-Request-ID"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "GET /health/live failed outside of its view" in caplog.text
    assert "of the teardown" in caplog.text
