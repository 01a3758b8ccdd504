"""The files that put the service on a server keep their promises to each other."""

import json
import os
import re
import subprocess
import sysconfig
import tomllib
from configparser import ConfigParser
from pathlib import Path
from typing import Any

import pytest
import yaml

from catalogue.config import SETTINGS

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
COMPOSE = (ROOT / "docker-compose.yml").read_text()
ENV_EXAMPLE = dict(re.findall(r"^(\w+)=(.*)$", (ROOT / ".env.example").read_text(), re.MULTILINE))


def instructions(name: str) -> list[str]:
    """Return what follows each `name` in the Dockerfile, continued lines joined."""
    joined = DOCKERFILE.replace("\\\n", " ")
    return [" ".join(rest.split()) for rest in re.findall(rf"^{name} (.*)$", joined, re.MULTILINE)]


def stage(target: str) -> str:
    """Return the lines of the Dockerfile that make one image on the common base."""
    return DOCKERFILE.partition(f"FROM base AS {target}\n")[2].partition("\nFROM ")[0]


def test_the_image_installs_python_pip_and_vim_on_a_slim_base() -> None:
    assert instructions("ARG") == ["BASE_IMAGE=debian:trixie-slim"]
    packages = instructions("RUN")[0]
    assert all(f" {package} " in packages for package in ("python3", "python3-pip", "vim"))
    assert "--no-install-recommends" in packages
    assert "rm -rf /var/lib/apt/lists/*" in packages


@pytest.mark.parametrize(("target", "lock"), [("web", "requirements-web.txt"), ("explorer", "requirements.txt")])
def test_each_image_installs_its_lock_by_its_checksums_before_the_code(target: str, lock: str) -> None:
    steps = re.findall(r"^(?:COPY|RUN) .*", stage(target), re.MULTILINE)

    assert steps == [
        f"COPY {lock} /app/",
        f"RUN pip --python /opt/venv/bin/python install --no-cache-dir --require-hashes -r /app/{lock}",
        "COPY . /app/",
    ]


@pytest.mark.parametrize(("target", "port"), [("web", "PORT=5000"), ("explorer", "EXPLORER_PORT=8501")])
def test_each_service_runs_in_app_as_a_numbered_user_on_the_exposed_port(target: str, port: str) -> None:
    text = stage(target)

    assert instructions("WORKDIR") == ["/app"]
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["10001"]
    assert f"ENV {port}" in text
    assert f"EXPOSE {port.partition('=')[2]}" in text
    assert "HEALTHCHECK" in text
    assert "/health/ready" in stage("web")


def test_the_image_that_is_made_without_a_target_is_the_web_s() -> None:
    assert DOCKERFILE.rindex("\nFROM base AS web") > DOCKERFILE.rindex("\nFROM base AS explorer")


