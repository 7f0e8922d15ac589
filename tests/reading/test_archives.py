"""Archives are read in memory, within limits, and nothing in them is trusted."""

import gzip
import io
import stat
import tarfile
import zipfile

import pytest

from iranaz_utils.reading import archives
from iranaz_utils.reading.files import Problem, Record, read

ARTICLE = b"The bridge over the river is open."
TABLE = b"title,text\nBridge,It is open.\nRiver,It is wide.\n"


def _zip(path, members, **settings):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **settings) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def _tar(path, members, mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return path


def _read(path):
    found = list(read(path, path.name))
    return [item for item in found if isinstance(item, Record)], [item for item in found if isinstance(item, Problem)]


# --- a toy


def test_each_member_is_read_as_what_it_is(tmp_path):
    members = {"b/table.csv": TABLE, "a.txt": ARTICLE, "b/": b"", "b/page.html": b"<html><body><p>It is open.</p></body></html>"}
    records, problems = _read(_zip(tmp_path / "x.zip", members))
    assert [record.path for record in records] == ["x.zip/a.txt", "x.zip/b/page.html", "x.zip/b/table.csv:1", "x.zip/b/table.csv:2"]
    assert records[0].text == ARTICLE.decode()
    assert problems == []


@pytest.mark.parametrize("mode", ["w", "w:gz"])
def test_a_tar_is_read_too(tmp_path, mode):
    records, problems = _read(_tar(tmp_path / "x.tar.gz", {"a.txt": ARTICLE, "b.csv": TABLE}, mode))
    assert [record.path for record in records] == ["x.tar.gz/a.txt", "x.tar.gz/b.csv:1", "x.tar.gz/b.csv:2"]
    assert problems == []


def test_a_packed_file_keeps_its_own_name_and_its_inner_extension_counts(tmp_path):
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(TABLE))
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE))
    assert [record.path for record in _read(tmp_path / "a.csv.gz")[0]] == ["a.csv.gz:1", "a.csv.gz:2"]
    assert [record.path for record in _read(tmp_path / "a.txt.gz")[0]] == ["a.txt.gz"]


def test_an_archive_in_an_archive_is_read_to_a_depth(tmp_path):
    data = ARTICLE
    for depth in range(5):
        inner = _zip(tmp_path / f"{depth}.zip", {f"{depth}.zip" if depth else "a.txt": data})
        data = inner.read_bytes()
    assert [record.path for record in _read(tmp_path / "2.zip")[0]] == ["2.zip/2.zip/1.zip/a.txt"]
    records, (problem,) = _read(tmp_path / "4.zip")
    assert records == []
    assert "too deeply" in problem.problem


# --- feared mistakes: archives that lie


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_member_whose_name_leads_out_is_left_out_and_the_others_are_read(tmp_path, name):
    for file in (
        _zip(tmp_path / "x.zip", {name: ARTICLE, "b.txt": ARTICLE}),
        _tar(tmp_path / "x.tar", {name: ARTICLE, "b.txt": ARTICLE}, "w"),
    ):
        records, (problem,) = _read(file)
        assert len(records) == 1
        assert problem.problem == "its name leads out of the archive"


def test_links_in_archives_are_not_followed(tmp_path):
    info = zipfile.ZipInfo("a.txt")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(info, "/etc/hostname")
    link = tarfile.TarInfo("a.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/hostname"
    with tarfile.open(tmp_path / "x.tar", "w") as archive:
        archive.addfile(link)
    for name in ("x.zip", "x.tar"):
        assert "a link or a device" in _read(tmp_path / name)[1][0].problem


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    """42 kB that unpack to 4.5 PB; here kilobytes and a lower limit."""
    monkeypatch.setattr(archives, "SMALL", 10_000)
    zeros = b"0" * 1_000_000
    records, (problem,) = _read(_zip(tmp_path / "x.zip", {"a.txt": ARTICLE, "bomb.txt": zeros}))
    assert [record.path for record in records] == ["x.zip/a.txt"]
    assert "unpack to 1,000,000 or more" in problem.problem
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(zeros))
    records, (problem,) = _read(tmp_path / "a.txt.gz")
    assert records == []
    assert "which no text does" in problem.problem


