"""Texts put aside: what comes back is what was given, and it lies in a file rather than in memory."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

import iranaz_utils.reading.shelf as shelf
from iranaz_utils.measuring.frequency import frequency
from iranaz_utils.reading import load_corpus
from iranaz_utils.tables import CorpusError, take


def put(texts, held):
    """All texts, of which so many characters are held at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "HELD", held)
        made = shelf.Shelf()
        for text in texts:
            made.add([text])
        return made.texts()


# --- a toy


def test_few_texts_stay_in_memory_and_many_come_back_from_the_file():
    assert put(["one", "two", "three"], held=1_000).tolist() == put(["one", "two", "three"], held=4).tolist() == ["one", "two", "three"]


# --- laws


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=12), st.integers(1, 30))
def test_what_was_put_aside_comes_back_in_order(texts, held):
    found = put(texts, held)
    assert found.tolist() == texts
    assert str(found.dtype) == "str"


# --- feared mistakes


def test_texts_put_aside_take_no_memory_of_arrow_nor_do_the_tables_over_them():
    """A corpus that was held twice, once for pandas and once for Polars, took nine times the memory of its text."""
    texts = [f"{number} the bridge is open " * 400 for number in range(600)]  # 5.6 MB
    before = pa.total_allocated_bytes()
    found = put(texts, held=500_000)
    assert pa.total_allocated_bytes() - before < 1_000_000
    frame = found.to_frame("text").assign(doc_id=[str(number) for number in range(600)])
    assert take(frame, "doc_id", "text")["text"].to_list() == texts
    assert pa.total_allocated_bytes() - before < 1_000_000


def test_texts_can_be_read_again_once_their_pages_were_let_go():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shelf, "HELD", 10)
        made = shelf.Shelf()
        made.let_go()
        made.add(["The bridge is open.", "It is long."])
        found = made.texts()
        made.let_go()
    assert found.tolist() == ["The bridge is open.", "It is long."]


def test_a_corpus_put_aside_is_the_corpus_held_in_memory(tmp_path, monkeypatch):
    """Measures, selections and copies see no difference."""
    (tmp_path / "a.csv").write_text("text\n" + "".join(f"The bridge {n} over the river is open.\n" for n in range(40)), "utf-8")
    held = load_corpus(tmp_path)
    monkeypatch.setattr(shelf, "HELD", 100)
    aside = load_corpus(tmp_path)
    assert aside.documents.equals(held.documents)
    assert aside.hash() == held.hash()
    assert frequency(aside).equals(frequency(held))


# --- errors that explain themselves


def test_no_room_to_put_texts_aside_is_told_with_the_folder(monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf.tempfile, "TemporaryFile", full)
    with pytest.raises(CorpusError, match="No space left on device; set TMPDIR"):
        put(["one", "two"], held=1)
