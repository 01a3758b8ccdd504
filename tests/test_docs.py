"""The documents say what is true: README's commands are run, its tables are compared with the code."""

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click import Command, Context, Group
from flask import Flask
from flask.testing import FlaskClient

from catalogue.app import create_app
from catalogue.cli import main
from catalogue.config import SETTINGS
from catalogue.database import upgrade

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def seeded_client(folder: str | Path, in_local_mode: Callable[[Flask], Flask]) -> FlaskClient:
    """A client of a catalogue that holds the demonstration collection, as a newcomer's does."""
    environ = {"DATABASE_URL": f"sqlite:///{folder}/catalogue.db", "SECRET_KEY": "only-for-tests-" * 3}
    app = in_local_mode(create_app(environ))
    with app.app_context():
        upgrade()
    result = app.test_cli_runner().invoke(main, ["seed"], env=environ)
    assert result.exit_code == 0, result.output
    return app.test_client()


def run_curl(client: FlaskClient, command: str) -> str:
    """Return what curl would print."""
    words = iter(shlex.split(command)[1:])
    method, headers, body, url, shows_headers = "GET", {}, None, "", False
    for word in words:
        match word:
            case "-X":
                method = next(words)
            case "-H":
                name, _, value = next(words).partition(": ")
                headers[name] = value
            case "-d":
                body = next(words)
            case "-i":
                shows_headers = True
            case _:
                url = word.removeprefix("http://127.0.0.1:5000")
    headers["User-Agent"] = "curl"
    answer = client.open(url, method=method, headers={"Accept": "*/*"} | headers, data=body)
    head = f"HTTP/1.1 {answer.status_code}\n" if shows_headers else ""
    return head + answer.get_data(as_text=True)


def console_blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield each command of the console blocks, and what stands under it."""
    for block in re.findall(r"```console\n(.*?)\n```", text, re.DOTALL):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, shown = step.partition("\n")
            yield command, shown.strip()


def test_the_readme_shows_what_curl_answers(tmp_path, in_local_mode):
    client = seeded_client(tmp_path, in_local_mode)
    steps = list(console_blocks(README))

    assert len(steps) > 8
    for command, shown in steps:
        answered = run_curl(client, command).strip()
        assert INSTANT.sub("…", answered) == INSTANT.sub("…", shown), command


def test_every_setting_is_in_the_readme():
    rows = re.findall(r"^\| `([A-Z_]+)` \| (.*?) \| (.*?) \|$", README, re.MULTILINE)

    assert [(name, text) for name, _, text in rows] == [(setting.name, setting.help) for setting in SETTINGS]
    for (_, default, _), setting in zip(rows, SETTINGS, strict=True):
        assert setting.default in default


def commands(command: Command, path: str = "catalogue") -> Iterator[str]:
    """Yield every command that does something."""
    if isinstance(command, Group):
        context = Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from commands(inner, f"{path} {name}")
    else:
        yield path


@pytest.mark.parametrize("command", sorted(commands(main)))
def test_every_command_is_in_the_readme(command):
    assert re.search(rf"^    {command}\b", README, re.MULTILINE)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page):
    for text, base in ((README, ROOT), (page.read_text(encoding="utf-8"), page.parent)):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (base / target).exists(), target
