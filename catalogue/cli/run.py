"""`catalogue run`: migrate, seed, then supervise web server and explorer; `make run` starts it."""

import os
from importlib.util import find_spec
from pathlib import Path

import click

from catalogue import config, logs
from catalogue.cli.ports import check_port, is_answering, is_listening
from catalogue.cli.supervisor import StopRequested, Supervisor
from catalogue.program_folders import find_program_folder
from catalogue.public_address import format_url

EXPLORER_NEEDS = ("matplotlib", "pandas", "pyarrow", "seaborn", "starlette", "streamlit")
"""The packages that the extra `explorer` installs."""
INSTALL_HINT = f"is not installed; “pip install {' '.join(EXPLORER_NEEDS)}” adds it."


@click.command("run")
@click.option("--empty", is_flag=True, help="Leave an empty catalogue empty, whatever SEED says.")
def run(empty: bool) -> None:
    """Migrate, fill an empty catalogue as SEED says, then serve pages, API and explorer until Ctrl-C."""
    settings = config.load(os.environ)
    logs.log_to_stderr()
    host, port, explorer_port = settings["HOST"], settings["PORT"], settings["EXPLORER_PORT"]
    check_port("PORT", host, port)
    check_port("EXPLORER_PORT", host, explorer_port)
    if port == explorer_port:
        raise click.ClickException(f"PORT and EXPLORER_PORT are both {port}: give each its own.")
    has_explorer = all(find_spec(name) for name in EXPLORER_NEEDS)
    if has_explorer:
        os.environ["EXPLORER_URL"] = settings["EXPLORER_URL"] or f":{explorer_port}"
    try:
        with Supervisor() as supervisor:
            supervisor.finish("migration", _build_catalogue_command("db", "upgrade"))
            if not empty and settings["SEED"] != "none":
                supervisor.finish("seed", _build_seed_command(settings["SEED"]))
            supervisor.start("web server", _build_catalogue_command("serve", "--local-mode"))
            if has_explorer:
                explorer = _build_explorer_command(host, explorer_port)
                supervisor.start("explorer", explorer, _build_explorer_environ(), is_restarted=True)
            supervisor.wait_until("web server", lambda: is_answering(host, port))
            supervisor.restart_from_now_on("web server")
            click.echo(f"  Pages and API   {format_url(host, port)}")
            if not has_explorer:
                click.echo(f"  Explorer        {INSTALL_HINT}")
            elif supervisor.wait_until("explorer", lambda: is_listening(host, explorer_port)):
                click.echo(f"  Explorer        {format_url(host, explorer_port)}")
            else:
                click.echo("  Explorer        does not start; the log says why, and it is tried again")
            click.echo("  To stop         Ctrl-C")
            supervisor.wait()
    except StopRequested:
        click.echo("Stopped.")


def _build_catalogue_command(*words: str) -> list[str]:
    return ["catalogue", *words]


def _build_seed_command(seed: str | Path) -> list[str]:
    return _build_catalogue_command("seed", str(seed)) if isinstance(seed, Path) else _build_catalogue_command("seed")


def _build_explorer_command(host: str, port: int) -> list[str]:
    address = [f"--server.address={host}", f"--server.port={port}"]
    return ["explorer", *address]


def _build_explorer_environ() -> dict[str, str]:
    """Return the environment with a PYTHONPATH that has the explorer, so that any working directory will do."""
    folders = [str(find_program_folder("explorer").parent), os.environ.get("PYTHONPATH", "")]
    return os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, folders))}
