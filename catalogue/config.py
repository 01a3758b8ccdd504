"""Settings: one table, read from the environment once at start-up."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import sqlalchemy as sa

from catalogue import setting_parsers
from catalogue.domain.inventory_numbers import parse_number_pattern
from catalogue.domain.lookup_sources import parse_lookup_sources
from catalogue.errors import BadSetting

INSTANCE_FOLDER = Path("instance")
"""The folder, in the working directory, for the files of this installation."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: the environment variable, its parser, its default, and one line of help."""

    name: str
    parse: Callable[[str], Any]
    default: str
    help: str


SETTINGS = (
    Setting(
        "DATABASE_URL",
        setting_parsers.parse_database_url,
        "sqlite:///instance/catalogue.db",
        "where the catalogue is kept; also postgresql+psycopg://…",
    ),
    Setting(
        "CATALOGUE_INDEX_DIR",
        setting_parsers.parse_folder,
        "",
        "where the search index is kept; beside the SQLite file, else in instance/, when not set",
    ),
    Setting("CATALOGUE_NAME", setting_parsers.parse_line, "hello my app", "the name of the library, on every page"),
    Setting(
        "CATALOGUE_PAGES_DIR",
        setting_parsers.parse_folder,
        "",
        "the library's own texts in Markdown: `legal.md`, `privacy.md`, `visit.md`, `accessibility.md`, `legal.fr.md`",
    ),
    Setting(
        "LIBRARY_CONTACT",
        setting_parsers.parse_contact,
        "",
        "how to reach the library, one line: an e-mail address, a telephone number",
    ),
    Setting(
        "ACCESSIBILITY_AUDIT",
        setting_parsers.parse_audit,
        "",
        "the last audit by RGAA, `DAY PERCENTAGE AUDITOR`; without one the statement says: not compliant",
    ),
    Setting("HOST", setting_parsers.parse_line, "127.0.0.1", "the address that the service and the explorer listen on"),
    Setting("PORT", setting_parsers.parse_port, "5000", "the port of the pages and the API"),
    Setting(
        "WEB_WORKERS",
        setting_parsers.parse_workers,
        "",
        "processes that answer; 0: one for each core, 8 at most; when not set, 1 on SQLite and 0 on PostgreSQL",
    ),
    Setting("EXPLORER_PORT", setting_parsers.parse_port, "8501", "the port of the explorer"),
    Setting(
        "EXPLORER_URL",
        setting_parsers.parse_address,
        "",
        "where pages link to the explorer, also as `:PORT` of the same host; `catalogue run` knows it",
    ),
    Setting(
        "CATALOGUE_URL",
        setting_parsers.parse_address,
        "",
        "where the explorer links to the pages; PUBLIC_URL, else `PORT` of the same host, when not set",
    ),
    Setting(
        "PUBLIC_URL",
        setting_parsers.parse_public_url,
        "",
        "the address that readers type, `https://library.example`, when it is not HOST and PORT",
    ),
    Setting(
        "TRUSTED_PROXIES",
        setting_parsers.parse_proxy_count,
        "0",
        "how many proxies stand in front, each adding to X-Forwarded-For and -Proto",
    ),
    Setting(
        "ALLOWED_HOSTS",
        setting_parsers.parse_hosts,
        "",
        "names, separated by spaces, that an EXPLORER_URL of `:PORT` may take from the request; loopback ones always",
    ),
    Setting(
        "RATE_LIMITS",
        setting_parsers.parse_switch,
        "on",
        "`off` for no limits at all; else what is too often is answered 429",
    ),
    Setting(
        "RATE_LIMIT_SEARCHES",
        setting_parsers.parse_rate,
        "3000/minute",
        "searches and completions from one address; of this machine itself without limit while TRUSTED_PROXIES is 0",
    ),
    Setting(
        "RATE_LIMIT_WRITES",
        setting_parsers.parse_rate,
        "1200/minute",
        "writes from one address; in local mode without limit",
    ),
    Setting(
        "ACCESS_LOG",
        setting_parsers.parse_access_log,
        "private",
        "`full` logs the query and the whole address, too, to look for a fault; `off` logs no request",
    ),
    Setting(
        "ACCESS_LOG_DAYS",
        setting_parsers.parse_days,
        "",
        "after how many days this machine deletes its logs, for /about to say so; the catalogue itself deletes nothing",
    ),
    Setting(
        "SECRET_KEY", setting_parsers.parse_secret, "", "signs cookies; made once and kept in instance/ when not set"
    ),
    Setting(
        "METRICS_TOKEN",
        setting_parsers.parse_secret,
        "",
        "what Prometheus sends as bearer token for `/metrics`; when not set, this machine alone may read it",
    ),
    Setting("EXPLORER_DATA_DIR", setting_parsers.parse_folder, "", "the folder of data files that the explorer shows"),
    Setting(
        "SEED",
        setting_parsers.parse_seed,
        "demo",
        "what `catalogue run` fills an empty catalogue with: `demo`, `none`, or the path of a file of your own books",
    ),
    Setting(
        "IMPORT_MAX_MB",
        setting_parsers.parse_megabytes,
        "100",
        "the largest file, in megabytes, that may be uploaded to be imported",
    ),
    Setting(
        "INVENTORY_NUMBER_PATTERN",
        parse_number_pattern,
        "{year}-{number:05}",
        "how the numbers are written that the catalogue gives to copies; `{year}` is that in which the copy came",
    ),
    Setting(
        "LOOKUP_SOURCES",
        parse_lookup_sources,
        "bnf",
        "catalogues that the desk asks for a record by ISBN, in turn: `bnf`, or `NAME=https://…{id}…` (SRU); or `none`",
    ),
    Setting(
        "COVER_HOSTS", setting_parsers.parse_hosts, "", "hosts, separated by spaces, whose cover images pages may show"
    ),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


def load(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Return every setting by name, with the settings of Flask extensions derived from them.

    An empty variable counts as unset.

    :raises BadSetting: when a value is invalid.
    """
    values = {setting.name: read(setting.name, environ) for setting in SETTINGS}
    url = sa.make_url(values["DATABASE_URL"])
    values["SECRET_KEY"] = values["SECRET_KEY"] or _load_or_create_secret(INSTANCE_FOLDER / "secret_key")
    values["SQLALCHEMY_DATABASE_URI"] = url = _make_absolute(url)
    values["CATALOGUE_INDEX_DIR"] = values["CATALOGUE_INDEX_DIR"] or _find_index_folder(url)
    return values


def read(name: str, environ: Mapping[str, str] = os.environ) -> Any:
    """Return the value of one setting. An empty variable counts as unset.

    :raises BadSetting: when the value is invalid.
    """
    setting = _BY_NAME[name]
    text = environ.get(name) or setting.default
    try:
        return setting.parse(text)
    except ValueError as error:
        displayed = "…" if name in {"SECRET_KEY", "DATABASE_URL", "METRICS_TOKEN"} else text
        raise BadSetting(name, displayed, str(error)) from None


def _find_index_folder(url: sa.URL) -> Path:
    """Return the default folder of the search index: beside an SQLite file and named after it, else in instance/."""
    if url.get_backend_name() == "sqlite" and url.database is not None and not url.database.startswith("file:"):
        return Path(url.database).with_suffix(".index")
    return (INSTANCE_FOLDER / "index").absolute()


def _make_absolute(url: sa.URL) -> sa.URL:
    """Return the URL with an absolute SQLite path, relative to the working directory; create its folder."""
    if url.get_backend_name() != "sqlite" or url.database is None or url.database.startswith("file:"):
        return url
    path = Path(url.database).absolute()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSetting("DATABASE_URL", str(path), f"its folder cannot be made: {error.strerror}") from error
    return url.set(database=str(path))


def _load_or_create_secret(path: Path) -> str:
    """Return the secret in `path`, created with mode 0600 if it does not exist.

    If the file cannot be written, return a secret for the life of this process.

    :raises BadSetting: when the file does not hold a valid secret.
    """
    secret = secrets.token_urlsafe(48)
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile("w", dir=path.parent) as file:
                file.write(secret)
                file.flush()
                os.link(file.name, path)  # Atomic: of two processes that create it, the first wins.
    except FileExistsError:
        pass
    except OSError:
        return secret
    return _read_secret(path)


def _read_secret(path: Path) -> str:
    try:
        return setting_parsers.parse_secret(path.read_text().strip() or "-")
    except OSError as error:
        reason = f"cannot be read ({(error.strerror or str(error)).lower()})"
    except ValueError:
        reason = "does not hold a secret of 32 characters or more"
    raise BadSetting("SECRET_KEY", "", f"{path} {reason}: remove it, and the next start makes another")
