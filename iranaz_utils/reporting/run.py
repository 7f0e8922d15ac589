"""Notebooks become reports: checked, run one after another or side by side, and listed in an overview."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iranaz_utils.reporting.index import write_index
from iranaz_utils.reporting.manifest import is_unchanged
from iranaz_utils.reporting.plan import Job, plan
from iranaz_utils.tables import IranazError

if TYPE_CHECKING:
    from iranaz_utils.reporting.kernels import Kernel


class ReportError(IranazError):
    """A report could not be rendered; the text says which, why, and where the notebook so far lies."""


@dataclass(frozen=True)
class Outcome:
    """What became of one report: `status` is `rendered`, `unchanged` or `failed`, `path` its page."""

    name: str
    status: str
    path: Path
    seconds: float = 0.0
    error: str = ""


Outcomes = Generator[Outcome, None, None]


def report(name_or_path="all", *, corpus=None, out="reports/", parameters=None, profile=None, force=False) -> list[Path]:
    """Render reports on a corpus, and leave alone those that nothing has changed.

    Parameters
    ----------
    name_or_path : str, path or list of them
        `"frequency"`, `"comention"`, `"timeline"`, `"all"`, or the path of a notebook of one's own.
    corpus : path, optional
        Whatever `load_corpus` reads; the sample articles when neither it nor the notebook names another.
    out : path
        Folder of the reports; made when it is not there.
    parameters : dict, optional
        Parameter → value. Each notebook takes those it knows; one that none of them knows is refused.
    profile : str or path, optional
        Name or folder of a profile; the one that the notebook names when not given.
    force : bool
        Render also what is unchanged.

    Returns
    -------
    list of Path
        The page of each report, in the order asked for.

    Raises
    ------
    ParameterError, CorpusError, ProfileError
        Before anything runs, if a name, a value or a path is wrong.
    ReportError
        After all reports were tried, if one failed.

    Examples
    --------
    >>> report("frequncy")
    Traceback (most recent call last):
    iranaz_utils.tables.ParameterError: there is no report frequncy; take frequency, comention, timeline, all, or ...
    """
    todo = plan(name_or_path, corpus=corpus, out=out, parameters=parameters, profile=profile)
    outcomes = {outcome.name: outcome for outcome in render(todo, force=force)}
    if failed := [outcome for outcome in outcomes.values() if outcome.status == "failed"]:
        raise ReportError("\n".join(f"{outcome.name} failed: {outcome.error}; see {outcome.path}" for outcome in failed))
    return [outcomes[job.name].path for job in todo]


def render(todo: list[Job], *, jobs: int = 1, force: bool = False) -> Outcomes:
    """What became of each report, as they come, with so many `jobs` at the same time.

    The overview is rebuilt at the end. Whatever happens, no kernel is left behind.
    """
    kept = [] if force else [job for job in todo if is_unchanged(job.folder, job.key)]
    for job in kept:
        shutil.rmtree(job.failed, ignore_errors=True)  # a failure with other settings; what was asked for now is here
        yield Outcome(job.name, "unchanged", job.folder / "report.html")
    changed = [job for job in todo if job not in kept]
    if changed:
        rendered = _side_by_side(changed, jobs) if min(jobs, len(changed)) > 1 else _in_turn(changed, progress=sys.stderr.isatty())
        with _stoppable(), contextlib.closing(rendered):
            yield from rendered
    for out in {job.out for job in todo}:
        write_index(Path(out))


def _in_turn(jobs: list[Job], *, progress: bool) -> Outcomes:
    """One after another, the next kernel getting ready while the current report runs."""
    from iranaz_utils.reporting.kernels import stop

    with contextlib.ExitStack() as stack:
        begun: list[tuple[Kernel, Path]] = []
        for number, job in enumerate(jobs):
            begun += [_begin(each, stack) for each in jobs[len(begun) : number + 2]]
            kernel, draft = begun[number]
            yield _one(job, kernel, draft, progress=progress)
            stop(kernel)


def _begin(job: Job, stack: contextlib.ExitStack) -> tuple[Kernel, Path]:
    """A folder to write into and a kernel that knows it; both are gone when the stack ends."""
    from iranaz_utils.reporting import kernels

    draft = _draft(job)
    stack.callback(shutil.rmtree, draft, ignore_errors=True)
    kernel = kernels.start({"IRANAZ_REPORT": str(draft)})
    stack.callback(kernels.stop, kernel)
    return kernel, draft


def _one(job: Job, kernel: Kernel, draft: Path, *, progress: bool) -> Outcome:
    from iranaz_utils.reporting.execute import execute

    made = execute(job, kernel, draft, progress=progress)
    status, folder = ("rendered", job.folder) if made["status"] == "ok" else ("failed", job.failed)
    return Outcome(job.name, status, folder / "report.html", made["seconds"], made["error"])


def _draft(job: Job) -> Path:
    """A sibling of the report's own folder, so that moving it there is one rename."""
    draft = job.folder.with_name(f".{job.name}-{os.getpid()}")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    return draft


def _side_by_side(jobs: list[Job], processes: int) -> Outcomes:
    """Each report in a process of its own: the current folder and the signals of a process cannot be shared by threads."""
    waiting, running = list(jobs), dict[str, tuple[Job, subprocess.Popen]]()
    try:
        while waiting or running:
            while waiting and len(running) < processes:
                job = waiting.pop(0)
                running[job.name] = job, _worker(job)
            for name in [name for name, (_, worker) in running.items() if worker.poll() is not None]:
                yield _told(*running.pop(name))
            time.sleep(0.05)
    finally:
        for _, worker in running.values():
            worker.terminate()
        for _, worker in running.values():
            worker.communicate()


def _worker(job: Job) -> subprocess.Popen:
    worker = subprocess.Popen(
        [sys.executable, "-P", "-m", "iranaz_utils.reporting.run"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    if worker.stdin:
        with worker.stdin as pipe:
            pipe.write(json.dumps(dataclasses.asdict(job)))
        worker.stdin = None  # so that communicate() only reads
    return worker


def _told(job: Job, worker: subprocess.Popen) -> Outcome:
    told, _ = worker.communicate()
    if worker.returncode:
        return Outcome(job.name, "failed", job.failed / "report.html", error=f"its process ended with status {worker.returncode}")
    return Outcome(**json.loads(told, object_hook=lambda made: made | {"path": Path(made["path"])}))


@contextlib.contextmanager
def _stoppable() -> Iterator[None]:
    """A request to end raises once, and later ones are not heard, so that what `finally` says is done in peace."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers if signal.getsignal(number) is not signal.SIG_IGN}

    def end(number, _frame):
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(128 + number)

    try:
        for number in before:
            signal.signal(number, end)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _work() -> None:
    """The worker process: a job comes in, its outcome goes out, both as JSON."""
    job = Job(**json.load(sys.stdin))
    with _stoppable(), contextlib.closing(_in_turn([job], progress=False)) as rendered:
        outcomes = list(rendered)
    json.dump(dataclasses.asdict(outcomes[0]) | {"path": str(outcomes[0].path)}, sys.stdout)


if __name__ == "__main__":
    try:
        _work()
    except KeyboardInterrupt:
        sys.exit(130)
