"""Whenever a run is killed, the folder holds whole reports and the last good one, and no kernel lives on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

LIGHT = (
    "import os, pathlib, time\npathlib.Path(os.environ['PIDS'], str(os.getpid())).touch()",
    "out = pathlib.Path(os.environ['IRANAZ_REPORT'])\n(out / 'tables').mkdir()\n"
    "for name in 'abc':\n    (out / 'tables' / f'{name}.csv').write_text(f'{number}\\n' * 1000)\n    time.sleep(0.02)",
    "print(number)",
)


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are copied on Linux only")
def test_fifty_kills_at_random_moments_leave_only_whole_reports(write_notebook, articles, tmp_path, monkeypatch):
    write_notebook("light", 'corpus: str = ""\nnumber: int = 0', *LIGHT)
    (tmp_path / "pids").mkdir()
    monkeypatch.setenv("PIDS", str(tmp_path / "pids"))
    command = [sys.executable, Path(__file__).with_name("kills.py"), tmp_path, "50"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True, timeout=300).stdout)
    assert told["found"] == []
    assert told["killed"] == 50
    assert len(list((tmp_path / "pids").iterdir())) > 2  # some had come to their kernel, beside the first and the last run
