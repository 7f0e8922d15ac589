"""The rules of the house, kept by reading its source: who may import what, who touches the disk, what may be committed.

Each rule is a function of source text, so that the first tests can show that it catches what it is meant to catch.
"""

import ast
import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import iranaz_utils

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "iranaz_utils"
MODULES = sorted(PACKAGE.rglob("*.py"))
NOTEBOOKS = sorted(path for path in (ROOT / "notebooks").rglob("*.ipynb") if ".ipynb_checkpoints" not in path.parts)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]

#: Left to right as the data flows. A module may import its own room and those to the left of it.
ROOMS = ("tables", "reading", "finding", "measuring", "showing", "reporting", "cli", "__main__", "__init__")
DISK_ROOMS = {"reading", "reporting"}
#: What only one room may import.
KEPT_TO = {
    "matplotlib": "showing",
    "papermill": "reporting",
    "nbconvert": "reporting",
    "nbclient": "reporting",
    "nbformat": "reporting",
    "jupyter_client": "reporting",
    "jupyter_core": "reporting",
    "IPython": "reporting",
    "click": "cli",
}
DISK_MODULES = {"fileinput", "glob", "importlib.resources", "mmap", "os", "pathlib", "shelve", "shutil", "sqlite3", "tempfile", "zipfile"}
DISK_CALLS = re.compile(
    r"open|(read|scan|write|sink)_\w+|to_(csv|excel|feather|orc|parquet|pickle|stata|sql|hdf)|savetxt|loadtxt|tofile|fromfile|ExcelWriter"
)
NETWORK = {"aiohttp", "ftplib", "http.client", "httpx", "imaplib", "poplib", "requests", "smtplib", "socket", "urllib.request", "urllib3"}

#: What can be used without a notebook being run or a picture drawn.
LIGHT = [name for name in iranaz_utils.__all__ if name not in {"Page", "report"}]


# --- the rules, each from source text to what breaks it


def room_of(module: str) -> str:
    """`iranaz_utils.reading.corpus` → `reading`; the front door → `__init__`."""
    return [*module.split("."), "__init__"][1]


def imported(source: str, module: str = "iranaz_utils.tables", *, is_package: bool = False) -> Iterator[str]:
    """Dotted names that the source imports at run time, at any depth; what stands under `if TYPE_CHECKING` is never run."""
    package = module if is_package else module.rpartition(".")[0]
    waiting: list[ast.AST] = [ast.parse(source)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1]) if node.level else ""
            start = ".".join(filter(None, [base, node.module]))
            yield from (f"{start}.{alias.name}" for alias in node.names)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            waiting.extend(node.orelse)
        else:
            waiting.extend(ast.iter_child_nodes(node))


def wrong_imports(source: str, module: str, *, is_package: bool = False) -> list[str]:
    """Imports that point right, belong to another room, or reach for a network."""
    here = room_of(module)
    assert here in ROOMS, f"{module} stands in no room; ROOMS lists them"
    names = list(imported(source, module, is_package=is_package))
    right = [name for name in names if name.split(".")[0] == "iranaz_utils" and ROOMS.index(_target(name)) > ROOMS.index(here)]
    foreign = [name for name in names if KEPT_TO.get(name.split(".")[0], here) != here]
    network = [name for name in names if any(f"{name}.".startswith(f"{banned}.") for banned in NETWORK)]
    return right + foreign + network


def _target(name: str) -> str:
    room = room_of(name)
    return room if room in ROOMS else "__init__"  # `from iranaz_utils import frequency` asks the front door


