"""Notebooks become reports: checked, run one after another or side by side, and listed in an overview."""

from __future__ import annotations

import contextlib
import os
import queue
import shutil
import signal
import sys
import threading
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iranaz_utils.reporting.folder import draft_of, held
from iranaz_utils.reporting.index import write_index
from iranaz_utils.reporting.manifest import is_unchanged
from iranaz_utils.reporting.plan import Job, plan
from iranaz_utils.tables import IranazError

if TYPE_CHECKING:
    from iranaz_utils.reporting.kernels import Kernels


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

#: Reports rendered at once where nothing else is asked for: each holds a corpus in memory.
MOST_AT_ONCE = 4
#: Seconds until a thread whose kernel was killed has surely noticed.
PATIENCE = 10


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
    return [outcomes[job.label].path for job in todo]


def render(todo: list[Job], *, jobs: int | None = None, force: bool = False, timeout: float | None = None) -> Outcomes:
    """What became of each report, as they come, with so many `jobs` at the same time.

    Without `jobs` there is one more than processors, so that none of these idles, and four at most. A report that takes more than
    `timeout` seconds has failed. The overview is rebuilt at the end. Whatever happens, no kernel and no draft is left behind.
    """
    with contextlib.ExitStack() as stack:
        stack.enter_context(_stoppable())
        for out in sorted({job.out for job in todo}):
            stack.enter_context(held(Path(out)))
        kept = [] if force else [job for job in todo if is_unchanged(job.folder, job.key)]
        for job in kept:
            shutil.rmtree(job.failed, ignore_errors=True)  # a failure with other settings; what was asked for now is here
            yield Outcome(job.label, "unchanged", job.folder / "report.html")
        changed = [job for job in todo if job not in kept]
        if changed:
            yield from stack.enter_context(contextlib.closing(_rendered(changed, jobs or _at_once(), timeout)))
        for out in {job.out for job in todo}:
            write_index(Path(out), fresh=[job.folder for job in todo])


def _at_once() -> int:
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(processors + 1, MOST_AT_ONCE)


def _rendered(todo: list[Job], jobs: int, timeout: float | None) -> Outcomes:
    """Each report in a kernel, so many of them at once: threads talk to the kernels, this one waits and hears the signals."""
    from iranaz_utils.reporting.execute import papermill
    from iranaz_utils.reporting.kernels import Kernels

    waiting, done = list(enumerate(todo)), queue.SimpleQueue[Outcome]()

    def work() -> None:
        from jupyter_core.utils import ensure_event_loop

        while waiting:
            with contextlib.suppress(IndexError):
                number, job = waiting.pop(0)
                done.put(_one(job, kernels, timeout, number))
        ensure_event_loop().close()  # that of this thread, in which nbclient ran the cells

    with Kernels() as kernels:
        threads = [threading.Thread(target=work, daemon=True) for _ in range(min(jobs, len(todo)))]
        try:
            for thread in threads:
                thread.start()
            papermill()  # while the first kernel is getting ready
            for _ in todo:
                yield done.get()
        finally:
            waiting.clear()
            kernels.stop()
            for thread in threads:
                thread.join(PATIENCE)


def _one(job: Job, kernels: Kernels, timeout: float | None, number: int) -> Outcome:
    """One report from its draft to its place; whatever goes wrong is its failure, and the others go on."""
    from iranaz_utils.reporting.execute import execute, explained

    progress = {"desc": job.label, "leave": False, "position": number} if sys.stderr.isatty() else False
    with contextlib.ExitStack() as stack:
        try:
            draft = draft_of(job.folder)
            stack.callback(shutil.rmtree, draft, ignore_errors=True)
            kernel = kernels.kernel({"IRANAZ_REPORT": str(draft)})
            stack.callback(kernel.close)
            made = execute(job, kernel, draft, timeout=timeout, progress=progress)
        except OSError as error:
            return Outcome(job.label, "failed", job.folder, error=f"it could not be written: {explained(error)}")
        except Exception as error:
            return Outcome(job.label, "failed", job.folder, error=str(error) if isinstance(error, IranazError) else repr(error))
    folder, status = (job.folder, "rendered") if made["status"] == "ok" else (job.failed, "failed")
    return Outcome(job.label, status, folder / "report.html", made["seconds"], made["error"])


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