def test_an_archive_that_claims_too_much_is_refused_as_a_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_TOTAL", 50)
    assert "claims to hold 2 files of 68 bytes" in _read(_zip(tmp_path / "x.zip", {"a.txt": ARTICLE, "b.txt": ARTICLE}))[1][0].problem
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(ARTICLE * 2))
    assert "unpack to" in _read(tmp_path / "a.txt.gz")[1][0].problem


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 1)
    members = {"a.txt": ARTICLE, "b.txt": ARTICLE}
    assert _read(_zip(tmp_path / "x.zip", members))[0] == []
    records, (problem,) = _read(_tar(tmp_path / "x.tar", members, "w"))
    assert len(records) == 1
    assert "more than 1 files" in problem.problem


def test_a_member_too_large_to_be_held_is_left_out(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_HELD", 40)
    records, (problem,) = _read(_tar(tmp_path / "x.tar", {"a.txt": ARTICLE, "b.txt": ARTICLE * 2}, "w"))
    assert len(records) == 1
    assert "too large to be read from a TAR" in problem.problem


def test_an_archive_that_was_cut_off_is_told(tmp_path):
    for name, data in {
        "x.zip": _zip(tmp_path / "whole.zip", {"a.txt": ARTICLE * 50}).read_bytes()[:-30],
        "x.tar.gz": _tar(tmp_path / "whole.tgz", {"a.txt": bytes(range(256)) * 50}).read_bytes()[:-40],
        "x.txt.gz": gzip.compress(ARTICLE * 50)[:-10],
    }.items():
        (tmp_path / name).write_bytes(data)
        assert "broken or cut off" in _read(tmp_path / name)[1][-1].problem


def test_a_damaged_member_leaves_the_others_whole(tmp_path):
    file = _zip(tmp_path / "x.zip", {"a.txt": ARTICLE * 40, "b.txt": ARTICLE})
    data = bytearray(file.read_bytes())
    data[40:60] = b"\xff" * 20
    file.write_bytes(data)
    records, (problem,) = _read(file)
    assert [record.path for record in records] == ["x.zip/b.txt"]
    assert problem.path == "x.zip/a.txt"


def test_an_encrypted_member_is_told(tmp_path):
    file = _zip(tmp_path / "x.zip", {"a.txt": ARTICLE})
    data = bytearray(file.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    file.write_bytes(data)
    assert _read(file)[1][0].problem == "it is encrypted"


def test_hidden_members_and_what_a_mac_adds_are_passed_over(tmp_path):
    members = {"__MACOSX/._a.txt": b"\0\5\26", ".DS_Store": b"\0\0\0\1", "a.txt": ARTICLE, "README.md": b"Notes."}
    records, (problem,) = _read(_zip(tmp_path / "x.zip", members))
    assert [record.path for record in records] == ["x.zip/a.txt"]
    assert problem.severity == "info"


def test_a_name_in_utf_8_is_read_as_such_even_where_the_archive_does_not_say_so(tmp_path):
    """Archives packed on a Mac had all their Persian names in box-drawing signs."""
    file = _zip(tmp_path / "x.zip", {"Bakı.txt": ARTICLE})
    data = bytearray(file.read_bytes())
    data[7] &= ~8
    data[data.index(b"PK\x01\x02") + 9] &= ~8
    file.write_bytes(data)
    assert _read(file)[0][0].path == "x.zip/Bakı.txt"


def test_nothing_is_written(tmp_path):
    file = _zip(tmp_path / "x.zip", {"a.txt": ARTICLE, "b.csv": TABLE})
    _read(file)
    assert list(tmp_path.iterdir()) == [file]


# --- errors that explain themselves


def test_an_empty_archive_is_told(tmp_path):
    assert _read(_zip(tmp_path / "x.zip", {}))[1][0].problem == "the archive holds no files"