def disk_touches(source: str) -> list[str]:
    """Imports and calls that read or write files, or could."""
    imports = [name for name in imported(source) if any(f"{name}.".startswith(f"{banned}.") for banned in DISK_MODULES)]
    calls = [node.func for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    named = [getattr(call, "attr", getattr(call, "id", "")) for call in calls]
    return imports + [name for name in named if DISK_CALLS.fullmatch(name)]


def notebook_faults(notebook: dict, *, lesson: bool = False) -> list[str]:
    """What a stored notebook has that differs from run to run or machine to machine, or lacks for papermill."""
    cells = notebook["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    ids = [cell.get("id") for cell in cells]
    tagged = sum("parameters" in cell["metadata"].get("tags", []) for cell in cells)
    checks = {
        "outputs are stored": any(cell["outputs"] for cell in code),
        "execution counts are stored": any(cell["execution_count"] is not None for cell in code),
        "the kernel is not python3": notebook["metadata"].get("kernelspec", {}).get("name") != "python3",
        "a cell has no id, or two have the same": None in ids or len(set(ids)) < len(ids),
        f"{tagged} cells are tagged parameters": tagged > 1 or (tagged == 0 and not lesson),
        "papermill left its metadata": "papermill" in notebook["metadata"] or any("papermill" in cell["metadata"] for cell in cells),
        "a function is defined; it belongs in the package": not lesson
        and any(re.search(r"^\s*def ", "".join(c["source"]), re.MULTILINE) for c in code),
    }
    return [fault for fault, found in checks.items() if found]


# With a space for the dot, or this file would break its own rule.
HOSTS = (
    "pypi org",
    "pythonhosted org",
    "anaconda org",
    "anaconda com",
    "conda-forge org",
    "npmjs org",
    "npmjs com",
    "crates io",
    "rubygems org",
)
REGISTRIES = re.compile(r"(?<![\w-])(" + "|".join(HOSTS).replace(" ", r"\.") + r")\b")
HOME = re.compile(r"(?<![\w.])(/(home|Users|root)/|[A-Z]:\\+Users\\+)\w")


def private_addresses(text: str, *here: str) -> list[str]:
    """Hosts of package registries, and paths of somebody's home folder or of `here`."""
    return [match[0] for pattern in (REGISTRIES, HOME) for match in pattern.finditer(text)] + [place for place in here if place in text]


# --- the rules catch what they are meant to catch


@pytest.mark.parametrize(
    ("module", "source", "expected"),
    [
        ("iranaz_utils.tables", "from iranaz_utils.reading import Corpus", ["iranaz_utils.reading.Corpus"]),
        ("iranaz_utils.reading.corpus", "def f():\n    from iranaz_utils.finding import terms", ["iranaz_utils.finding.terms"]),
        ("iranaz_utils.measuring.kwic", "from ..showing.html import table", ["iranaz_utils.showing.html.table"]),
        ("iranaz_utils.measuring.kwic", "from .. import showing", ["iranaz_utils.showing"]),
        ("iranaz_utils.finding.terms", "from iranaz_utils import frequency", ["iranaz_utils.frequency"]),
        ("iranaz_utils.finding.terms", "import iranaz_utils", ["iranaz_utils"]),
        ("iranaz_utils.measuring.kwic", "import matplotlib.pyplot as plt", ["matplotlib.pyplot"]),
        ("iranaz_utils.showing.figures", "try:\n    import papermill\nexcept ImportError:\n    pass", ["papermill"]),
        ("iranaz_utils.reading.files", "from urllib import request", ["urllib.request"]),
        ("iranaz_utils.reading.files", "from urllib.parse import urlsplit", []),
        ("iranaz_utils.tables", "if TYPE_CHECKING:\n    from iranaz_utils.reading import Corpus", []),
        ("iranaz_utils.showing.figures", "from matplotlib.figure import Figure\nfrom iranaz_utils.measuring import kwic", []),
        ("iranaz_utils.reading.corpus", "from .files import found\nfrom ..tables import shape", []),
    ],
)
def test_an_import_that_points_right_or_leaves_its_room_is_seen(module, source, expected):
    assert wrong_imports(source, module) == expected


def test_a_new_folder_has_to_be_given_a_place_in_the_flow():
    with pytest.raises(AssertionError, match="stands in no room"):
        wrong_imports("", "iranaz_utils.helpers.misc")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("open('a')", ["open"]),
        ("path.read_text()", ["read_text"]),
        ("pd.read_csv('a')", ["read_csv"]),
        ("pl.scan_parquet('a')", ["scan_parquet"]),
        ("frame.sink_parquet('a')", ["sink_parquet"]),
        ("frame.to_parquet('a')", ["to_parquet"]),
        ("nx.write_gexf(graph, 'a')", ["write_gexf"]),
        ("from pathlib import Path", ["pathlib.Path"]),
        ("import os.path", ["os.path"]),
        ("frame.to_html(), frame.to_pandas(), figure.savefig(buffer)", []),
    ],
)
def test_a_call_that_touches_the_disk_is_seen(source, expected):
    assert disk_touches(source) == expected


def clean_notebook() -> dict:
    cell = {
        "cell_type": "code",
        "id": "a",
        "metadata": {"tags": ["parameters"]},
        "outputs": [],
        "execution_count": None,
        "source": ["top = 5\n"],
    }
    return {"cells": [cell], "metadata": {"kernelspec": {"name": "python3"}}, "nbformat": 4, "nbformat_minor": 5}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"outputs": [{"output_type": "stream"}]}, ["outputs are stored"]),
        ({"execution_count": 1}, ["execution counts are stored"]),
        ({"id": None}, ["a cell has no id, or two have the same"]),
        ({"metadata": {}}, ["0 cells are tagged parameters"]),
        ({"metadata": {"tags": ["parameters"], "papermill": {}}}, ["papermill left its metadata"]),
        ({"source": ["def rate(n):\n", "    return n\n"]}, ["a function is defined; it belongs in the package"]),
    ],
)
def test_a_notebook_that_was_run_or_lacks_something_is_seen(change, expected):
    notebook = clean_notebook()
    notebook["cells"][0] |= change
    assert notebook_faults(notebook) == expected


