"""Parsers of settings: each returns the value of a text, or raises ValueError with what the text should be."""

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa


def parse_database_url(text: str) -> str:
    """Return the URL of a database, with the driver we use: Heroku writes `postgres://`."""
    if text.startswith(("postgres://", "postgresql://")):
        text = "postgresql+psycopg://" + text.split("://", 1)[1]
    try:
        url = sa.make_url(text)
    except sa.exc.ArgumentError:
        raise ValueError("not a database address such as sqlite:///instance/catalogue.db") from None
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ValueError("the database is SQLite or PostgreSQL")
    if url.get_backend_name() == "postgresql" and url.drivername != "postgresql+psycopg":
        raise ValueError("PostgreSQL is reached with postgresql+psycopg://")
    if url.get_backend_name() == "sqlite" and not url.database:
        raise ValueError("SQLite needs a file: several processes share it")
    return text


def parse_port(text: str) -> int:
    """Return a port number."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 65535):
        raise ValueError("a port is a number from 1 to 65535")
    return int(text)


def parse_address(text: str) -> str:
    """Return where a service is reached: a URL, or `:PORT` of the same host."""
    if text.startswith(":"):
        parse_port(text[1:])
    elif text and not (text.isprintable() and text.startswith(("http://", "https://"))):
        raise ValueError("an address such as https://library.example, or a port of the same host such as :8501")
    return text


def parse_public_url(text: str) -> str:
    """Return the origin that readers type, in lower case and without a slash at its end; "" stands for none."""
    if not text:
        return ""
    match = re.fullmatch(r"(https?://(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]+)?)(/.*)?", text, re.I | re.A)
    if match is None:
        raise ValueError("the address that readers type, such as https://library.example")
    if match[2] not in {None, "/"}:
        raise ValueError("the catalogue needs a host name of its own: an address without a path")
    if port := match[1].partition("://")[2].rpartition("]")[2].partition(":")[2]:
        parse_port(port)
    return match[1].lower()


def parse_proxy_count(text: str) -> int:
    """Return how many proxies stand in front."""
    if not (text.isascii() and text.isdigit() and int(text) <= 10):
        raise ValueError("a number from 0 to 10")
    return int(text)


def parse_access_log(text: str) -> str:
    """Return what the access log records."""
    if text not in {"private", "full", "off"}:
        raise ValueError("private, full or off")
    return text


def parse_days(text: str) -> int | None:
    """Return a number of days, None when not set."""
    if text and not (text.isascii() and text.isdigit() and 1 <= int(text) <= 3650):
        raise ValueError("a number of days from 1 to 3650")
    return int(text) if text else None


def parse_rate(text: str) -> str:
    """Return a rate limit as `limits` reads it."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}/(second|minute|hour|day)", text):
        raise ValueError("so many in a second, minute, hour or day, such as 3000/minute")
    return text


def parse_switch(text: str) -> bool:
    """Return whether something is on."""
    if text not in {"on", "off"}:
        raise ValueError("on or off")
    return text == "on"


def parse_line(text: str) -> str:
    """Return one line of text."""
    if not text.strip() or not text.isprintable():
        raise ValueError("one line of text")
    return text.strip()


def parse_workers(text: str) -> int | None:
    """Return a number of processes, None when not set."""
    if text and not (text.isascii() and text.isdigit() and int(text) <= 64):
        raise ValueError("a number of processes from 1 to 64, or 0")
    return int(text) if text else None


def parse_hosts(text: str) -> tuple[str, ...]:
    """Return the host names in a text, in lower case."""
    hosts = tuple(text.lower().split())
    for host in hosts:
        if not all(c.isascii() and (c.isalnum() or c in "-.") for c in host):
            raise ValueError(f"{host} is not the name of a host")
    return hosts


def parse_folder(text: str) -> Path | None:
    """Return the absolute path of a folder, which need not exist; None when not set."""
    if "\0" in text or Path(text).is_file():
        raise ValueError("a folder, and this is none")
    return Path(text).absolute() if text else None


@dataclass(frozen=True, slots=True)
class Audit:
    """The result of an audit of accessibility: the day, the percentage of criteria that are met, who audited."""

    day: date
    percent: int
    auditor: str

    @property
    def status(self) -> str:
        """What the percentage makes of it by law: `full` at 100, `partial` from 50, else `none`."""
        return "full" if self.percent == 100 else "partial" if self.percent >= 50 else "none"


def parse_audit(text: str) -> Audit | None:
    """Return the audit in `2026-10-01 87 Who audited`, None when not set."""
    if not text.strip():
        return None
    day, _, rest = text.strip().partition(" ")
    percent, _, auditor = rest.strip().partition(" ")
    if not percent.isdecimal() or int(percent) > 100 or not auditor.strip():
        raise ValueError("a day, a percentage and who audited, such as `2026-10-01 87 Access Office`")
    return Audit(date.fromisoformat(day), int(percent), parse_line(auditor))


def parse_contact(text: str) -> str:
    """Return one line of text, "" when not set."""
    return parse_line(text) if text else ""


def parse_seed(text: str) -> str | Path:
    """Return `demo`, `none`, or the path of a file that can be read."""
    if text in {"demo", "none"}:
        return text
    path = Path(text)
    if not path.is_file():
        raise ValueError("demo, none, or the path of a file of books, and there is no such file")
    if not os.access(path, os.R_OK):
        raise ValueError("this file cannot be read")
    return path


def parse_secret(text: str) -> str:
    """Return a secret that is too long to guess, "" when not set."""
    if text and len(text) < 32:
        raise ValueError("a secret shorter than 32 characters can be guessed")
    return text


def parse_megabytes(text: str) -> int:
    """Return a size in megabytes."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 10_000):
        raise ValueError("a number of megabytes from 1 to 10000")
    return int(text)
