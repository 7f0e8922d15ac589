"""The folder of the reports: one run in it at a time, and nothing in it but whole reports, whenever a run was killed."""

from __future__ import annotations

import contextlib
import ctypes
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from iranaz_utils.tables import IranazError

try:
    import fcntl
except ImportError:  # Windows: two runs at once are not kept apart there
    fcntl = None  # type: ignore[assignment]

LOCK = ".lock"
#: The words of Linux's `renameat2`.
CURRENT_FOLDER, EXCHANGE = -100, 2
#: A report that is being rendered, and one that is being replaced.
LEFT = re.compile(r"\.(.+)\.\d+\.(draft|old)")


class LockedError(IranazError):
    """Another run writes into the same folder; the text says which."""


@contextlib.contextmanager
def held(out: Path) -> Iterator[None]:
    """The folder, made where it is not there, for this run alone; what a killed run left in it is tidied first.

    The system gives a lock back when its process ends in whatever way, so that the file of a dead run keeps nobody out.

    Raises
    ------
    LockedError
        If another run is at work there.
    OSError
        If nothing can be written there.
    """
    out.mkdir(parents=True, exist_ok=True)
    with contextlib.ExitStack() as stack:
        file = _locked(out / LOCK)
        stack.callback(file.close)
        stack.callback((out / LOCK).unlink, missing_ok=True)
        _tidy(out)
        yield


def _locked(path: Path) -> IO[str]:
    while True:
        file = path.open("a+", encoding="utf-8")
        try:
            if fcntl is not None:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            who = file.read().strip() or "another process"
            file.close()
            raise LockedError(
                f"{path.parent} is being written by another run ({who}); wait until it has ended, or choose another folder with --out"
            ) from None
        # The run that held it may have removed the file between the two calls: then this lock is on a file that nobody else sees.
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(path.stat(), os.fstat(file.fileno())):
                file.truncate(0)
                print(f"process {os.getpid()}", file=file, flush=True)
                return file
        file.close()


def draft_of(folder: Path) -> Path:
    """An empty sibling of a report's own folder to write into, so that moving it there is one rename."""
    draft = folder.with_name(f".{folder.name}.{os.getpid()}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    return draft


def place(draft: Path, target: Path) -> None:
    """Put a finished folder where the old one is; on Linux in one step, so that no moment is without a whole report."""
    old = draft.with_suffix(".old")
    shutil.rmtree(old, ignore_errors=True)
    if not target.exists():
        draft.rename(target)
        return
    if _exchanged(draft, target):
        draft.rename(old)
    else:
        target.rename(old)
        draft.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether the system could swap two names at once, which Python has no function for: Linux's `renameat2`."""
    try:
        libc = ctypes.CDLL(None)
        return libc.renameat2(CURRENT_FOLDER, os.fsencode(one), CURRENT_FOLDER, os.fsencode(other), EXCHANGE) == 0
    except (AttributeError, OSError, TypeError):
        return False


def _tidy(out: Path) -> None:
    """Drafts of a killed run go; a report that it had moved away and not yet replaced comes back."""
    for path in [*out.glob(".*"), *out.glob("*/.*")]:
        if path.is_dir() and (found := LEFT.fullmatch(path.name)):
            if found[2] == "old" and not path.with_name(found[1]).exists():
                path.rename(path.with_name(found[1]))
            else:
                shutil.rmtree(path, ignore_errors=True)
