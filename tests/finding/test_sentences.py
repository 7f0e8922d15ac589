"""Sentences: where they end, and the paragraphs they stand in."""

from itertools import pairwise
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.sentences import one, sentence_frame, sentences_in
from iranaz_utils.finding.tokens import tokens_in

BLOCKS = (Path(__file__).parents[1] / "cases" / "sentences.txt").read_text("utf-8").strip().split("\n\n")[1:]
LANGUAGES = st.sampled_from(["en", "fa", "az", "tr", "ru", "hy", "xx"])
PIECES = st.sampled_from(
    [*" \n\r\t.!?…؟։\"'”)[]-–:,3AaзПش", "\r\n", "\n\n", "Dr. ", "U.S. ", "No. ", "The ", "one two. ", "end.Next ", "diye ", "[1]"]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40)


def split(text, language="en"):
    return [text[start:end] for start, end in sentences_in(text, language)]


def paragraphs(text, language="en"):
    return sentence_frame(one(text, language))["paragraph"].to_list()


# --- cases to check by eye ------------------------------------------------------------------------


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[0] for block in BLOCKS])
def test_texts_are_split_as_the_case_says(block):
    _, language, marked = block.split("\n")
    marked = marked.encode("ascii", "backslashreplace").decode("unicode_escape")
    blocks = marked.split("\n\n")
    assert split(marked.replace("‖", ""), language) == [part.strip() for block in blocks for part in block.split("‖") if part.strip()]


def test_a_row_says_which_sentence_and_paragraph_it_is_and_where():
    frame = sentence_frame(pl.DataFrame({"doc_id": ["a", "b"], "text": [" One. Two.\n\nThree.", "Four."]}))
    assert frame.columns == ["doc_id", "sentence", "paragraph", "start", "end"]
    assert frame.rows() == [("a", 0, 0, 1, 5), ("a", 1, 0, 6, 10), ("a", 2, 1, 12, 18), ("b", 0, 0, 0, 5)]


def test_an_empty_line_parts_paragraphs():
    assert paragraphs("One.\n\nTwo.\n \n\n Three. Four.") == [0, 1, 2, 2]


def test_a_single_new_line_parts_paragraphs_where_lines_are_whole_paragraphs():
    long = "The king opened the bridge, and a crowd of several hundred people from both banks of the river came to see him do it at noon. "
    assert paragraphs(f"{long}{long}\n{long}\nThe end.") == [0, 0, 1, 2]


def test_a_single_new_line_parts_nothing_where_lines_are_wrapped():
    lines = [
        "The king opened the bridge, and a crowd of",
        "people from both banks of the river came",
        "to see him do it. They left when the",
        "rain began.",
    ]
    wrapped = "\n".join(lines)
    assert paragraphs(wrapped) == [0, 0]
    assert paragraphs(f"{wrapped}\nThen it was late, and the old bridge over\nthe river was empty.") == [0, 0, 1]


def test_list_items_are_sentences_though_lines_are_wrapped():
    lines = [
        "The plan for the bridge over the river has",
        "three points, which the council read out:",
        "- money for the road along the river",
        "- time",
    ]
    text = "\n".join(lines)
    assert split(text)[1:] == ["- money for the road along the river", "- time"]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(TEXTS, LANGUAGES)
def test_sentences_and_the_white_space_between_them_rebuild_the_text(text, language):
    spans = sentences_in(text, language)
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    assert all(before <= after for before, after in pairwise(edges))
    assert all(not text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    assert all(text[start:end] == text[start:end].strip(" \t\r\n") != "" for start, end in spans)


@settings(max_examples=50)
@given(TEXTS, LANGUAGES)
def test_no_token_crosses_the_end_of_a_sentence(text, language):
    ends = [end for _, end in sentences_in(text, language)]
    assert not any(start < end < finish for start, finish in tokens_in(text, language) for end in ends)


@settings(max_examples=50)
@given(TEXTS, LANGUAGES)
def test_sentences_and_paragraphs_count_from_zero_without_a_hole(text, language):
    frame = sentence_frame(one(text, language))
    assert frame["sentence"].to_list() == list(range(len(frame)))
    assert all(after - before in (0, 1) for before, after in pairwise([0, *frame["paragraph"]]))


@settings(max_examples=50)
@given(TEXTS, TEXTS)
def test_an_empty_line_ends_a_sentence_whatever_stands_around_it(before, after):
    end = len(before)
    assert not any(start < end and end + 2 < finish for start, finish in sentences_in(f"{before}\n\n{after}"))


# --- feared mistakes ------------------------------------------------------------------------------


def test_windows_line_ends_are_one_new_line():
    # Counted as two, they would make a paragraph of every line.
    assert paragraphs("The king opened the bridge and the long\r\nroad to it. A crowd from both banks of\r\nthe river came.") == [0, 0]


def test_a_title_at_the_end_of_one_text_does_not_look_into_the_next():
    # Neighbouring rows of the table may belong to two texts.
    frame = sentence_frame(pl.DataFrame({"doc_id": ["a", "b"], "text": ["Signed, Dr.", "then left."]}))
    assert frame["doc_id"].to_list() == ["a", "b"]


def test_each_text_is_split_by_the_rules_of_its_language():
    texts = pl.DataFrame({"doc_id": ["a", "b"], "text": ["Bu 3. Köprü.", "Take 3. Now."], "language": ["tr", None]})
    assert sentence_frame(texts)["doc_id"].to_list() == ["a", "b", "b"]


def test_a_text_of_nothing_has_no_sentences():
    assert sentences_in("") == [] == sentences_in(" \n\t")
    assert sentence_frame(pl.DataFrame(schema={"doc_id": pl.String, "text": pl.String})).is_empty()
