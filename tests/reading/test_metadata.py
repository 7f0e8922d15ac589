"""Sidecars."""

import datetime
import io
import tarfile
import zipfile

import pytest

from iranaz_utils.reading.corpus import load_corpus
from iranaz_utils.reading.metadata import read_sidecar, take_sidecars
from iranaz_utils.reading.records import Source


def _sidecar(folder, text, name="metadata.csv", encoding="utf-8"):
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode(encoding))
    return read_sidecar(Source(name, lambda: file.open("rb")))


def test_a_line_speaks_of_a_path_a_name_or_a_pattern(tmp_path):
    sidecar = _sidecar(tmp_path, "path,side,note\na.txt,IR,x\nsub/b.txt,AZ,\n*.csv,TR,\nc?.txt,RU,\n")
    said = {path: sidecar.fields(path).get("side") for path in ("a.txt", "sub/a.txt", "sub/b.txt", "b.txt", "t.csv:7", "c1.txt", "c12.txt")}
    assert said == {"a.txt": "IR", "sub/a.txt": "IR", "sub/b.txt": "AZ", "b.txt": None, "t.csv:7": "TR", "c1.txt": "RU", "c12.txt": None}


def test_the_name_of_a_table_stands_for_its_rows_and_a_row_for_itself(tmp_path):
    sidecar = _sidecar(tmp_path, "path,side,outlet\nt.csv,IR,Herald\nt.csv:2,AZ,\n")
    assert [sidecar.fields(f"t.csv:{row}") for row in (1, 2)] == [{"side": "IR", "outlet": "Herald"}, {"side": "AZ", "outlet": "Herald"}]


def test_a_later_line_overrides_an_earlier_one_and_an_empty_cell_nothing(tmp_path):
    assert _sidecar(tmp_path, "path,side,title\n*.txt,IR,All\na.txt,,One\n").fields("a.txt") == {"side": "IR", "title": "One"}


def test_a_deeper_sidecar_overrides_a_higher_one_and_speaks_of_its_folder_only(tmp_path):
    _sidecar(tmp_path, "path,side,title\n*.txt,IR,All\n")
    _sidecar(tmp_path, "path,side\na.txt,AZ\n", "sub/metadata.csv")
    files = [tmp_path / name for name in ("a.txt", "metadata.csv", "sub/a.txt", "sub/metadata.csv")]
    sidecars, articles, problems = take_sidecars(files, tmp_path)
    assert [sidecars.fields(path) for path in ("a.txt", "sub/a.txt")] == [{"side": "IR", "title": "All"}, {"side": "AZ", "title": "All"}]
    assert ([file.name for file in articles], problems, sidecars.problems()) == (["a.txt", "a.txt"], [], [])


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Path;Country\na.txt;AZE\n", "utf-8-sig"), ("filename\tside\na.txt\tAZE\n", "utf-16"),
        ("path,side\r\n\r\n.\\a.txt,AZE\r\n", "utf-8"),
        ('path,note,side\na.txt,"two\nlines",AZE\n', "utf-8"), ("path,side\na.txt,AZE,more\n", "utf-8"),
    ],
)  # fmt: skip
def test_what_spreadsheets_save_is_understood(tmp_path, text, encoding):
    assert _sidecar(tmp_path, text, encoding=encoding).fields("a.txt") == {"side": "AZE"}


def test_two_lines_tell_what_all_file_names_say(tmp_path):
    for name in ("IRN_47_1992.txt", "AZE_47_1992.txt", "note.txt"):
        (tmp_path / name).write_text(f"The bridge is open, said {name}.", "utf-8")
    (tmp_path / "metadata.csv").write_text("path,language\n{country}_{session}_{year}.txt,fr\n", "utf-8")
    corpus = load_corpus(tmp_path)
    columns = ["side", "date_from", "session", "language"]
    assert corpus.documents.set_index("doc_id")[columns].fillna("").T.to_dict("list") == {
        "AZE_47_1992": ["AZ", "metadata:year", "47", "fr"],
        "IRN_47_1992": ["IR", "metadata:year", "47", "fr"],
        "note": ["", "", "", "en"],
    }
    assert corpus.documents["date"].dt.year.dropna().tolist() == [1992, 1992]