def test_a_notebook_of_another_kernel_or_with_two_parameter_cells_is_seen_and_a_lesson_needs_no_parameters():
    notebook = clean_notebook()
    notebook["metadata"] = {}
    notebook["cells"] *= 2
    assert notebook_faults(notebook) == [
        "the kernel is not python3",
        "a cell has no id, or two have the same",
        "2 cells are tagged parameters",
    ]
    lesson = clean_notebook()
    lesson["cells"][0]["metadata"] = {}
    assert notebook_faults(lesson, lesson=True) == []


@pytest.mark.parametrize(
    "text", ["https://py~pi.org/simple", "files.python~hosted.org", "in /ho~me/anna/x", r"C:\Us~ers\anna", "/srv/checkout/x"]
)
def test_the_host_of_a_registry_and_a_path_of_one_machine_are_seen(text):
    assert private_addresses(text.replace("~", ""), "/srv/checkout/")  # the ~ keeps this file within its own rule


@pytest.mark.parametrize("text", ["example.org/home/anna", "import pypistats", "my_articles/", "srv/checkout"])
def test_other_addresses_may_stand(text):
    assert private_addresses(text, "/srv/checkout/") == []


# --- and nothing here breaks them


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_left(path):
    assert not wrong_imports(path.read_text("utf-8"), name_of(path), is_package=path.name == "__init__.py")


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(name_of(path)) not in {*DISK_ROOMS, "cli"}], ids=name_of)
def test_only_reading_and_reporting_touch_the_disk(path):
    assert not disk_touches(path.read_text("utf-8"))


def test_the_front_door_opens_without_the_heavy_libraries():
    """Importing matplotlib and SciPy for a `--help` has cost other packages seconds; only what runs notebooks needs papermill."""
    heavy = {"papermill", "nbconvert", "nbformat", "jupyter_client", "matplotlib", "scipy", "nltk", "networkx", "IPython"}
    use = f"import sys, iranaz_utils as iz; [getattr(iz, name) for name in {LIGHT}]; print(*{heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", use], capture_output=True, text=True, check=True)
    assert run.stdout.split() == []


@pytest.mark.parametrize("name", iranaz_utils.__all__)
def test_every_public_name_explains_itself_with_an_example(name):
    value = getattr(iranaz_utils, name)
    assert value.__doc__
    if not (isinstance(value, type) and issubclass(value, Exception)):
        assert re.search(r"^\s*Examples\n\s*-+\n\s*>>> ", value.__doc__, re.MULTILINE), (
            f"{name} has no section Examples that starts with one"
        )


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_stored_as_they_were_written(path):
    notebook = json.loads(path.read_text("utf-8"))
    assert notebook_faults(notebook, lesson="lessons" in path.parts) == []


def committed() -> list[Path]:
    """Files that git keeps; `safe.directory` because the checkout of a CI often belongs to another user."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [path for name in listed.stdout.split("\0") if name and (path := ROOT / name).is_file()]


in_git = pytest.mark.skipif(not (ROOT / ".git").exists(), reason="what is committed can be told in a git checkout only")


@in_git
def test_no_committed_file_names_a_registry_or_a_place_on_one_machine():
    here = [f"{place}/" for place in (ROOT, Path.home()) if len(place.parts) > 1]
    found = {
        path.relative_to(ROOT).as_posix(): private_addresses(path.read_bytes().decode("utf-8", "replace"), *here) for path in committed()
    }
    assert {name: addresses for name, addresses in found.items() if addresses} == {}


@in_git
def test_no_committed_file_is_larger_than_a_megabyte():
    assert [path for path in committed() if path.stat().st_size > 1_000_000] == []


# --- what is installed is what is declared


def plain(requirement: str) -> str:
    """`nbconvert>=7.17.1` → `nbconvert`, in the spelling that all agree on."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def test_every_library_that_is_imported_is_declared():
    """A library that another one happened to bring was missing once that one dropped it."""
    names = {name.split(".")[0] for path in MODULES for name in imported(path.read_text("utf-8"), name_of(path))}
    foreign = names - set(sys.stdlib_module_names) - {"iranaz_utils"}
    owners = importlib.metadata.packages_distributions()
    needed = {plain(owner) for name in foreign for owner in owners.get(name, [name])}
    assert needed - {plain(requirement) for requirement in PROJECT["dependencies"]} - {"jupyterlab"} == set()


def test_every_declared_library_has_its_tested_version_and_no_address():
    lines = [line for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.-]+==[\w.+!]+", line) for line in lines)
    extras = PROJECT["optional-dependencies"]
    declared = {plain(requirement) for requirement in [*PROJECT["dependencies"], *extras["lab"], *extras["dev"]]}
    assert declared - {plain(line) for line in lines} == set()


def test_the_version_is_the_same_wherever_it_stands():
    version = PROJECT["version"]
    assert importlib.metadata.version("iranaz-utils") == version
    assert f"\nversion: {version}\n" in (ROOT / "CITATION.cff").read_text("utf-8")
    assert f"\n## {version} " in (ROOT / "CHANGELOG.md").read_text("utf-8")
