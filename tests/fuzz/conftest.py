"""The fuzzer makes its tests from the document of a running service, so its module is read only when asked for."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the modules here unread unless `-m fuzz` asks for them."""
    return True if "not fuzz" in config.option.markexpr and collection_path.suffix == ".py" else None
