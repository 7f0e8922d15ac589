import json

from iranaz_utils.reporting import manifest


def written(folder, **changes):
    (folder / "report.html").write_text("<h1>Zenda</h1>", "utf-8")
    manifest.write_manifest(folder, {"key": "k", "status": "ok", "files": manifest.hashes(folder)} | changes)
    return folder


def test_a_report_with_the_same_key_and_all_of_its_files_is_unchanged(tmp_path):
    assert manifest.is_unchanged(written(tmp_path), "k")
    assert not manifest.is_unchanged(tmp_path, "another key")


def test_what_failed_is_tried_again(tmp_path):
    assert not manifest.is_unchanged(written(tmp_path, status="failed"), "k")


def test_a_file_that_was_edited_or_is_gone_is_made_again(tmp_path):
    (written(tmp_path) / "report.html").write_text("<h1>Strelsau</h1>", "utf-8")
    assert not manifest.is_unchanged(tmp_path, "k")
    (written(tmp_path) / "report.html").unlink()
    assert not manifest.is_unchanged(tmp_path, "k")


def test_a_manifest_that_cannot_be_read_is_none(tmp_path):
    assert manifest.read_manifest(tmp_path) is None
    (tmp_path / manifest.FILE).write_text('{"key": ', "utf-8")
    assert manifest.read_manifest(tmp_path) is None


def test_a_folder_s_hash_depends_on_names_and_bytes_and_not_on_where_it_lies(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name / "in").mkdir(parents=True)
        (tmp_path / name / "in" / "x.txt").write_bytes(b"Zenda")
    assert manifest.digest(tmp_path / "a") == manifest.digest(tmp_path / "b")
    (tmp_path / "b" / "in").rename(tmp_path / "b" / "inn")
    assert manifest.digest(tmp_path / "a") != manifest.digest(tmp_path / "b")


def test_letters_stay_readable(tmp_path):
    manifest.write_manifest(tmp_path, {"query": "مرز"})
    assert "مرز" in (tmp_path / manifest.FILE).read_text("utf-8")
    assert json.loads((tmp_path / manifest.FILE).read_bytes()) == {"query": "مرز"}


def test_the_versions_name_what_makes_the_numbers():
    assert {"python", "pandas", "polars", "scipy", "papermill"} <= set(manifest.versions())
