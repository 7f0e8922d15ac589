"""Paths become records."""

import json

import pandas as pd
import pytest

from iranaz_utils.reading.files import Problem, Record, decode, find, read
from iranaz_utils.tables import CorpusError


def _read(path):
    return list(read(path, path.name))


def test_a_text_file_is_one_record(tmp_path):
    (tmp_path / "a.txt").write_text("The bridge is open.", "utf-8")
    (record,) = _read(tmp_path / "a.txt")
    assert (record.path, record.text, record.fields) == ("a.txt", "The bridge is open.", {})


def test_each_row_of_a_table_is_a_record_with_its_fields(tmp_path):
    rows = [
        {"headline": "Bridge", "pubdate": "2031-02-04", "body": "It is open.", "newspaper": "Zenda News"},
        {"headline": "Empty", "body": " "},
    ]
    pd.DataFrame(rows).to_csv(tmp_path / "a.csv", index=False)
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    pd.DataFrame(rows).to_parquet(tmp_path / "a.parquet")
    for kind in ("csv", "jsonl", "parquet"):
        record, problem = _read(tmp_path / f"a.{kind}")
        assert isinstance(record, Record)
        assert (record.path, record.text) == (f"a.{kind}:1", "It is open.")
        assert record.fields == {"title": "Bridge", "date": "2031-02-04", "outlet": "Zenda News"}
        assert isinstance(problem, Problem)
        assert problem.path == f"a.{kind}:2"


def test_a_table_without_a_text_column_says_which_columns_it_has(tmp_path):
    (tmp_path / "a.csv").write_text("year,place\n2031,Zenda\n", "utf-8")
    (problem,) = _read(tmp_path / "a.csv")
    assert problem.severity == "error"
    assert "year, place" in problem.problem


@pytest.mark.parametrize(
    ("name", "data"), [("a.txt", b""), ("a.txt", b" \n"), ("a.txt", b"\0\1\2" * 99), ("a.pdf", b"%PDF"), ("a.parquet", b"PAR1")]
)
def test_what_cannot_be_read_is_a_problem_and_no_error(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (problem,) = _read(tmp_path / name)
    assert problem.severity == "error"
    assert problem.action.startswith("left out")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8_r"])
def test_russian_text_is_read_in_each_encoding(encoding):
    text = "Министры двух стран встретились у реки и открыли новый мост. Дорога через границу снова свободна для всех. " * 3
    assert decode(text.encode(encoding))[0] == text


def test_files_are_found_in_a_stable_order_and_hidden_ones_are_not(tmp_path):
    for name in ("b.txt", "a.txt", "sub/c.txt", ".hidden.txt", ".git/d.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x", "utf-8")
    assert [file.relative_to(tmp_path).as_posix() for file in find(tmp_path)] == ["a.txt", "b.txt", "sub/c.txt"]


def test_nothing_there_and_an_empty_folder_are_told_apart(tmp_path):
    with pytest.raises(CorpusError, match="no file or folder"):
        find(tmp_path / "missing")
    with pytest.raises(CorpusError, match="holds no files"):
        find(tmp_path)
