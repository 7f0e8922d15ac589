"""Paths become records: which files are found, what they are taken for, and what is said of those that are not read."""

import os
import socket
from pathlib import Path

import pandas as pd
import pytest

from iranaz_utils.reading import load_corpus
from iranaz_utils.reading.files import Problem, Record, find, printable, read
from iranaz_utils.reading.records import HEAD, Source, Unreadable
from iranaz_utils.tables import CorpusError, ParameterError


def _read(path, name=None, **settings):
    return list(read(path, name or path.name, **settings))


def _records(found):
    return [item for item in found if isinstance(item, Record)]


def _problems(found, *severities):
    return [item for item in found if isinstance(item, Problem) and (not severities or item.severity in severities)]


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"This is {name}.", "utf-8")
    return tmp_path


def _names(folder):
    return [file.relative_to(folder).as_posix() for file in find(folder)]


# --- a toy


def test_a_text_file_is_one_record(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge is open.", "utf-8")
    (record,) = _read(tmp_path / "a.txt")
    assert (record.path, record.text, record.fields) == ("a.txt", "The bridge is open.", {})


def test_files_are_found_in_a_stable_order_and_hidden_ones_are_not(folder):
    assert _names(folder) == ["a.txt", "b.txt", "sub/c.txt"]


def test_nothing_there_and_an_empty_folder_are_told_apart(tmp_path):
    with pytest.raises(CorpusError, match="no file or folder"):
        find(tmp_path / "missing")
    with pytest.raises(CorpusError, match="holds no files"):
        find(tmp_path)


def test_a_readme_is_no_article_and_what_systems_leave_in_folders_is_nothing(tmp_path):
    for name in ("README.md", "Thumbs.db", "desktop.ini"):
        (tmp_path / name).write_bytes(b"Notes on the articles.")
    assert [(problem.path, problem.severity) for file in find(tmp_path) for problem in _read(file)] == [("README.md", "info")]


# --- what a file is, its content tells


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", b"<!DOCTYPE html><html><body><p>The bridge is open.</p></body></html>", "The bridge is open."),
        ("a.pdf.txt", rb"{\rtf1 The bridge is open.\par}", "The bridge is open."),
        ("a", b"The bridge is open.", "The bridge is open."),
        ("a.TXT", b"The bridge is open.", "The bridge is open."),
        ("a.txt", b'{"text": "The bridge is open.", "title": "Bridge"}\n', "The bridge is open."),
        ("a.json", b'{"text": "The bridge is open."}\n{"text": "The river is wide."}', "The bridge is open."),
        ("a.csv", b"<html><body><p>The bridge is open.</p></body></html>", "The bridge is open."),
        ("a.md", b"T is the first letter of this one.", "T is the first letter of this one."),
        ("a.txt", b"[Strelsau] The bridge is open.", "[Strelsau] The bridge is open."),
    ],
)
def test_content_counts_before_the_extension(tmp_path, name, data, expected):
    (tmp_path / name).write_bytes(data)
    assert _records(_read(tmp_path / name))[0].text == expected


