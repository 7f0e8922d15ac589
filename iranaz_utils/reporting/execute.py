"""One report from start to end: run in its kernel, tidied, published, and put in place whole."""

from __future__ import annotations

import contextlib
import json
import logging
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from types import ModuleType

from iranaz_utils.reporting import manifest
from iranaz_utils.reporting.folder import place
from iranaz_utils.reporting.kernels import Kernel, KernelError
from iranaz_utils.reporting.parameters import RUNNER, read_notebook, read_parameters
from iranaz_utils.reporting.plan import REPORTS, Job
from iranaz_utils.reporting.publish import publish

#: papermill's own marks around a failed cell; the page has its own.
MARKS = "papermill-error-cell-tag"
#: The name of papermill's engine as it is used here.
ENGINE = "iranaz"
DIED = "the kernel died, most often for want of memory"


def execute(job: Job, kernel: Kernel, draft: Path, *, timeout: float | None = None, progress: dict | bool = False) -> dict:
    """Render a report into the folder `draft`, then move it to its place; give its manifest.

    A report that fails goes to `NAME.failed` with the notebook so far and an `error.txt`; the last good one stays. `timeout` is in
    seconds, `progress` what papermill takes for its line of progress.
    """
    began = time.perf_counter()
    with _ended_after(timeout, kernel):
        failure = _run(job, kernel, draft, progress=progress)
    if kernel.stopped:
        raise KernelError("it was interrupted")
    notebook = _tidied(draft / "report.ipynb", Path(job.notebook))
    settings = [(parameter, job.settings[parameter.name]) for parameter in read_parameters(notebook)]
    page, title = publish(notebook, job.name, settings, failure=failure, home="../../index.html" if job.run else "../index.html")
    (draft / "report.html").write_text(page, encoding="utf-8")
    if failure:
        (draft / "error.txt").write_text(f"{failure}\n\n{kernel.log()}".strip() + "\n", encoding="utf-8")
    made = {
        "name": job.name,
        "status": "failed" if failure else "ok",
        "error": failure,
        "title": title,
        **_facts(draft / "page.json"),
        "key": job.key,
        "run": job.run,
        "notebook": job.name if job.name in REPORTS else job.notebook,
        "given": job.given,
        "parameters": job.settings,
        "changed": [parameter.name for parameter, value in settings if value != parameter.default and parameter.name not in RUNNER],
        "hashes": job.hashes,
        "seconds": round(time.perf_counter() - began, 2),
        "rendered_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "files": manifest.hashes(draft),
    }
    manifest.write_manifest(draft, made)
    place(draft, job.failed if failure else job.folder)
    if not failure:
        shutil.rmtree(job.failed, ignore_errors=True)
    return made


@contextlib.contextmanager
def _ended_after(seconds: float | None, kernel: Kernel) -> Iterator[None]:
    if seconds is None:
        yield
        return
    timer = threading.Timer(seconds, kernel.kill, [f"it took longer than {seconds:g} seconds"])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _run(job: Job, kernel: Kernel, draft: Path, *, progress: dict | bool) -> str:
    """Why the notebook failed, in one sentence; empty when all of its cells ran."""
    runner = papermill()
    from nbclient.exceptions import DeadKernelError
    from papermill.exceptions import PapermillExecutionError

    try:
        runner.execute_notebook(
            _unformatted(job.notebook),
            _unformatted(str(draft / "report.ipynb")),
            parameters=job.given,
            engine_name=ENGINE,
            kernel_name="python3",
            language="python",
            progress_bar=progress,
            record_timing=False,
            km=kernel.manager,
        )
    except PapermillExecutionError as error:
        return f"{error.ename}: {error.evalue}{_in_cell(error.source)}"
    # Whatever else goes wrong with a notebook or its kernel is that report's failure; the others go on.
    except Exception as error:
        if isinstance(error, OSError):
            return explained(error)
        if isinstance(error, DeadKernelError) or not kernel.is_alive():
            return f"{kernel.why or DIED}{_in_cell(_last_started(draft / 'report.ipynb'))}"
        return f"{type(error).__name__}: {error}"
    return ""


@cache
def papermill() -> ModuleType:
    """The package, set up for our reports. Importing it takes most of a second, in which a kernel can get ready: call it early."""
    # JupyterLab installs it, nbformat imports it when it is there, and it takes three seconds (jupyter_server#1559).
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
    import papermill

    # It warns of every parameter whose line it cannot read, `int | None` among them (papermill#695), and of what is raised anyway.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    _write_letters_as_letters()
    _write_the_notebook_once()
    return papermill


def explained(error: OSError) -> str:
    """Why a file could not be written or read, in words: `no space left on device: reports/timeline`."""
    where = f": {error.filename}" if error.filename else ""
    return f"{(error.strerror or str(error)).lower()}{where}"


def _write_letters_as_letters() -> None:
    """Have papermill write `query = 'مرز'` into the notebook, where it would write the letters as escapes nobody can read or edit."""
    from papermill.translators import PythonTranslator, papermill_translators

    class Readable(PythonTranslator):
        translate_str = staticmethod(repr)

    papermill_translators.register("python", Readable)


def _write_the_notebook_once() -> None:
    """Have papermill write the notebook when it has ended, in whatever way: it would write all of it anew before and after each cell."""
    from papermill.engines import NBClientEngine, papermill_engines

    class Once(NBClientEngine):
        @classmethod
        def execute_managed_notebook(cls, nb_man, kernel_name, **options):
            nb_man.save = lambda **_: None
            try:
                return super().execute_managed_notebook(nb_man, kernel_name, **options)
            finally:
                del nb_man.save

    papermill_engines.register(ENGINE, Once)


def _in_cell(source: str) -> str:
    first = source.strip().partition("\n")[0]
    return f", in the cell that begins: {first}" if first else ""


def _last_started(path: Path) -> str:
    # Only the times tell: papermill calls every cell completed once the kernel is dead.
    cells = read_notebook(path)["cells"] if path.exists() else []
    started = [cell for cell in cells if cell["metadata"].get("papermill", {}).get("start_time")]
    return "".join(started[-1]["source"]) if started else ""


def _unformatted(path: str) -> str:
    """The path as it is: papermill fills `{name}` in paths with parameters, and a folder may be called that."""
    return path.replace("{", "{{").replace("}", "}}")


def _tidied(path: Path, source: Path) -> dict:
    """The notebook that ran without times, random ids and papermill's marks: equal runs give equal bytes."""
    notebook = read_notebook(path if path.exists() else source)
    notebook["metadata"].pop("papermill", None)
    notebook["cells"] = [cell for cell in notebook["cells"] if MARKS not in cell.get("metadata", {}).get("tags", ())]
    for number, cell in enumerate(notebook["cells"], start=1):
        cell["id"] = f"cell-{number}"
        for passing in ("papermill", "execution"):
            cell["metadata"].pop(passing, None)
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return notebook


def _facts(path: Path) -> dict:
    """The headline and the picture by which the notebook wants to be known; they move into the manifest."""
    facts = json.loads(path.read_bytes()) if path.exists() else {}
    path.unlink(missing_ok=True)
    return {name: facts.get(name, "") for name in ("headline", "picture")}
