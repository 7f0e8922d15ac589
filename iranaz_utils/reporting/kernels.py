"""Kernels: started early, in a place of their own, and never left behind.

Importing pandas and matplotlib takes two seconds, so one process imports them for all, and each kernel is a copy of it (`warm.py`). A
kernel is a process group of its own with a private folder for its sockets: two runs on one machine cannot meet (TCP ports can, and so can
sockets in the default folder). It is this very Python, not whichever one a `python3` kernel spec of the user happens to name, and reads
none of the user's IPython start-up files.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from iranaz_utils.reporting.warm import FORKS
from iranaz_utils.tables import IranazError

#: Imported before there is a kernel; no name of them is in the notebook, which must import what it uses.
WARM = (
    "ipykernel.kernelapp", "pandas", "polars", "matplotlib.backends.backend_agg", "matplotlib.backends.backend_svg", "PIL.PngImagePlugin",
    "scipy.special", "scipy.sparse",
    "iranaz_utils.reporting.page", "iranaz_utils.reading.*", "iranaz_utils.finding.*", "iranaz_utils.measuring.*", "iranaz_utils.showing.*",
)  # fmt: skip
OPTIONS = ["--IPKernelApp.exec_PYTHONSTARTUP=False", "--HistoryManager.hist_file=:memory:"]
#: Of every kernel: no window, nobody's settings, and sets in the same order each time.
ENVIRONMENT = {"MPLBACKEND": "agg", "PYTHONHASHSEED": "0"}
#: A Unix socket's path may hold 104 bytes on macOS; where the folder for temporary files is longer, TCP has to do.
LONGEST_FOLDER = 95


class KernelError(IranazError):
    """No kernel could be started; the text says why."""


@dataclass
class Kernel:
    """A started kernel: its process, which leads a group, and its private folder."""

    pid: int
    folder: Path
    manager: Any
    why: str = ""
    stopped: bool = False
    closed: bool = False

    def log(self) -> str:
        """What the kernel's process wrote outside of the notebook: the reason, when it died."""
        return _text(self.folder / "log")

    def is_alive(self) -> bool:
        """Whether the process is there."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        return True

    def kill(self, why: str = "") -> None:
        """End the process and every process it started, at once; `why` is told instead of a guess."""
        if self.closed:  # its number may be another process's by now
            return
        self.why = self.why or why
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self.pid, signal.SIGKILL)
            else:
                os.kill(self.pid, signal.SIGTERM)

    def stop(self) -> None:
        """Kill it because nobody wants its result any more."""
        self.stopped = True
        self.kill()

    def close(self) -> None:
        """Kill it, close what talked to it, and remove its folder."""
        self.kill()
        self.closed = True
        if self.manager.made:
            self.manager.made.stop_channels()
        self.manager.context.destroy(linger=0)
        shutil.rmtree(self.folder, ignore_errors=True)


class Kernels:
    """The process that kernels come from, started at once and not waited for; used in a `with`, which no kernel outlives."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="iranaz"))
        self._sources = [self._start()]
        self._kernels: list[Kernel] = []
        self._asking = threading.Lock()
        self._stopped = False

    def __enter__(self) -> Kernels:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        for source in self._sources:
            source.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def stop(self) -> None:
        """End all kernels at once, those that were asked for and are not there yet too; what runs in them is neither good nor failed."""
        self._stopped = True
        for source in self._sources:
            source.terminate()  # while it imports; later it ends with its input
        for kernel in self._kernels:
            kernel.stop()

    def kernel(self, environment: Mapping[str, str]) -> Kernel:
        """A kernel in the current folder, with these variables on top of this process's own; it may still be getting ready.

        Raises
        ------
        KernelError
            If there is no process that could become one.
        """
        folder = Path(tempfile.mkdtemp(prefix="k", dir=self._folder))
        manager = _manager(folder)
        own = {"IPYTHONDIR": str(folder), **({} if FORKS else {"JPY_PARENT_PID": str(os.getpid())})}
        arguments = ["-f", manager.connection_file, *OPTIONS]
        with self._asking:
            pid = self._ask({"arguments": arguments, "log": str(folder / "log"), "environment": {**environment, **own}})
            manager.kernel = Kernel(pid, folder, manager)
            self._kernels.append(manager.kernel)
        if self._stopped:
            manager.kernel.stop()
        return manager.kernel

    def _ask(self, request: dict) -> int:
        if not FORKS and len(self._kernels) == len(self._sources):  # each source has become a kernel
            self._sources.append(self._start())
        source = self._sources[-1]
        try:
            print(json.dumps(request), file=source.stdin, flush=True)
            return int(source.stdout.readline())  # type: ignore[union-attr]
        except (OSError, ValueError):
            said = _text(self._folder / "log").splitlines() or ["its process ended without a word"]
            raise KernelError(f"no kernel could be started: {said[-1]}") from None

    def _start(self) -> subprocess.Popen:
        with (self._folder / "log").open("ab") as log:
            # A session of its own: Ctrl-C at a terminal is for the run alone, which then ends what it started.
            return subprocess.Popen(  # noqa: S603 - this very Python, no shell
                [sys.executable, "-P", "-m", "iranaz_utils.reporting.warm", *WARM],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**os.environ, **ENVIRONMENT},
                text=True,
                start_new_session=True,
            )


def _manager(folder: Path) -> Any:
    """What papermill and nbclient ask of a kernel, for one that is there already; the file of its addresses is written."""
    from jupyter_client.manager import AsyncKernelManager

    class Manager(AsyncKernelManager):
        kernel: Kernel
        made: Any = None  # the client, whose sockets and thread somebody has to close
        has_kernel = True

        def client(self, **options: Any) -> Any:
            self.made = super().client(**options)
            return self.made

        async def _async_is_alive(self) -> bool:
            return self.kernel.is_alive()

        is_alive = _async_is_alive

        async def shutdown_kernel(self, *_: object, **__: object) -> None:  # type: ignore[override]
            self.kernel.kill()

    manager = Manager(connection_file=str(folder / "k.json"))
    if os.name != "nt" and len(str(folder).encode()) < LONGEST_FOLDER:
        manager.transport, manager.ip = "ipc", str(folder / "k")
    manager.write_connection_file()
    return manager


def _text(path: Path) -> str:
    with contextlib.suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").strip()
    return ""
