"""The process that kernels come from: it imports what reports need once, and every kernel is a copy of it.

`python -m iranaz_utils.reporting.warm MODULE...` imports the modules, then reads requests from its standard input, one JSON object a
line, and answers each with the process number of a kernel. When its input ends, because whoever started it has ended in whatever way, it
takes every kernel with it: not even a run that was killed leaves one behind.

Copies (forks) are made on Linux only, where nothing that is imported here has trouble with them; Polars starts its threads at first use,
and here nothing is used. Elsewhere each of these processes becomes the one kernel that it is asked for.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import pkgutil
import signal
import sys

FORKS = sys.platform == "linux"


def main(modules: list[str]) -> None:
    """Import the modules, then answer requests until there are no more."""
    sys.modules["debugpy"] = None  # type: ignore[assignment] # ipykernel does without it, and each kernel would take a tenth of a second
    gc.disable()  # what is imported stays: looking for garbage in it would take a third of the time
    for name in modules:
        _import(name)
    gc.enable()
    if not FORKS:
        request = json.loads(sys.stdin.readline())
        print(os.getpid(), flush=True)  # noqa: T201 - the answer
        _become_kernel(request)
        return
    gc.freeze()  # what is there by now stays: copies need not look through it again and again, and share its memory
    gc.set_threshold(50_000, 20, 50)  # drawing makes many small things, of which few go in circles
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # from now on only the end of its input ends it, so that no kernel is forgotten
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets kernels that have ended, so that nobody waits for them
    kernels = [_fork(json.loads(line)) for line in iter(sys.stdin.readline, "")]
    for kernel in kernels:
        # No child of this number: it has ended, and the number may be another process's by now.
        with contextlib.suppress(ChildProcessError, ProcessLookupError):
            if os.waitpid(kernel, os.WNOHANG) == (0, 0):
                os.killpg(kernel, signal.SIGKILL)


def _import(name: str) -> None:
    """Import a module, or, of `room.*`, all modules of a room."""
    module = importlib.import_module(name.removesuffix(".*"))
    if name.endswith(".*"):
        for inner in pkgutil.walk_packages(module.__path__, f"{module.__name__}."):
            importlib.import_module(inner.name)


def _fork(request: dict) -> int:
    kernel = os.fork()
    if kernel == 0:
        try:
            os.setpgid(0, 0)
            for number in (signal.SIGTERM, signal.SIGCHLD):
                signal.signal(number, signal.SIG_DFL)
            _become_kernel(request)
        finally:
            os._exit(1)
    with contextlib.suppress(OSError):  # the kernel does the same; whoever comes first, it leads its group before anyone is told of it
        os.setpgid(kernel, kernel)
    print(kernel, flush=True)  # noqa: T201 - the answer
    return kernel


def _become_kernel(request: dict) -> None:
    from ipykernel.kernelapp import IPKernelApp

    log, nothing = os.open(request["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.environ.update(request["environment"])
    IPKernelApp.launch_instance(argv=request["arguments"])


if __name__ == "__main__":
    main(sys.argv[1:])