def test_hadolint_finds_nothing() -> None:
    hadolint = Path(sysconfig.get_path("scripts")) / "hadolint"

    done = subprocess.run([hadolint, "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_nothing_enters_the_image_unless_it_is_named() -> None:
    lines = (ROOT / ".dockerignore").read_text().splitlines()

    patterns = [line for line in lines if line and not line.startswith("#")]

    assert patterns[0] == "*"
    for secret in ("instance", ".env", ".git", ".venv"):
        assert f"!{secret}" not in patterns


@pytest.mark.parametrize("secret", ["POSTGRES_PASSWORD", "SECRET_KEY"])
def test_compose_demands_each_secret_and_no_file_gives_it_a_value(secret: str) -> None:
    assert re.search(rf"{secret}: \$\{{{secret}:\?[^}}]+\}}", COMPOSE)
    assert ENV_EXAMPLE[secret] == ""


def test_the_example_names_every_variable_that_compose_reads_and_no_others_but_settings() -> None:
    read = set(re.findall(r"\$\{(\w+)", COMPOSE))

    assert read <= set(ENV_EXAMPLE)
    assert set(ENV_EXAMPLE) - read <= {setting.name for setting in SETTINGS}


def test_the_example_shows_the_defaults_of_compose() -> None:
    defaults = dict(re.findall(r"\$\{(\w+):-([^{}]*)\}", COMPOSE))  # Not those that are made of others.

    assert {name: ENV_EXAMPLE[name] for name in defaults} == defaults


def test_compose_waits_for_the_database_and_keeps_it_in_a_volume() -> None:
    assert COMPOSE.count("condition: service_healthy") == 2
    assert "database:/var/lib/postgresql" in COMPOSE
    assert "pg_isready" in COMPOSE


@pytest.mark.parametrize("service", ["db", "web", "explorer"])
def test_compose_confines_each_service(service: str) -> None:
    settings = yaml.safe_load(COMPOSE)["services"][service]

    assert settings["read_only"] is True
    assert settings["cap_drop"] == ["ALL"]
    assert settings["security_opt"] == ["no-new-privileges:true"]
    assert "/tmp" in settings["tmpfs"]
    assert settings["mem_limit"]
    assert {"max-size", "max-file"} <= settings["logging"]["options"].keys()


@pytest.mark.parametrize("service", ["web", "explorer"])
def test_compose_passes_on_every_setting_but_what_is_this_machine_s(service: str) -> None:
    settings = yaml.safe_load(COMPOSE)["services"][service]

    assert settings["env_file"] == [{"path": ".env", "required": False}]
    inside = {"HOST": "0.0.0.0", "PORT": "5000", "EXPLORER_PORT": "8501", "EXPLORER_DATA_DIR": "/app/explorer/data"}
    assert inside.items() <= settings["environment"].items()


def test_heroku_migrates_before_it_serves_on_the_port_it_is_given(tmp_path: Path) -> Any:
    processes = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    stand_in = tmp_path / "python"
    stand_in.write_text('#!/bin/sh\necho "$HOST" "$@"\n')
    stand_in.chmod(0o755)

    def serve_in_container(**environ: str) -> str:
        environ |= {"PATH": f"{tmp_path}:{os.environ['PATH']}", "PORT": "7000"}
        command = ["bash", "-c", processes["web"]]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=True).stdout.strip()

    assert processes["release"] == "python -m catalogue db upgrade"
    assert serve_in_container() == "0.0.0.0 -m catalogue serve"
    assert serve_in_container(SERVE="explorer") == "-m explorer --server.address=0.0.0.0 --server.port=7000"


def test_heroku_makes_the_secret_itself() -> None:
    app = json.loads((ROOT / "app.json").read_text())

    assert app["env"]["SECRET_KEY"]["generator"] == "secret"
    assert "value" not in app["env"]["SECRET_KEY"]


def test_the_explorer_is_quiet_and_tells_nobody() -> None:
    settings = tomllib.loads((ROOT / "explorer/.streamlit/config.toml").read_text())

    assert settings["server"]["headless"]
    assert not settings["browser"]["gatherUsageStats"]
    assert not {"enableCORS", "enableXsrfProtection"} & settings["server"].keys()


def test_make_lists_its_targets_and_every_phony_one_has_words() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()

    listed = subprocess.run(["make"], cwd=ROOT, env=_without_make(), capture_output=True, text=True, check=True).stdout

    assert [line.split()[1] for line in listed.splitlines()] == phony


@pytest.mark.parametrize("script", ["run", "image-check"])
def test_ci_scripts_are_sound_shell(script: str) -> None:
    path = ROOT / ".ci" / script

    assert os.access(path, os.X_OK)
    subprocess.run(["bash", "-n", path], check=True)


def test_the_cheat_sheet_shows_the_commands_that_a_technician_looks_for() -> None:
    sheet = (ROOT / "docs/docker.md").read_text()
    for command in (
        "build",
        "run",
        "exec",
        "ps",
        "logs",
        "stop",
        "start",
        "rm",
        "images",
        "rmi",
        "history",
        "volume ls",
    ):
        assert f"`docker {command}" in sheet, command
    for command in ("up", "ps", "logs", "exec", "stop", "down"):
        assert f"`docker compose {command}" in sheet, command


def _without_make() -> dict[str, str]:
    """The environment without what an outer `make test` leaves in it for an inner make."""
    return {name: text for name, text in os.environ.items() if name not in {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}}


def list_locked(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9-]+)==", (ROOT / lock).read_text(encoding="utf-8"), re.MULTILINE))


def list_required(*extras: str) -> set[str]:
    """Return the names of what setup.cfg asks for, with these extras."""
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lists = [settings["options"]["install_requires"], *(settings["options.extras_require"][extra] for extra in extras)]
    return {re.split(r"[\[>=]", line)[0] for text in lists for line in text.split()}


@pytest.mark.parametrize(
    ("extras", "lock"),
    [
        ((), "requirements-web.txt"),
        (("explorer",), "requirements.txt"),
        (("explorer", "dev"), "requirements-dev.txt"),
    ],
)
def test_the_locks_hold_what_setup_cfg_asks_for(extras: Any, lock: Any) -> None:
    assert list_required(*extras) <= list_locked(lock)


def test_the_web_image_carries_nothing_of_the_explorer() -> None:
    assert not (list_required("explorer") - list_required()) & list_locked("requirements-web.txt")


def test_make_installs_what_it_builds_with_from_the_lock() -> None:
    assert "setuptools" in list_locked("requirements.txt")
    assert list_locked("requirements-uv.txt") == {"uv"}
