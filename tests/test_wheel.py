"""What a reader gets from `pip install`: the built package in an environment of its own, without this checkout or development packages."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Standard output of a command that must succeed; what it said is shown where it does not."""
    kept = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=kept | {"PYTHONNOUSERSITE": "1"} | environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{command}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def test_a_report_is_rendered_by_the_built_package_far_from_the_checkout(tmp_path):
    """A package that ran from its checkout alone, and a library that only the tests had installed, have both been shipped by others."""
    python, command = tmp_path / "env" / "bin" / "python", tmp_path / "env" / "bin" / "iranaz"
    away = tmp_path / "away"
    away.mkdir()

    # The wheel is built from the source archive, so that one is whole too.
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", tmp_path / "dist", ROOT, cwd=tmp_path)
    [wheel] = (tmp_path / "dist").glob("*.whl")
    run(sys.executable, "-m", "venv", tmp_path / "env", cwd=away)
    run(python, "-m", "pip", "install", "--quiet", "--no-compile", "--constraint", ROOT / "constraints.txt", wheel, cwd=away)

    home = Path(run(python, "-c", "import iranaz_utils; print(iranaz_utils.__path__[0])", cwd=away).strip())
    assert home.is_relative_to(tmp_path / "env")
    for folder in ("iranaz_utils/profiles", "iranaz_utils/reporting", "notebooks", "seeds"):
        carried = home / folder.removeprefix("iranaz_utils/")
        assert names_in(carried) >= names_in(ROOT / folder), folder
    assert "pytest" not in run(python, "-m", "pip", "list", cwd=away)

    # No proxy answers there: what asks a network fails.
    offline = dict.fromkeys(["http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"], "http://127.0.0.1:9")
    assert run(command, "--version", cwd=away, **offline).startswith("iranaz")
    written = run(command, "report", "frequency", "--out", "my reports", cwd=away, **offline).splitlines()
    page = away / "my reports" / "frequency" / "report.html"
    assert page.is_file()
    assert any((away / line).resolve() == page.resolve() for line in written)
    assert (away / "my reports" / "index.html").is_file()


def names_in(folder: Path) -> set[str]:
    """Files that git keeps in a folder, or all that an installed folder holds, as paths within it."""
    hidden = {"__pycache__", ".ipynb_checkpoints"}
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and not hidden & set(path.parts)}
