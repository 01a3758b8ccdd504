"""Settings: what may be set, and what a bad value is told."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from catalogue import config
from catalogue.errors import BadSetting


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test has an instance folder of its own."""
    monkeypatch.chdir(tmp_path)


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    settings = config.load({})

    assert settings["SQLALCHEMY_DATABASE_URI"].database == str(tmp_path / "instance" / "catalogue.db")
    assert (settings["HOST"], settings["PORT"], settings["EXPLORER_PORT"]) == ("127.0.0.1", 5000, 8501)
    assert settings["CATALOGUE_NAME"] == "hello my app"
    assert settings["COVER_HOSTS"] == ()


@pytest.mark.parametrize("setting", config.SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_has_a_default_that_works_and_a_line_of_help(setting: Any) -> None:
    setting.parse(setting.default)
    assert setting.help
    assert "\n" not in setting.help


def test_an_empty_variable_is_not_set() -> None:
    assert config.load({"PORT": "", "DATABASE_URL": "", "CATALOGUE_NAME": ""})["PORT"] == 5000


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("postgres://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
        ("postgresql+psycopg://u:p@host/db", "postgresql+psycopg://u:p@host/db"),
    ],
)
def test_postgresql_may_be_written_as_hosts_write_it(given: Any, meant: Any) -> None:
    assert config.load({"DATABASE_URL": given})["SQLALCHEMY_DATABASE_URI"].render_as_string(False) == meant


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "mysql://host/db"),
        ("DATABASE_URL", "postgresql+psycopg2://host/db"),
        ("DATABASE_URL", "sqlite://"),
        ("PORT", "0"),
        ("EXPLORER_URL", ":0"),
        ("CATALOGUE_URL", "library.example"),
        ("PUBLIC_URL", "library.example"),
        ("PUBLIC_URL", "ftp://library.example"),
        ("PUBLIC_URL", "https://library.example/biblio"),
        ("PUBLIC_URL", "https://library.example?a"),
        ("PUBLIC_URL", "https://library.example/#a"),
        ("PUBLIC_URL", "https://me:secret@library.example"),
        ("PUBLIC_URL", "https://library.example:99999"),
        ("PUBLIC_URL", "https://[::1"),
        ("PUBLIC_URL", "https://a b"),
        ("TRUSTED_PROXIES", "-1"),
        ("TRUSTED_PROXIES", "11"),
        ("TRUSTED_PROXIES", "yes"),
        ("ALLOWED_HOSTS", "http://pc7"),
        ("RATE_LIMITS", "no"),
        ("RATE_LIMIT_SEARCHES", "many"),
        ("RATE_LIMIT_SEARCHES", "0/minute"),
        ("RATE_LIMIT_WRITES", "5/fortnight"),
        ("ACCESS_LOG", "on"),
        ("ACCESS_LOG_DAYS", "0"),
        ("ACCESS_LOG_DAYS", "long"),
        ("ACCESSIBILITY_AUDIT", "soon"),
        ("ACCESSIBILITY_AUDIT", "2026-10-01 120 Somebody"),
        ("ACCESSIBILITY_AUDIT", "yesterday 87 Somebody"),
        ("LIBRARY_CONTACT", "two\nlines"),
        ("PORT", "65536"),
        ("PORT", "http"),
        ("PORT", "٥٠٠٠"),
        ("EXPLORER_PORT", "-1"),
        ("CATALOGUE_NAME", " "),
        ("CATALOGUE_NAME", "two\nlines"),
        ("HOST", " "),
        ("SECRET_KEY", "short"),
        ("COVER_HOSTS", "https://covers.example"),
    ],
)
def test_a_bad_value_stops_the_start_and_says_which(name: Any, value: Any) -> None:
    with pytest.raises(BadSetting, match=f"^{name}="):
        config.load({name: value})


@pytest.mark.parametrize(
    "environ",
    [{"SECRET_KEY": "too short"}, {"DATABASE_URL": "mysql://user:hunter2@host/db"}],
    ids=lambda e: next(iter(e)),
)
def test_a_complaint_tells_no_secret(environ: Any) -> None:
    with pytest.raises(BadSetting) as complaint:
        config.load(environ)

    assert "hunter2" not in str(complaint.value)
    assert "too short" not in str(complaint.value)


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = config.load({})["SECRET_KEY"]

    assert len(first) >= 32
    assert config.load({})["SECRET_KEY"] == first
    assert stat.S_IMODE((tmp_path / "instance" / "secret_key").stat().st_mode) == 0o600


@pytest.mark.parametrize("kept", [b"", b"\n", b"short", b"\xff" * 40], ids=["empty", "blank", "short", "no text"])
def test_a_kept_secret_that_is_none_is_told_with_its_place(tmp_path: Path, kept: Any) -> None:
    (tmp_path / "instance").mkdir()
    (tmp_path / "instance" / "secret_key").write_bytes(kept)

    with pytest.raises(BadSetting, match=r"^SECRET_KEY=.*instance/secret_key does not hold a secret .*: remove it"):
        config.load({})


def test_a_kept_secret_that_cannot_be_read_is_told_with_its_place(tmp_path: Path) -> None:
    """A folder in its place cannot be read even by root."""
    (tmp_path / "instance" / "secret_key").mkdir(parents=True)

    with pytest.raises(BadSetting, match=r"^SECRET_KEY=.*instance/secret_key cannot be read"):
        config.load({})


def test_of_many_starts_at_once_all_have_the_same_secret() -> None:
    with ThreadPoolExecutor(20) as pool:
        assert len(set(pool.map(lambda _: config.load({})["SECRET_KEY"], range(20)))) == 1


def test_a_given_secret_is_used_and_not_kept(tmp_path: Path) -> None:
    assert config.load({"SECRET_KEY": "x" * 32})["SECRET_KEY"] == "x" * 32
    assert not (tmp_path / "instance" / "secret_key").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(BadSetting, match="DATABASE_URL"):
        config.load({"DATABASE_URL": f"sqlite:///{tmp_path}/file/catalogue.db", "SECRET_KEY": "x" * 32})


def test_the_environment_of_the_process_is_left_alone() -> None:
    before = dict(os.environ)
    config.load({})
    assert dict(os.environ) == before
