"""Many files are read in their order, the next ones meanwhile."""

import sys

import pytest

from iranaz_utils.reading import ahead, load_corpus
from iranaz_utils.reading.ahead import SEVERAL, read_all
from iranaz_utils.reading.records import Problem, Record
from iranaz_utils.tables import ParameterError


@pytest.fixture
def files(tmp_path):
    """More files than are read in turn: texts of all lengths, a table, one that is empty and one that is none."""
    for number in range(2 * SEVERAL):
        (tmp_path / f"{number:03}.txt").write_text(f"Bridge {number}. " * (number % 7 + 1), "utf-8")
    (tmp_path / "050.csv").write_text("text\nThe river.\nThe king.\n", "utf-8")
    (tmp_path / "051.txt").write_bytes(b"")
    (tmp_path / "052.txt").unlink()
    (tmp_path / "052.txt").symlink_to(tmp_path / "nowhere")
    return sorted(tmp_path.iterdir())


def test_reading_ahead_finds_what_reading_in_turn_finds(files, monkeypatch):
    found = list(read_all(list(files), files[0].parent))
    monkeypatch.setattr(ahead, "SEVERAL", 10_000)
    assert found == list(read_all(list(files), files[0].parent))
    assert [item.path for item in found if isinstance(item, Problem)] == ["051.txt", "052.txt"]
    assert sum(isinstance(item, Record) for item in found) == 2 * SEVERAL


def test_large_files_are_read_in_their_turn(files, monkeypatch):
    found = list(read_all(list(files), files[0].parent))
    monkeypatch.setattr(ahead, "SMALL", 20)
    assert list(read_all(list(files), files[0].parent)) == found


def test_the_list_is_emptied_as_its_files_are_read(files):
    """Twenty thousand paths took as much memory as what was kept of their articles."""
    left = list(files)
    found = read_all(left, files[0].parent)
    next(iter(found))
    assert len(left) < len(files)
    list(found)
    assert left == []


def test_a_bar_is_shown_on_a_terminal_only(files, monkeypatch, capsys):
    monkeypatch.setattr(ahead, "MANY", 10)
    list(read_all(list(files), files[0].parent))
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    list(read_all(list(files), files[0].parent))
    assert "reading" in capsys.readouterr().err


def test_a_wrong_parameter_is_an_error_as_with_few_files(files):
    with pytest.raises(ParameterError, match="columns takes the fields"):
        load_corpus(files[0].parent, columns={"body": "text"})