@pytest.mark.parametrize(
    ("name", "data", "problem"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n", "is empty"),
        ("a.txt", b"\0\1\2" * 99, "control characters"),
        ("a.txt", bytes(range(256)) * 9, "no"),
        ("a.pdf", b"not one", "no PDF file"),
        ("a.docx", b"not one", "no Word file"),
        ("a.xlsx", b"PK\x03\x04 cut", "broken or cut off"),
        ("a.parquet", b"PAR1", "cannot be read"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word or Excel file, or one with a password"),
        ("a.zip", b"Rar!\x1a\x07", "RAR"),
        ("a.py", b"print(1)", "of the kind .py"),
        ("a.xml", b"<?xml version='1.0'?><feed><entry>x</entry></feed>", "XML of this kind"),
        ("a.json", b"{", "not JSON"),
        ("a.json", b"[" * 100_000, "nested too deeply"),
        ("a.html", b"<html><script>alert(1)</script></html>", "no article"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_no_error(tmp_path, name, data, problem):
    (tmp_path / name).write_bytes(data)
    (found,) = _read(tmp_path / name)
    assert found.severity == "error"
    assert problem in found.problem
    assert found.action.startswith("left out")


# --- feared mistakes: hostile and broken folders


def test_a_folder_behind_a_link_is_read_once_and_a_circle_ends(folder):
    """A link to the folder above made other tools read the corpus until the path was too long."""
    (folder / "sub" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "also").symlink_to(folder / "sub", target_is_directory=True)
    assert _names(folder) == ["a.txt", "also", "b.txt", "sub/c.txt", "sub/up"]
    for link in (folder / "also", folder / "sub" / "up"):
        (problem,) = _read(link)
        assert "read already" in problem.problem


def test_a_folder_elsewhere_is_read_through_its_link(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other")
    (other / "e.txt").write_text("Elsewhere.", "utf-8")
    (folder / "linked").symlink_to(other, target_is_directory=True)
    assert "linked/e.txt" in _names(folder)


def test_a_link_that_leads_nowhere_or_to_itself_is_a_problem(folder):
    (folder / "gone.txt").symlink_to(folder / "never.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    assert {"gone.txt", "self.txt"} <= set(_names(folder))
    assert "leads nowhere" in _read(folder / "gone.txt")[0].problem
    assert _read(folder / "self.txt")[0].severity == "error"


def test_a_pipe_is_not_waited_for(tmp_path):
    """Opening a pipe that nobody writes to never returns."""
    os.mkfifo(tmp_path / "a.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "b"))
        assert ["not a file" in _read(file)[0].problem for file in find(tmp_path)] == [True, True]


def test_a_file_or_folder_without_permission_is_a_problem(folder, monkeypatch):
    def refuse(path, *args, **kwargs):
        raise PermissionError(13, "Permission denied", str(path))

    scan = os.scandir
    monkeypatch.setattr(os, "scandir", lambda path: refuse(path) if Path(path).name == "sub" else scan(path))
    assert _names(folder) == ["a.txt", "b.txt", "sub"]
    assert _read(folder / "sub")[0].problem == "cannot be read: Permission denied"
    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = _read(folder / "a.txt")
    assert (problem.problem, problem.action) == ("cannot be read: Permission denied", "left out")


def test_names_with_line_breaks_or_bytes_that_are_no_text_are_written_with_escapes(tmp_path):
    for name in (b"a\nb.txt", b"caf\xe9.txt"):
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:  # noqa: PTH118, PTH123  (the name is bytes)
            file.write(b"The bridge is open.")
    found = [item for file in find(tmp_path) for item in _read(file)]
    assert sorted(record.path for record in _records(found)) == ["a\\nb.txt", "caf\\xe9.txt"]
    assert [problem.severity for problem in _problems(found)] == ["info", "info"]
    pd.DataFrame([item.path for item in found], dtype="str").to_csv(tmp_path / "out.csv")  # fails on a half of a surrogate pair


def test_a_printable_name_stays_as_it_is():
    assert printable("İran – 2031 (1).txt") == "İran – 2031 (1).txt"


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path):
    file = tmp_path / "a.csv"
    file.write_text("text\n" + "The bridge is open.\n" * 3, "utf-8")
    reading = read(file, "a.csv")
    next(reading)
    file.write_text("text\nThe bridge is closed now, and the table is longer than it was before this.\n", "utf-8")
    assert "changed while it was read" in [*reading][-1].problem


def test_a_text_too_large_for_one_article_is_refused_before_it_is_read(tmp_path, monkeypatch):
    """A text file of 100 MB with one line took all the memory before anyone could tell that it was no article."""
    monkeypatch.setattr("iranaz_utils.reading.formats.texts.MAX_TEXT", 1000)
    (tmp_path / "a.txt").write_text("x" * 1001, "utf-8")
    (problem,) = _read(tmp_path / "a.txt")
    assert problem.problem == "it is too large for one article: 1,001 bytes, more than 1,000 bytes"


def test_a_page_too_large_for_one_article_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("iranaz_utils.reading.formats.texts.MAX_PAGE", 1000)
    (tmp_path / "a.html").write_text(f"<html><p>{'x' * 1000}</p></html>", "utf-8")
    assert "too large" in _read(tmp_path / "a.html")[0].problem


def test_a_library_that_fails_in_its_own_way_leaves_the_corpus_whole(tmp_path, monkeypatch):
    def fail(*_):
        raise KeyError("/Root")

    monkeypatch.setitem(__import__("iranaz_utils.reading.files", fromlist=["READERS"]).READERS, "text", fail)
    (tmp_path / "a.txt").write_text("The bridge is open.", "utf-8")
    assert _read(tmp_path / "a.txt")[0].problem == "cannot be read: '/Root'"


def test_two_articles_with_one_identifier_stay_two_and_it_is_told(tmp_path):
    """Joined by their identifier, the words of one article were counted for another."""
    (tmp_path / "a.csv").write_text("id,text\n1,The bridge is open.\n1,The river is wide.\n", "utf-8")
    corpus = load_corpus(tmp_path)
    assert corpus.documents["doc_id"].tolist() == ["1", "a.csv:2"]
    assert corpus.problems["problem"].tolist() == ["the doc_id '1' is that of an earlier article"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_one_way_whatever_the_system(tmp_path, end):
    (tmp_path / "a.txt").write_bytes(f"One.{end}{end}Two.".encode())
    assert _read(tmp_path / "a.txt")[0].text == "One.\n\nTwo."


def test_files_are_only_read(folder):
    before = {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in find(folder)}
    for file in before:
        _read(file)
    assert {file: (file.read_bytes(), file.stat().st_mtime_ns) for file in find(folder)} == before


# --- the source of bytes


def test_a_small_source_is_opened_once_and_a_large_one_is_not_held():
    opened = []

    def source(data):
        from io import BytesIO

        return Source("a", lambda: opened.append(1) or BytesIO(data), len(data))

    small, large = source(b"x" * 10), source(b"x" * (HEAD + 1))
    assert (small.head(), small.data(10), len(opened)) == (b"x" * 10, b"x" * 10, 1)
    assert (len(large.head()), len(large.data(HEAD + 1)), len(opened)) == (HEAD, HEAD + 1, 3)
    with pytest.raises(Unreadable, match="too large"):
        large.data(HEAD)


# --- errors that explain themselves


def test_an_unknown_field_in_columns_is_refused(tmp_path):
    with pytest.raises(ParameterError, match=r"takes the fields text, title, .*; got texte"):
        _read(tmp_path / "a.csv", columns={"texte": "story"})