def test_a_workbook_is_a_sidecar_too(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (
        ["path", "date", "title", "side"],
        ["a.txt", datetime.datetime(2025, 4, 28), 1984, None],
        [None] * 4,
        ["b.txt", "1992", None, "AZ"],
    ):
        book.active.append(row)
    book.save(tmp_path / "metadata.xlsx")
    sidecar = read_sidecar(Source("metadata.xlsx", lambda: (tmp_path / "metadata.xlsx").open("rb")))
    assert sidecar.fields("a.txt") == {"date": "2025-04-28T00:00:00", "title": "1984"}
    assert sidecar.fields("b.txt") == {"date": "1992", "side": "AZ"}
    assert [line.number for line in sidecar.lines] == [2, 4]


def test_accents_stored_in_two_ways_are_one_name(tmp_path):
    """A file copied from one system to another kept its name and lost its line."""
    assert _sidecar(tmp_path, "path,side\nGörüş.txt,AZ\n").fields("Go\u0308ru\u0308s\u0327.txt") == {"side": "AZ"}


def test_a_name_with_brackets_is_found_as_it_stands(tmp_path):
    assert _sidecar(tmp_path, "path,side\na (1).txt,AZ\n").fields("a (1).txt") == {"side": "AZ"}
    assert _sidecar(tmp_path, "path,side\na [1].txt,AZ\n").fields("a [1].txt") == {"side": "AZ"}


def test_a_line_about_nothing_is_told_with_its_number(tmp_path):
    sidecar = _sidecar(tmp_path, "path,side\na.txt,IR\n\nmissing.txt,AZ\n")
    sidecar.fields("a.txt")
    assert [(row.path, row.problem, row.severity) for row in sidecar.problems()] == [
        ("metadata.csv:4", "'missing.txt' matches no article", "warning")
    ]


@pytest.mark.parametrize(
    ("name", "data"), [("metadata.csv", b"name,side\na,IR\n"), ("metadata.csv", b""), ("metadata.xlsx", b"PK no workbook")]
)
def test_a_sidecar_that_cannot_be_used_is_one_problem(tmp_path, name, data):
    (tmp_path / name).write_bytes(data)
    (tmp_path / "a.txt").write_text("x", "utf-8")
    sidecars, articles, problems = take_sidecars([tmp_path / "a.txt", tmp_path / name], tmp_path)
    assert (sidecars.fields("a.txt"), [file.name for file in articles]) == ({}, ["a.txt"])
    assert [(row.path, row.severity) for row in problems] == [(name, "error")]


def _pack(file, members):
    """An archive with these members, in this order."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file, "w") as archive:
            for name, text in members.items():
                archive.writestr(name, text)
        return
    with tarfile.open(file, "w:gz") as archive:
        for name, text in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))


@pytest.mark.parametrize("name", ["articles.zip", "articles.tar.gz"])
def test_a_sidecar_in_an_archive_speaks_of_its_members(tmp_path, name):
    """It was read as a table of articles, and refused as one without texts."""
    members = {"iran/a.txt": "The bridge is open.", "b.txt": "The king has come.", "metadata.csv": "path,side\na.txt,IR\nc.txt,AZ\n"}
    _pack(tmp_path / name, members)
    for place in (tmp_path, tmp_path / name):
        corpus = load_corpus(place)
        assert corpus.documents.set_index("path")["side"].fillna("").to_dict() == {f"{name}/iran/a.txt": "IR", f"{name}/b.txt": ""}
        assert corpus.problems[["path", "problem"]].values.tolist() == [[f"{name}/metadata.csv:3", "'c.txt' matches no article"]]


def test_a_sidecar_in_an_archive_that_cannot_be_used_is_one_problem(tmp_path):
    _pack(tmp_path / "articles.zip", {"a.txt": "The bridge is open.", "metadata.csv": "name,side\na.txt,IR\n"})
    corpus = load_corpus(tmp_path)
    assert (len(corpus), corpus.problems["path"].tolist()) == (1, ["articles.zip/metadata.csv"])
    assert "has no column 'path'" in corpus.problems["problem"].iloc[0]


def test_a_damaged_sidecar_in_an_archive_leaves_the_articles_whole(tmp_path):
    _pack(tmp_path / "articles.zip", {"a.txt": "The bridge is open.", "metadata.csv": "path,side\na.txt,IR\n"})
    data = (tmp_path / "articles.zip").read_bytes()
    (tmp_path / "articles.zip").write_bytes(data.replace(b"a.txt,IR", b"a.txt,AZ"))
    corpus = load_corpus(tmp_path)
    assert (len(corpus), corpus.problems["path"].tolist()) == (1, ["articles.zip/metadata.csv"])
    assert "Bad CRC-32" in corpus.problems["problem"].iloc[0]
