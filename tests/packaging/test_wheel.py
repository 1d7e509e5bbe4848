"""The wheel carries everything that the program reads, and works where there is no checkout."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "xueshi"

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, cwd: Path, pythonpath: Path | None = None) -> str:
    """Run a command outside the checkout and return its standard output."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "COV_", "PIP_"))}
    environment["PYTHONUTF8"] = "1"
    if pythonpath is not None:
        environment["PYTHONPATH"] = str(pythonpath)
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files_of(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            yield path.relative_to(folder).as_posix()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and from the sdist the wheel, as a release does; nothing is fetched."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    [found] = folder.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, without what it depends on, into a folder of its own."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target"]
    run(*pip, folder, wheel, cwd=folder)
    return folder


def test_the_wheel_has_every_file_of_the_package_and_every_encoding(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    wanted = {f"xueshi/{name}" for name in files_of(PACKAGE)} | {
        f"xueshi/asp/{name}" for name in files_of(ROOT / "asp")
    }
    assert wanted <= inside
    assert "xueshi/py.typed" in inside
    for folder in ("xueshi/asp/core/", "xueshi/asp/jining/", "xueshi/asp/weihai/"):
        assert any(name.startswith(folder) and name.endswith(".lp") for name in inside), folder
    for lang in ("en", "zh"):
        assert any(name.startswith(f"xueshi/messages/{lang}/") and name.endswith(".po") for name in inside), lang
    assert {name.split("/")[0] for name in inside} == {
        "xueshi",
        wheel.name.removesuffix("-py3-none-any.whl") + ".dist-info",
    }


def test_the_installed_package_reads_its_own_encodings(installed: Path, tmp_path: Path) -> None:
    program = "import xueshi.law.paths as p; print(p.__file__); print(p.asp_root())"
    file, root = run(sys.executable, "-c", program, cwd=tmp_path, pythonpath=installed).splitlines()
    assert Path(file).is_relative_to(installed)
    assert Path(root) == installed / "xueshi" / "asp"


@pytest.mark.parametrize("jurisdiction", ["jining", "weihai"])
def test_the_installed_package_judges_as_the_checkout_does(installed: Path, tmp_path: Path, jurisdiction: str) -> None:
    case = min((ROOT / "facts" / jurisdiction).glob("*.yaml"))
    command = (sys.executable, "-m", "xueshi", "check", case, "--json")
    here = run(*command, cwd=tmp_path, pythonpath=ROOT / "src")
    there = run(*command, cwd=tmp_path, pythonpath=installed)
    assert '"verdict"' in there
    assert there == here
