"""The wheel runs in a blank environment, started in an empty folder.

What it depends on is lent by the environment of the tests through a .pth file, so that nothing is downloaded. The
editable install is not lent with it: Python reads no .pth file in a folder that another .pth file names.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import sysconfig
import urllib.request
import venv
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from catalogue.cli.run import EXPLORER_NEEDS

ROOT = Path(__file__).parents[2]
SOURCES = ("catalogue", "explorer", "migrations", "seed", "setup.cfg", "setup.py", "pyproject.toml", "README.md")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources: building leaves traces beside them."""
    folder = tmp_path_factory.mktemp("wheel")
    for name in (*SOURCES, "LICENSE"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(folder)]
    subprocess.run(build, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def blank(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new environment with the wheel in it; the folder of its packages."""
    folder = tmp_path_factory.mktemp("blank")
    venv.create(folder, symlinks=True)
    paths = {"base": str(folder), "platbase": str(folder)}
    uv = [sys.executable, "-m", "uv", "--no-config", "pip", "install", "--offline", "--no-deps", "--quiet"]
    subprocess.run([*uv, "--python", str(folder), str(wheel)], check=True, capture_output=True)
    packages = Path(sysconfig.get_path("purelib", "venv", paths))
    packages.joinpath("lent.pth").write_text(sysconfig.get_path("purelib") + "\n")
    return folder


@contextmanager
def running(blank: Path, folder: Path, ports: tuple[int, int]) -> Iterator[list[str]]:
    """Run `catalogue run` in `folder`; the lines it says until it is up."""
    process = subprocess.Popen(
        [blank / "bin" / "catalogue", "run"],
        cwd=folder,
        env={"PATH": os.environ["PATH"], "PORT": str(ports[0]), "EXPLORER_PORT": str(ports[1])},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        assert process.stdout
        lines: list[str] = []
        for line in process.stdout:
            lines.append(line.strip())
            if "Ctrl-C" in line:
                break
        assert process.poll() is None, lines
        yield lines
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=60)


def read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        body: bytes = answer.read()
        return body


def test_nothing_but_the_package_lands_beside_other_packages(wheel: Path) -> None:
    names = {Path(name).parts[0] for name in zipfile.ZipFile(wheel).namelist()}

    assert {name for name in names if not name.endswith(".dist-info")} == {"catalogue"}
    assert wheel.name.startswith("town_library_catalogue-")


def test_it_serves_pages_api_and_explorer(blank: Path, tmp_path: Path, free_ports: tuple[int, int]) -> None:
    port, explorer_port = free_ports
    with running(blank, tmp_path, free_ports) as lines:
        assert f"Explorer        http://127.0.0.1:{explorer_port}" in lines
        found = json.loads(read(f"http://127.0.0.1:{port}/api/search?q=camus"))
        assert found["total"] > 0
        assert b"hello my app" in read(f"http://127.0.0.1:{port}/")
        assert read(f"http://127.0.0.1:{explorer_port}/_stcore/health") == b"ok"


def test_without_the_extra_it_serves_pages_and_api_and_says_how_to_add_it(
    blank: Path, tmp_path: Path, free_ports: tuple[int, int]
) -> None:
    [packages] = blank.glob("lib/python*/site-packages")
    missing = packages / "missing.pth"
    missing.write_text(f"import sys; sys.modules.update(dict.fromkeys({EXPLORER_NEEDS!r}))\n")
    try:
        with running(blank, tmp_path, free_ports) as lines:
            assert any(line.startswith("Explorer        is not installed; “pip install matplotlib") for line in lines)
            page = read(f"http://127.0.0.1:{free_ports[0]}/search?q=camus")
    finally:
        missing.unlink()

    assert "L’Étranger" in page.decode()
    assert f":{free_ports[1]}" not in page.decode()
