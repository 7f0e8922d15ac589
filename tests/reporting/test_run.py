"""Runs with real kernels, as few as will do: the expensive fixtures are made once for all tests that look at them."""

import contextlib
import errno
import io
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from iranaz_utils.reporting import execute, kernels, manifest, run
from iranaz_utils.reporting.plan import plan

GOOD = (
    "# What is said?",
    "import os, pathlib\nout = pathlib.Path(os.environ['IRANAZ_REPORT'])\n(out / 'tables').mkdir()\n"
    "(out / 'tables' / 'a.csv').write_text('term\\nbridge\\n')\n"
    '(out / \'page.json\').write_text(\'{"headline": "Bridge.", "picture": ""}\');',
    "print('<script>alert(1)</script>', top, list({'a', 'b', 'c'}), 'pandas' in globals())",
    "assert not fail, 'told to'",
)
PARAMETERS = 'corpus: str = "nowhere"\ntop: int = 20  # rows shown\nfail: bool = False\nquery: str | None = None'


@pytest.fixture(scope="module", autouse=True)
def cold_kernels():
    """Kernels without pandas and matplotlib: the tests' notebooks need none of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kernels, "WARM", kernels.WARM[:1])
        patch.setattr(manifest, "own_digest", lambda: "a package that nobody edits while its tests run")
        yield


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("place")
    (folder / "articles").mkdir()
    (folder / "articles" / "one.txt").write_text("The bridge of Zenda is open.", "utf-8")
    return folder


def rendered(place, out, *names, force=False, **parameters):
    todo = plan([place / f"{name}.ipynb" for name in names], corpus=place / "articles", out=place / out, parameters=parameters)
    return {outcome.name: outcome for outcome in run.render(todo, force=force)}


def write(place, name, *sources):
    cells = [{"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": PARAMETERS, "outputs": [], "execution_count": None}]
    for source in sources:
        is_prose = source.startswith("# ")
        code = {} if is_prose else {"outputs": [], "execution_count": None}
        cells.append({"cell_type": "markdown" if is_prose else "code", "metadata": {}, "source": source, **code})
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    (place / f"{name}.ipynb").write_text(json.dumps(notebook), "utf-8")


@pytest.fixture(scope="module")
def three(place):
    """A notebook that passes, one that raises and one whose kernel dies, rendered in one go."""
    write(place, "good", *GOOD)
    write(place, "raises", "# Broken", "kept = 'so far'\nprint(kept)", "1 / 0", "print('never')")
    write(place, "dies", "import os, signal", "os.kill(os.getpid(), signal.SIGKILL)", "print('never')")
    return rendered(place, "first", "good", "raises", "dies", top=5, query="مرز")


@pytest.fixture(scope="module")
def again(place, three):
    """The good one rendered again, into another folder."""
    return rendered(place, "second", "good", top=5, query="مرز")


@pytest.fixture(scope="module")
def worse(place, again):
    """The good one told to fail, where it went well before."""
    return rendered(place, "second", "good", top=5, fail=True)


def test_the_reports_that_can_be_rendered_are_whatever_happens_to_the_others(three):
    assert {name: outcome.status for name, outcome in three.items()} == {"good": "rendered", "raises": "failed", "dies": "failed"}
    assert all(outcome.path.is_file() for outcome in three.values())


def test_a_report_is_a_page_a_notebook_a_manifest_and_what_the_notebook_wrote(place, three):
    folder = place / "first" / "good"
    assert sorted(path.name for path in folder.iterdir()) == ["manifest.json", "report.html", "report.ipynb", "tables"]
    manifest = json.loads((folder / "manifest.json").read_bytes())
    assert manifest["status"] == "ok"
    assert manifest["title"] == "What is said?"
    assert manifest["headline"] == "Bridge."
    assert manifest["parameters"] == {"corpus": str(place / "articles"), "top": 5, "fail": False, "query": "مرز"}
    assert manifest["changed"] == ["top", "query"]
    assert sorted(manifest["files"]) == ["report.html", "report.ipynb", "tables/a.csv"]


def test_what_a_notebook_prints_is_text(place, three):
    html = (place / "first" / "good" / "report.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; 5" in html
    assert "<script" not in html


def test_the_kernel_has_no_names_that_the_notebook_did_not_make(place, three):
    """A missing `import pandas` must not work in a report and fail in JupyterLab."""
    assert "False\n</pre>" in (place / "first" / "good" / "report.html").read_text("utf-8")


def test_a_setting_in_persian_can_be_read_and_edited_in_the_notebook(place, three):
    """papermill writes it as escapes."""
    notebook = json.loads((place / "first" / "good" / "report.ipynb").read_bytes())
    assert "query = 'مرز'" in "".join(notebook["cells"][1]["source"])


def test_a_failure_says_what_and_where_and_keeps_the_notebook_so_far(place, three):
    assert three["raises"].error == "ZeroDivisionError: division by zero, in the cell that begins: 1 / 0"
    folder = place / "first" / "raises.failed"
    assert three["raises"].error in (folder / "error.txt").read_text("utf-8")
    html = (folder / "report.html").read_text("utf-8")
    assert html.index("This report failed.") < html.index("kept = ") < html.index("so far</pre>".replace("</", "\n</"))
    assert not (place / "first" / "raises").exists()


def test_a_dead_kernel_is_a_failure_although_papermill_calls_its_cells_completed(three):
    assert three["dies"].error == (
        "the kernel died, most often for want of memory, in the cell that begins: os.kill(os.getpid(), signal.SIGKILL)"
    )


def test_the_overview_lists_all_of_them(place, three):
    html = (place / "first" / "index.html").read_text("utf-8")
    assert [f'href="{name}/report.html"' in html for name in ("good", "raises.failed", "dies.failed")] == [True, True, True]


def test_no_draft_and_no_kernel_folder_is_left(place, three):
    assert [path.name for path in (place / "first").iterdir() if path.name.startswith(".")] == []


def test_equal_runs_give_equal_bytes(place, again):
    for name in ("report.html", "report.ipynb", "tables/a.csv"):
        assert (place / "first" / "good" / name).read_bytes() == (place / "second" / "good" / name).read_bytes()


def test_progress_is_shown_cell_by_cell_at_a_terminal_and_logs_stay_quiet(place, three, monkeypatch):
    class Screen(io.StringIO):
        def isatty(self):
            return True

    for screen, shown in ((Screen(), True), (io.StringIO(), False)):
        monkeypatch.setattr(sys, "stderr", screen)
        rendered(place, "third", "good", force=True)
        assert ("good" in screen.getvalue() and "0/6 [" in screen.getvalue()) == shown
    assert screen.getvalue() == ""


def test_what_is_unchanged_starts_no_kernel(place, again, monkeypatch):
    monkeypatch.setattr(kernels, "Kernels", lambda: pytest.fail("a kernel was started"))
    assert rendered(place, "second", "good", top=5, query="مرز")["good"].status == "unchanged"


def test_the_last_good_report_stays_beside_a_failed_one_and_the_failed_one_goes_once_all_is_well(place, worse):
    assert worse["good"].status == "failed"
    assert worse["good"].error == "AssertionError: told to, in the cell that begins: assert not fail, 'told to'"
    assert (place / "second" / "good.failed" / "report.ipynb").is_file()
    assert rendered(place, "second", "good", top=5, query="مرز")["good"].status == "unchanged"
    assert not (place / "second" / "good.failed").exists()
    assert "failed" not in (place / "second" / "index.html").read_text("utf-8").split("<main")[1]


def test_report_raises_after_all_were_tried(three, place, monkeypatch):
    monkeypatch.setattr(run, "render", lambda todo, force: iter(three.values()))
    with pytest.raises(run.ReportError) as caught:
        run.report([place / "good.ipynb", place / "raises.ipynb"], corpus=place / "articles", out=place / "first")
    assert len(str(caught.value).splitlines()) == 2
    assert "raises failed: ZeroDivisionError" in str(caught.value)


# --- what goes wrong: one sentence, the others go on, nothing is left


def test_a_report_that_takes_too_long_fails_with_where_it_was(place):
    write(place, "slow", "print('begun')", "import time; time.sleep(60)")
    todo = plan(place / "slow.ipynb", corpus=place / "articles", out=place / "late")
    outcome = next(run.render(todo, timeout=2.5))
    assert outcome.error == "it took longer than 2.5 seconds, in the cell that begins: import time; time.sleep(60)"
    assert "begun" in outcome.path.read_text("utf-8")


def test_a_notebook_that_names_a_kernel_of_another_machine_runs_in_this_python(place):
    write(place, "foreign", "import sys; print(sys.executable)")
    notebook = json.loads((place / "foreign.ipynb").read_bytes())
    notebook["metadata"]["kernelspec"] = {"name": "conda-env-x-py", "display_name": "x", "language": "python"}
    (place / "foreign.ipynb").write_text(json.dumps(notebook), "utf-8")
    outcome = rendered(place, "foreign", "foreign")["foreign"]
    assert outcome.status == "rendered"
    assert sys.executable in outcome.path.read_text("utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited in Linux's way")
def test_a_notebook_that_wants_more_memory_than_there_is_fails_alone(place):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31))"
    write(place, "hungry", limit, "hoard = bytearray(2**33)")
    assert rendered(place, "hungry", "hungry")["hungry"].error == "MemoryError: , in the cell that begins: hoard = bytearray(2**33)"


def test_without_what_a_kernel_needs_the_reason_is_told(place, monkeypatch):
    monkeypatch.setattr(kernels, "WARM", ("no_such_library",))
    outcome = rendered(place, "none", "good")["good"]
    assert outcome.error == "no kernel could be started: ModuleNotFoundError: No module named 'no_such_library'"
    assert [path.name for path in (place / "none").iterdir()] == ["index.html"]


def test_a_full_disk_fails_a_report_and_leaves_the_last_good_one(place, again, monkeypatch):
    def full(*_, **__):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "report.html")

    before = (place / "second" / "good" / "report.html").read_bytes()
    monkeypatch.setattr(execute, "publish", full)
    outcome = rendered(place, "second", "good", force=True, top=5, query="مرز")["good"]
    assert (outcome.status, outcome.error) == ("failed", "it could not be written: no space left on device: report.html")
    assert (place / "second" / "good" / "report.html").read_bytes() == before
    assert sorted(path.name for path in (place / "second").iterdir()) == ["good", "index.html"]


def test_a_folder_that_cannot_be_written_is_told_before_a_kernel_starts(place, monkeypatch):
    monkeypatch.setattr(kernels, "Kernels", lambda: pytest.fail("a kernel was started"))
    (place / "file").write_text("", "utf-8")
    with pytest.raises(OSError, match="file"):
        rendered(place, "file", "good")


# --- interrupted: a command of its own, as a terminal or a scheduler would end it


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def wait_for(path, seconds=30):
    end = time.monotonic() + seconds
    while not (path.exists() and path.read_text()):
        assert time.monotonic() < end, f"{path.name} was never written"
        time.sleep(0.02)
    return path.read_text()


def test_a_kernel_that_comes_after_the_end_is_ended_too():
    """An interrupt while the libraries were being imported once let the report run on."""
    with kernels.Kernels() as source:
        kernel = source.kernel({})
        source.stop()
        with contextlib.suppress(kernels.KernelError):
            assert source.kernel({}).stopped
    assert not alive(kernel.pid)


@pytest.mark.skipif(os.name == "nt", reason="signals and process groups are POSIX")
@pytest.mark.parametrize(("number", "status", "jobs"), [(signal.SIGINT, 130, 1), (signal.SIGTERM, 143, 2)])
def test_an_interrupted_run_leaves_no_process_and_no_draft(tmp_path, place, number, status, jobs):
    for name in ("slow", "other"):
        write(tmp_path, name, f"import os, pathlib, time\npathlib.Path('{name}.pid').write_text(str(os.getpid()))\ntime.sleep(60)")
    # Read by every Python that this starts, the workers too, so that their kernels import nothing in advance.
    (tmp_path / "sitecustomize.py").write_text("from iranaz_utils.reporting import kernels; kernels.WARM = kernels.WARM[:1]", "utf-8")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), *sys.path])}
    command = [sys.executable, "-m", "iranaz_utils.cli", "report", "slow.ipynb", "other.ipynb", str(place / "articles"), f"--jobs={jobs}"]
    process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    running = [int(wait_for(tmp_path / f"{name}.pid")) for name in ("slow", "other")[:jobs]]
    process.send_signal(number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == status
    assert "Traceback" not in said
    assert not any(map(alive, running))
    assert list((tmp_path / "reports").iterdir()) == []
