import fcntl
import os
import subprocess
import sys

import pytest

from iranaz_utils.reporting import folder
from iranaz_utils.reporting.folder import LOCK, LockedError, draft_of, held, place


def report(path, content):
    path.mkdir(parents=True)
    (path / "report.html").write_text(content, "utf-8")
    return path


def test_a_folder_is_made_held_and_given_back(tmp_path):
    with held(tmp_path / "out"):
        assert (tmp_path / "out" / LOCK).read_text("utf-8") == f"process {os.getpid()}\n"
    assert list((tmp_path / "out").iterdir()) == []


def test_a_second_run_is_told_who_is_at_work(tmp_path):
    with (
        held(tmp_path),
        pytest.raises(LockedError, match=rf"another run \(process {os.getpid()}\); wait until it has ended"),
        held(tmp_path),
    ):
        pass
    with held(tmp_path):
        pass


def test_the_lock_of_a_killed_run_keeps_nobody_out(tmp_path):
    begin = f"from pathlib import Path; from iranaz_utils.reporting.folder import held; lock = held(Path({str(tmp_path)!r}))"
    code = f"{begin}; lock.__enter__(); import os; os._exit(9)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert (tmp_path / LOCK).exists()
    with held(tmp_path):
        pass


def test_a_lock_whose_file_was_removed_meanwhile_is_not_taken_for_one(tmp_path, monkeypatch):
    """Two runs could both have believed that they held it: one the old file, one the new."""
    real, calls = fcntl.flock, []

    def flock(file, how):
        real(file, how)
        calls.append(how)
        if len(calls) == 1:
            (tmp_path / LOCK).unlink()

    monkeypatch.setattr(folder.fcntl, "flock", flock)
    with held(tmp_path):
        assert len(calls) == 2
        assert (tmp_path / LOCK).exists()


@pytest.mark.parametrize("swaps", [True, False])
def test_a_report_takes_the_place_of_the_last_one_whole(tmp_path, monkeypatch, swaps):
    if not swaps:
        monkeypatch.setattr(folder, "_exchanged", lambda *_: False)
    target = report(tmp_path / "mine", "old")
    draft = draft_of(target)
    (draft / "report.html").write_text("new", "utf-8")
    place(draft, target)
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
    assert (target / "report.html").read_text("utf-8") == "new"


def test_what_a_killed_run_left_is_tidied_and_what_it_had_moved_away_comes_back(tmp_path):
    report(tmp_path / ".mine.77.draft", "half")
    report(tmp_path / "side-IR" / ".mine.77.old", "old")
    report(tmp_path / ".other.77.old", "older")
    report(tmp_path / "other", "whole")
    report(tmp_path / ".git", "not of a run")
    with held(tmp_path):
        assert sorted(path.name for path in tmp_path.iterdir()) == [".git", LOCK, "other", "side-IR"]
        assert (tmp_path / "side-IR" / "mine" / "report.html").read_text("utf-8") == "old"
        assert (tmp_path / "other" / "report.html").read_text("utf-8") == "whole"
