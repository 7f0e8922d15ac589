"""Everything bad that a folder of articles can hold, each beside one good article: one clear problem, and the good one is read.

What each format does with it in detail stands in the tests of that format.
"""

import gzip
import io
import os
import tracemalloc
import zipfile

import pytest

from iranaz_utils.reading import files, load_corpus
from iranaz_utils.tables import CorpusError

GOOD = "The bridge over the river at Zenda is open."
MB = 1_000_000


def zipped(members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return data.getvalue()


def encrypted_zip():
    data = bytearray(zipped({"a.txt": GOOD}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def word(xml):
    return zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": xml})


def laughs():
    """Ten lines of markup that unfold to ten thousand million words."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 11))
    return word(f"<!DOCTYPE w [{entities}]><w:document xmlns:w='w'><w:body><w:p><w:r><w:t>&a10;</w:t></w:r></w:p></w:body></w:document>")


def pdf(*, password=None):
    from pypdf import PdfWriter

    writer, data = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    writer.write(data)
    return data.getvalue()


def workbook():
    import openpyxl

    book, data = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["title", "note"])
    book.save(data)
    return data.getvalue()


#: What it is: the file's name, its bytes, how many articles are read from it, and the problem.
BAD = {
    "an empty file": ("bad.txt", b"", 0, "the file is empty"),
    "a binary named .txt": ("bad.txt", bytes(range(256)) * 40, 0, "not text"),
    "a truncated zip": ("bad.zip", zipped({"a.txt": GOOD})[:-30], 0, "broken or cut off"),
    "a truncated docx": ("bad.docx", word("<w/>")[:-30], 0, "broken or cut off"),
    "a truncated xlsx": ("bad.xlsx", workbook()[:-30], 0, "broken or cut off"),
    "a truncated pdf": ("bad.pdf", pdf()[:60], 0, ""),
    "a truncated gzip": ("bad.csv.gz", gzip.compress(b"text\n" + os.urandom(9_000).hex().encode())[:-500], 0, "broken or cut off"),
    "an encrypted pdf": ("bad.pdf", pdf(password="secret"), 0, "encrypted"),
    "an encrypted zip": ("bad.zip", encrypted_zip(), 0, "encrypted"),
    "a scan without text": ("bad.pdf", pdf(), 0, "no text"),
    "a zip bomb": ("bad.zip", zipped({"a.txt": "0" * (12 * MB)}), 0, "which no text does"),
    "a gzip bomb": ("bad.txt.gz", gzip.compress(b"0" * (12 * MB)), 0, "which no text does"),
    "an entry that leads out of its archive": ("bad.zip", zipped({"../../out.txt": GOOD}), 0, "leads out of the archive"),
    "a bomb of entities in a docx": ("bad.docx", laughs(), 0, "entities"),
    "ragged rows": ("bad.csv", b"title,text\nA,One.,more\nB,Two.\nC\n", 1, "3 cells, the table 2 columns"),
    "an unclosed quote": ("bad.csv", b'title,text\nA,"One.\nB,Two.\n', 1, "a quote that is never closed"),
    "a broken line of JSON": ("bad.jsonl", b'{"text": "One."}\n{"text": "Two\n{"text": "Three."}\n', 2, "is not JSON"),
    "a table without texts": ("bad.csv", b"title,note\nA,One\n", 0, "the columns are title, note"),
    "a workbook without texts": ("bad.xlsx", workbook(), 0, "the columns are title, note"),
    "duplicate identifiers": ("bad.csv", b"id,text\n7,One.\n7,Two.\n", 2, "is that of an earlier article"),
    "null characters": ("bad.txt", b"The king\0 has come to the bridge at Zenda.", 1, "1 null character taken out"),
    "lone halves of surrogate pairs": ("bad.txt", "The king \ud800 has come.".encode("utf-8", "surrogatepass"), 1, "broken character"),
}


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "good.txt").write_text(GOOD, "utf-8")
    return tmp_path


def read(folder):
    """The texts beside the good one, which must be there, and the problems as one text."""
    corpus = load_corpus(folder)
    texts = corpus.documents.set_index("doc_id")["text"]
    assert texts["good"] == GOOD
    return texts.drop("good"), "\n".join(f"{row.path}: {row.problem}" for row in corpus.problems.itertuples())


#: What it is: the file's name, its beginning, how many bytes of words follow, and the problem.
LARGE = {
    "a page of 51 MB": ("bad.html", b"<html><p>", 51 * MB, "too large for one article"),
    "a text of one line of 100 MB": ("bad.txt", b"", 100 * MB, "too large for one article"),
    "a table of one line of 100 MB": ("bad.csv", b"text\n", 100 * MB, "line 2 is too long"),
    "a line of JSON of 100 MB": ("bad.jsonl", b'{"text": "', 100 * MB, "too long"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_file_is_told_and_the_rest_is_read(folder, what):
    name, data, articles, problem = BAD[what]
    (folder / name).write_bytes(data)
    tracemalloc.start()
    texts, problems = read(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(texts) == articles
    assert problems.startswith("bad.")
    assert problem in problems
    assert peak < 100 * MB


@pytest.mark.parametrize("what", LARGE)
def test_a_file_too_large_for_an_article_is_told_and_not_held(folder, what):
    """The longest row of a table is 16 MB; whatever else is too large is refused before it is read."""
    name, beginning, size, problem = LARGE[what]
    with (folder / name).open("wb") as file:
        file.write(beginning)
        for _ in range(size // MB):
            file.write(b"word " * (MB // 5))
    tracemalloc.start()
    texts, problems = read(folder)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (texts.empty, problem in problems) == (True, True)
    assert peak < 100 * MB


def test_a_corpus_of_no_articles_is_one_clear_error(tmp_path):
    (tmp_path / "bad.txt").write_bytes(b"")
    with pytest.raises(CorpusError, match=r"no article could be read .*bad\.txt: the file is empty"):
        load_corpus(tmp_path)


def test_an_empty_folder_is_one_clear_error(tmp_path):
    with pytest.raises(CorpusError, match="holds no files"):
        load_corpus(tmp_path)


def test_a_file_without_permission_is_a_problem(folder, monkeypatch):
    """Opening is refused here by hand, as nothing is forbidden to a superuser."""

    def opened(self, *mode, **how):
        if self.name == "bad.txt":
            raise PermissionError(13, "Permission denied")
        return original(self, *mode, **how)

    original = files.Path.open
    (folder / "bad.txt").write_bytes(b"x")
    monkeypatch.setattr(files.Path, "open", opened)
    assert read(folder)[1] == "bad.txt: cannot be read: Permission denied"


def test_dangling_and_circular_links_are_problems(folder):
    (folder / "bad_dangling.txt").symlink_to(folder / "nowhere.txt")
    (folder / "bad_circle").symlink_to(folder)
    (folder / "bad_itself.txt").symlink_to(folder / "bad_itself.txt")
    texts, problems = read(folder)
    assert texts.empty
    assert sorted(line.partition(":")[0] for line in problems.splitlines()) == ["bad_circle", "bad_dangling.txt", "bad_itself.txt"]


def test_a_name_with_a_line_break_is_written_with_an_escape(folder):
    (folder / "bad\nname.txt").write_text("The king has come.", "utf-8")
    texts, problems = read(folder)
    assert texts.index.tolist() == [r"bad\nname"]
    assert problems.startswith(r"bad\nname.txt: the file's name has characters that cannot be shown")


def test_a_name_that_is_no_text_is_written_with_an_escape(folder):
    try:
        (folder / os.fsdecode(b"bad\xe9.txt")).write_text("The king has come.", "utf-8")
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    texts, problems = read(folder)
    assert texts.index.tolist() == [r"bad\xe9"]
    assert problems.startswith(r"bad\xe9.txt: ")


def test_a_file_that_changes_while_it_is_read_is_told(folder, monkeypatch):
    def changing(source, *given):
        yield from files.text_file(source, *given)
        (folder / "bad.txt").write_text("The king has gone again.", "utf-8")

    (folder / "bad.txt").write_text("The king has come.", "utf-8")
    monkeypatch.setitem(
        files.READERS, "text", lambda source, *given: (changing if source.name == "bad.txt" else files.text_file)(source, *given)
    )
    texts, problems = read(folder)
    assert texts.tolist() == ["The king has come."]
    assert problems == "bad.txt: the file changed while it was read"
