"""The documents say what is true: README's commands are run, its tables are compared with the code."""

import ast
import re
import shlex
from collections.abc import Callable, Iterator
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
from click import Command, Context, Group
from flask import Flask
from flask.testing import FlaskClient

from catalogue.app import create_app
from catalogue.cli import main
from catalogue.config import SETTINGS
from catalogue.database import upgrade
from catalogue.formats.writing import MEDIA_TYPES, WRITERS

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


def test_the_readme_shows_what_curl_answers(tmp_path: Path, in_local_mode: Any) -> None:
    client = seeded_client(tmp_path, in_local_mode)
    steps = list(console_blocks(README))

    assert len(steps) > 8
    for command, shown in steps:
        answered = run_curl(client, command).strip()
        assert INSTANT.sub("…", answered) == INSTANT.sub("…", shown), command


def test_every_setting_is_in_the_readme() -> None:
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
def test_every_command_is_in_the_readme(command: Any) -> None:
    assert re.search(rf"^    {command}\b", README, re.MULTILINE)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").glob("*.md")), ids=lambda page: page.name)
def test_links_between_documents_lead_somewhere(page: Any) -> None:
    for text, base in ((README, ROOT), (page.read_text(encoding="utf-8"), page.parent)):
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", text):
            assert (base / target).exists(), target


FRENCH = ROOT / "docs" / "fr"
COURSE = (FRENCH / "cours.md").read_text(encoding="utf-8")
EXERCISES = [row.split(" | ") for row in re.findall(r"^\| (?!exercice)(.*) \|$", COURSE, re.MULTILINE)]
SHEET = (ROOT / "docs" / "docker.md").read_text(encoding="utf-8")


def test_the_course_shows_files_and_functions_that_are_there() -> None:
    for *_, files, _ in EXERCISES:
        for path, function in re.findall(r"`([^`]+)`(?: \(`(\w+)`\))?", files):
            assert (ROOT / path).is_file(), path
            assert f"def {function}" in (ROOT / path).read_text(encoding="utf-8") or not function, (path, function)


def test_the_course_shows_addresses_that_answer(tmp_path: Path, in_local_mode: Any) -> None:
    client = seeded_client(tmp_path, in_local_mode)
    addresses = re.findall(r"<http://127\.0\.0\.1:5000(/[^>]*)>", COURSE)
    screens = set(re.findall(r"<http://127\.0\.0\.1:8501/(\w+)>", COURSE))

    assert len(set(addresses)) > 7
    for address in addresses:
        assert client.get(address).status_code == 200, address
    assert screens == {"look", "see", "plot"}
    source = (ROOT / "explorer" / "app.py").read_text(encoding="utf-8")
    for screen in screens:
        assert f'"{screen}": ' in source


