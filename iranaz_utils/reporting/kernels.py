"""Kernels: started early, in a place of their own, and never left behind.

Starting a kernel and importing pandas into it takes two seconds, so the kernel of the next report is started while the
current one runs. Each kernel is a process group of its own with a private folder for its sockets: two runs on one
machine cannot meet (TCP ports can, and so can sockets in the default folder). It uses this very Python, not whichever
one a `python3` kernel spec of the user happens to name, and none of the user's IPython start-up files.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync

#: Imported while the kernel waits; no name of them is left in the notebook, which must import what it uses.
WARM = ("pandas", "polars", "matplotlib.pyplot", "iranaz_utils.showing.figures", "iranaz_utils.reporting.page", "scipy.stats")
OPTIONS = [
    f"--IPKernelApp.exec_lines=all(map(__import__, {WARM!r}));",
    "--IPKernelApp.exec_PYTHONSTARTUP=False",
    "--HistoryManager.hist_file=:memory:",
]
#: A Unix socket's path may hold 104 bytes on macOS; where the folder for temporary files is longer, TCP has to do.
LONGEST_FOLDER = 95


class ThisPython(KernelSpecManager):
    """Knows one kernel: the Python that runs this."""

    def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
        """The kernel of this Python, whatever name was asked for."""
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python", name=kernel_name)


class Manager(AsyncKernelManager):
    """Keeps the client that it was asked for, whose sockets and thread somebody has to close."""

    made: Any = None

    def client(self, **options: Any) -> Any:
        """A client of the kernel."""
        self.made = super().client(**options)
        return self.made


@dataclass(frozen=True)
class Kernel:
    """A started kernel and its private folder."""

    manager: Manager
    folder: Path

    def log(self) -> str:
        """What the kernel's process wrote outside of the notebook: the reason, when it died."""
        with contextlib.suppress(OSError):
            return (self.folder / "log").read_text(encoding="utf-8", errors="replace").strip()
        return ""


def start(environment: Mapping[str, str]) -> Kernel:
    """Start a kernel in the current folder, without waiting until it is ready.

    Parameters
    ----------
    environment
        Variables that the kernel has on top of this process's own.
    """
    folder = Path(tempfile.mkdtemp(prefix="iranaz"))
    manager = Manager(kernel_name="python3", kernel_spec_manager=ThisPython())
    manager.connection_file = str(folder / "k.json")
    if os.name != "nt" and len(str(folder).encode()) < LONGEST_FOLDER:
        manager.transport, manager.ip = "ipc", str(folder / "k")
    private = {"MPLBACKEND": "agg", "IPYTHONDIR": str(folder), "PYTHONHASHSEED": "0"}
    kernel = Kernel(manager, folder)
    try:
        with (folder / "log").open("wb") as log:
            run_sync(manager.start_kernel)(
                extra_arguments=OPTIONS,
                env={**os.environ, **private, **environment},
                stdout=log,
                stderr=log,
            )
    except BaseException:
        stop(kernel)
        raise
    return kernel


def stop(kernel: Kernel) -> None:
    """End the kernel with every process it started, at once, and remove its folder; nothing when it is stopped already.

    Not by asking it, as jupyter_client does: that would run the event loop, and with it whatever an interrupt has left there.
    """
    process = getattr(kernel.manager.provisioner, "process", None)
    if process is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
        process.wait()
        if kernel.manager.made:
            kernel.manager.made.stop_channels()
        kernel.manager.context.destroy(linger=0)
    shutil.rmtree(kernel.folder, ignore_errors=True)
