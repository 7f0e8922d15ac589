"""Renders one light notebook again and again and kills each run at another moment; prints how often it killed and what was found wrong.

A process of its own: it forks, which a process with the threads of a test run should not.
"""

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

import papermill  # noqa: F401 - imported once, before the forks

from iranaz_utils.reporting import kernels
from iranaz_utils.reporting.execute import execute  # noqa: F401
from iranaz_utils.reporting.manifest import hashes, read_manifest
from iranaz_utils.reporting.plan import plan
from iranaz_utils.reporting.run import render

kernels.WARM = kernels.WARM[:1]


def start(notebook: Path, corpus: Path, out: Path, number: int) -> int:
    """A run as a process of its own."""
    process = os.fork()
    if process:
        return process
    try:
        list(render(plan(notebook, corpus=corpus, out=out, parameters={"number": number}), force=True))
    except BaseException:  # a fork must not go on with what its parent was doing
        os._exit(1)
    os._exit(0)


def faults(out: Path, name: str) -> list[str]:
    """What is wrong with the folder as a reader of reports finds it."""
    shown = sorted(path.name for path in out.iterdir() if not path.name.startswith("."))
    found = [] if shown == ["index.html", name] else [f"the folder holds {shown}"]
    manifest = read_manifest(out / name) or {}
    if manifest.get("status") != "ok" or manifest.get("files") != hashes(out / name):
        found.append("the report is not whole")
    return found + ([] if (out / "index.html").read_text("utf-8").endswith("</html>\n") else ["the overview is not whole"])


def left(pids: Path) -> list[int]:
    """The kernels that are still there a while after their run has gone."""
    known = [int(path.name) for path in pids.iterdir()]
    for _ in range(100):
        alive = [pid for pid in known if Path(f"/proc/{pid}").exists()]
        if not alive:
            break
        time.sleep(0.05)
    return alive if known else []


def main(place: Path, kills: int) -> dict:
    """Runs until so many were killed; the chances are the same in each run of the tests."""
    chance, out, pids = random.Random(8), place / "out", place / "pids"
    began = time.monotonic()
    os.waitpid(start(place / "light.ipynb", place / "articles", out, 0), 0)
    length, killed, number, found = time.monotonic() - began, 0, 0, []
    while killed < kills:
        number += 1
        process = start(place / "light.ipynb", place / "articles", out, number)
        time.sleep(chance.uniform(0, 0.95 * length))
        os.kill(process, chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        _, status = os.waitpid(process, 0)
        killed += status != 0
        found += [f"round {number}: {fault}" for fault in faults(out, "light")]
    found += [f"kernel {pid} was left behind" for pid in left(pids)]
    os.waitpid(start(place / "light.ipynb", place / "articles", out, 0), 0)
    found += [f"{path.name} was left behind" for path in out.iterdir() if path.name.startswith(".")]
    return {"killed": killed, "found": found}


if __name__ == "__main__":
    json.dump(main(Path(sys.argv[1]), int(sys.argv[2])), sys.stdout)