def test_the_course_shows_commands_that_work(tmp_path: Path, in_local_mode: Any) -> None:
    client = seeded_client(tmp_path, in_local_mode)
    known = set(commands(main))
    for *_, cell in EXERCISES:
        [command] = re.findall(r"`([^`]+)`", cell)
        words = shlex.split(command)
        while "=" in words[0]:
            assert words[0].partition("=")[0] in {setting.name for setting in SETTINGS}
            words.pop(0)
        match words[0]:
            case "curl":
                assert run_curl(client, shlex.join([*words, "-i"])).startswith("HTTP/1.1 200"), command
            case "make":
                assert re.search(rf"^{words[1]}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
            case "catalogue":
                assert " ".join(words[:2]) in known
            case "python":
                assert words[1:3] == ["-m", "explorer"]
            case _:
                assert f"`{command}`" in SHEET, command


FRENCH_PAGES = sorted(FRENCH.glob("*.md"))
TWINS = [("LISEZMOI.md", "README.md"), ("docker.md", "docs/docker.md"), ("bureau.md", "docs/desk.md")]


@pytest.mark.parametrize("page", FRENCH_PAGES, ids=lambda page: page.name)
def test_french_pages_are_written_as_french_is(page: Any) -> None:
    text = page.read_text(encoding="utf-8")
    for not_prose in (
        r"```.*?```",
        r"`[^`]*`",
        r"<http[^>]*>",
        r"!?\[(?=[^]]*\]\()|\]\([^)]*\)",
        r"^    .*?$",
        r"^\|[-| ]+\|$",
    ):
        text = re.sub(not_prose, "", text, flags=re.DOTALL | re.MULTILINE)

    assert not re.findall(r".{0,20}[^\u202f:][;:!?»](?![/:\w])", text)
    assert not re.findall(r"«[^\u202f].{0,20}", text)
    assert not re.findall(r".{0,20}'.{0,20}", text)


@pytest.mark.parametrize(("french", "english"), TWINS)
def test_french_twins_have_the_parts_the_code_and_the_tables_of_the_english(french: Any, english: Any) -> None:
    texts = [(FRENCH / french).read_text(encoding="utf-8"), (ROOT / english).read_text(encoding="utf-8")]

    levels, code, rows = zip(*(outline(text) for text in texts), strict=True)

    assert levels[0] == levels[1]
    assert code[0] == code[1]
    assert rows[0] == rows[1]


def outline(text: str) -> tuple[list[int], list[str], list[list[str]]]:
    """Return the levels of the headings, the commands without words about them, and what is code in each table row."""
    commands = [command for command, _ in console_blocks(text)]
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    commands += [re.split(r" {2,}| *# ", line)[0] for line in re.findall(r"^    (.*)$", prose, re.MULTILINE)]
    rows = [sorted(re.findall(r"`([^`]+)`", row)) for row in re.findall(r"^\|.*\|$", prose, re.MULTILINE)]
    return levels, commands, rows


DECISIONS = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^## \d{4}-\d\d-\d\d · (.+)\n\n(?:Status: ((?:.+\n)+)\n)?((?:(?!## ).*\n)*)", re.MULTILINE)


def test_every_decision_has_a_status_and_what_supersedes_it_is_a_later_one() -> None:
    entries = ENTRY.findall(DECISIONS)
    titles = [title for title, _, _ in entries]

    assert len(titles) == DECISIONS.count("\n## ") == len(set(titles))
    for place, (title, status, _) in enumerate(entries):
        assert re.match(r"Accepted\.$|Superseded (in part )?by ", status), title
        for quoted in re.findall("“(.+?)”", status.replace("\n", " ")):
            assert quoted in titles[place + 1 :], (title, quoted)


PLACES = [ROOT / "catalogue", ROOT / "explorer", ROOT]


def names_of_code(text: str) -> set[str]:
    """Return what a text names of our code, in backticks: `cli/run.py`, `catalogue/search`, `services.books.create`."""
    tops = {path.stem for place in PLACES for path in place.iterdir() if path.is_dir() or path.suffix == ".py"}
    quoted = {name.removesuffix("()") for name in re.findall(r"`([\w./]+(?:\(\))?)`", text)}
    dotted = {name for name in quoted if re.fullmatch(r"[a-z_]+(\.\w+)+", name) and name.split(".")[0] in tops}
    return {name for name in quoted if name.endswith(".py") or (name.split("/")[0] in tops and "/" in name)} | dotted


def is_code(name: str) -> bool:
    """Tell whether there is such a file, folder or module, or such a name in a module."""
    if "/" in name or name.endswith(".py"):
        return any((place / name).exists() for place in PLACES)
    parts = name.split(".")
    for place in PLACES:
        for n in range(len(parts), 0, -1):
            path = place.joinpath(*parts[:n])
            for file in (path.with_suffix(".py"), path / "__init__.py"):
                if file.is_file():
                    source = file.read_text(encoding="utf-8")
                    return all(re.search(rf"\b{rest}\b", source) for rest in parts[n:])
    return False


ACCEPTED = "".join(text for _, status, text in ENTRY.findall(DECISIONS) if status.startswith("Accepted"))
PAGES = {page: (ROOT / page).read_text(encoding="utf-8") for page in ("CONTRIBUTING.md", "docs/architecture.md")}


@pytest.mark.parametrize(("page", "text"), [("DECISIONS.md", ACCEPTED), *PAGES.items()], ids=lambda value: value[:20])
def test_the_code_that_documents_name_is_there(page: Any, text: Any) -> None:
    assert [name for name in sorted(names_of_code(text)) if not is_code(name)] == []


def test_contributing_says_where_each_part_of_the_service_lives() -> None:
    parts = {path.parent.name for path in (ROOT / "catalogue").glob("*/__init__.py")}
    parts |= {path.name for path in (ROOT / "catalogue").glob("[a-z]*.py")}

    assert parts <= {name.rpartition("/")[2] for name in names_of_code(PAGES["CONTRIBUTING.md"])}


@pytest.mark.parametrize(
    "name", ["services.nothing", "cli/nothing.py", "catalogue/nothing", "services.books.nothing_at"]
)
def test_names_of_code_that_is_not_there_are_seen(name: Any) -> None:
    assert names_of_code(f"`{name}`") == {name}
    assert not is_code(name)


MAP = PAGES["docs/architecture.md"]
WAYS = dict(re.findall(r"^## The way of (.+)\n\n((?:(?!## ).*\n)*)", MAP, re.MULTILINE))


def test_the_map_has_the_layers_of_the_import_contract() -> None:
    contract = ConfigParser()
    contract.read(ROOT / "setup.cfg")
    layers = contract["importlinter:contract:layers"]["layers"].strip().splitlines()
    bullets = re.findall(r"^- (`.+?`): ", re.sub(r"\n {2}", " ", MAP), re.MULTILINE)

    assert [line.replace("`", "").split(", ") for line in bullets] == [line.split(" | ") for line in layers]


def test_the_map_shows_four_ways() -> None:
    assert list(WAYS) == ["a request", "an imported line", "a search", "a figure"]


@pytest.mark.parametrize("way", WAYS)
def test_each_module_on_a_way_is_imported_by_one_before_it(way: Any) -> None:
    steps = re.findall(r"^(\d+)\. ((?:.+\n)(?: +.+\n)*)", WAYS[way], re.MULTILINE)
    passed: set[str] = set()

    assert [int(number) for number, _ in steps] == [*range(1, len(steps) + 1)]
    assert len(steps) > 4
    for number, text in steps:
        new = {module_of(name) for name in re.findall(r"`((?:catalogue|explorer)\.[\w.]+)`", text)}
        known = set() if number == "1" else {name for module in passed | new for name in imports_of(module) - {module}}
        assert number == "1" or new <= known | passed, (number, new - known - passed)
        passed |= new


def module_of(name: str) -> str:
    """Return the module of a dotted name, which may be that of a class or function in it."""
    path = ROOT.joinpath(*name.split("."))
    return name if path.is_dir() or path.with_suffix(".py").is_file() else name.rpartition(".")[0]


def imports_of(module: str) -> set[str]:
    """Return the dotted names that a module imports, anywhere in it."""
    path = ROOT.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module or ""}
    return names


@pytest.mark.parametrize("page", ["export.md", "fr/exporter.md"])
def test_every_format_that_goes_out_is_in_the_docs(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| `\.([\w.]+)` \|", text, re.MULTILINE)

    assert rows == [(name, writer.extension) for name, writer in WRITERS.items()]


@pytest.mark.parametrize("page", ["export.md", "fr/exporter.md"])
def test_every_media_type_that_is_negotiated_is_in_the_docs(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")

    assert dict(re.findall(r"^\| `(\w+/[^`]+)` \| `(\w+)` \|$", text, re.MULTILINE)) == MEDIA_TYPES
