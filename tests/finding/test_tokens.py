"""Tokens: running words, numbers and marks, and their places in the untouched text."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pandas as pd
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.tokenize import NLTKWordTokenizer

from iranaz_utils.finding.token_rules import BOUNDED, UNLIKE_LATIN, pattern, rules
from iranaz_utils.finding.tokens import cut_chunks, token_frame, tokenize, tokens_in
from iranaz_utils.tables import COLUMNS, ColumnError

BLOCKS = (Path(__file__).parents[1] / "cases" / "tokens.txt").read_text("utf-8").strip().split("\n\n")[1:]
LANGUAGES = st.sampled_from(["en", "fa", "az", "tr", "ru", "hy", "xx"])
#: Texts made of what the rules look for, so that they meet; and any text at all.
PIECES = st.sampled_from(
    [*" \n\t\xa0\u2028.,!?-'’“…—\"()[]@#/:;&$%_0٣۵aIİзіش\u200c\u200f\u0301", "Dr.", "U.S.", "n't", "3.5", "http://", "...", "can", "не"]
)
TEXTS = st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=40)


def cut(text, language="en"):
    return [text[start:end] for start, end in tokens_in(text, language)]


def table(*texts, language=None):
    frame = pd.DataFrame({"doc_id": [str(at) for at in range(len(texts))], "text": texts}, dtype="str")
    return frame if language is None else frame.assign(language=language)


# --- cases to check by eye ------------------------------------------------------------------------


@pytest.mark.parametrize("block", BLOCKS, ids=[block.split("\n")[0] for block in BLOCKS])
def test_texts_are_cut_as_the_case_says(block):
    _, language, marked = block.split("\n")
    marked = marked.encode("ascii", "backslashreplace").decode("unicode_escape")
    assert cut(marked.replace("·", ""), language) == marked.replace("·", " ").split()


def test_a_table_row_says_where_and_what_a_token_is():
    tokens = tokenize(table("Two bags. ANNA's."))
    assert tokens.columns.to_list() == list(COLUMNS["tokens"])
    assert tokens["token"].to_list() == ["Two", "bags", ".", "ANNA", "'s", "."]
    assert tokens["term"].to_list() == ["two", "bags", ".", "anna", "'s", "."]
    assert tokens["kind"].to_list() == ["word", "word", "punct", "word", "word", "punct"]
    assert tokens["sentence"].to_list() == [0, 0, 0, 1, 1, 1]
    assert tokens["position"].to_list() == [0, 1, 2, 3, 4, 5]
    assert tokens["start"].to_list() == [0, 4, 8, 10, 14, 16]


def test_the_kind_is_word_number_or_punct():
    assert tokenize(table("5th 3.5 ۵ % &amp; $ x2"))["kind"].to_list() == ["word", "number", "number", "punct", "punct", "punct", "word"]


def test_each_document_is_cut_by_the_rules_of_its_language():
    tokens = tokenize(table("Zenda's", "Zenda's", "Zenda's", language=["en", "tr", None]))
    assert tokens["token"].to_list() == ["Zenda", "'s", "Zenda's", "Zenda", "'s"]
    assert tokens["doc_id"].to_list() == ["0", "0", "1", "2", "2"]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=50)
@given(TEXTS, LANGUAGES)
def test_tokens_and_the_gaps_between_them_rebuild_the_text(text, language):
    spans = tokens_in(text, language)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    edges = [0, *(edge for span in spans for edge in span), len(text)]
    gaps = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    assert all(not gap.strip() for gap in gaps)


@settings(max_examples=20)
@given(st.lists(st.tuples(TEXTS, LANGUAGES), max_size=4))
def test_the_table_holds_what_stands_at_its_offsets_and_agrees_with_each_text_by_itself(documents):
    frame = table(*(text for text, _ in documents), language=pd.Series([language for _, language in documents], dtype="str"))
    tokens = tokenize(frame)
    for (text, language), (_, rows) in zip(
        documents, [(at, tokens[tokens["doc_id"] == str(at)]) for at in range(len(documents))], strict=True
    ):
        spans = list(zip(rows["start"], rows["end"], strict=True))
        assert rows["token"].to_list() == [text[start:end] for start, end in spans]
        assert spans == tokens_in(text, language)
        assert rows["position"].to_list() == list(range(len(rows)))
        assert rows["sentence"].is_monotonic_increasing


@settings(max_examples=50)
@given(st.text(alphabet=st.characters(exclude_categories=("Zs", "Zl", "Zp", "Cc", "Cs")), min_size=1, max_size=30), LANGUAGES)
def test_the_pieces_of_a_chunk_spell_it(chunk, language):
    assert "".join(cut_chunks(pl.Series([chunk]), language).tokens["token"]) == chunk


@settings(max_examples=50)
@given(TEXTS, LANGUAGES)
def test_a_chunk_that_no_bounded_rule_fits_is_cut_the_same_without_these_rules(text, language):
    chunks = pl.Series(["".join(text.split())]).str.replace_all(BOUNDED, "")
    chunks = chunks.filter(~chunks.str.contains(BOUNDED))
    assert chunks.str.extract_all(pattern(language, bounded=False)).equals(chunks.str.extract_all(pattern(language)))


@settings(max_examples=100)
@given(TEXTS | st.text(alphabet=[*map(chr, range(128)), *"‘’“”–—…"], max_size=20), LANGUAGES, st.booleans(), st.booleans())
def test_chunks_of_latin_print_are_cut_the_same_by_the_rules_for_them(text, language, address, bounded):
    chunks = pl.Series(text.split(), dtype=pl.String)
    chunks = chunks.filter(~chunks.str.contains(UNLIKE_LATIN))
    fast, slow = (pattern(language, address=address, latin=latin, bounded=bounded) for latin in (True, False))
    assert chunks.str.extract_all(fast).equals(chunks.str.extract_all(slow))


def test_what_passes_for_latin_beyond_ascii_is_a_mark():
    others = pl.Series(list(map(chr, range(128, 0x3000))))
    assert {unicodedata.category(mark)[0] for mark in others.filter(~others.str.contains(UNLIKE_LATIN))} == {"P"}


# --- a second way ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sentence",
    [
        "The king of Ruritania opened a bridge (the second) on Monday, and she didn't stay.",
        "It cost $ 1,200 ; they'll pay 50 % of it .",
        "Anna's brother can't say who's there?",
    ],
)
def test_plain_english_is_cut_as_nltk_cuts_it(sentence):
    assert cut(sentence) == NLTKWordTokenizer().tokenize(sentence)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_curly_apostrophe_parts_a_clitic_as_a_straight_one_does():
    # NLTK knows only the straight one and makes three tokens of it.
    assert cut("Zenda’s") == ["Zenda", "’s"]


def test_rare_white_space_moves_no_offset():
    # Texts are split at ASCII's and the no-break space first, and at the rest of white space later.
    assert tokens_in("old \u2028 \u3000bridge\u2003town’s\xa0gate") == [(0, 3), (7, 13), (14, 18), (18, 20), (21, 25)]


def test_a_byte_order_mark_does_not_make_a_token_of_its_own():
    # A file saved with one would otherwise begin with an invisible word.
    assert cut("\ufeffZenda") == ["\ufeffZenda"]


def test_every_language_ends_with_a_rule_for_any_character():
    # Without it a character that no rule knows would vanish and move all offsets behind it.
    assert all(list(rules(language))[-1] == "character" for language in ("en", "fa", "az", "tr", "ru", "hy"))


def test_the_address_rule_is_tried_on_demand_only():
    # It looks far ahead: on every chunk it would cost more than all the other rules.
    assert rules("en")["address"] not in pattern("en")
    assert rules("en")["address"] in pattern("en", address=True)


def test_a_long_chunk_without_white_space_is_cut_too():
    # Addresses are not looked for in it, since that would take time squared.
    assert len(cut("a@" * 2000)) == 4000


def test_an_empty_text_has_no_tokens_and_a_missing_one_neither():
    assert tokens_in("") == [] == tokens_in(" \n")
    tokens = tokenize(pd.DataFrame({"doc_id": ["a", "b"], "text": ["", None]}, dtype="str"))
    assert tokens.columns.to_list() == list(COLUMNS["tokens"])
    assert tokens.empty


def test_no_documents_have_no_tokens():
    assert token_frame(pl.DataFrame(schema={"doc_id": pl.String, "text": pl.String})).columns == list(COLUMNS["tokens"])


# --- errors that explain themselves ---------------------------------------------------------------


def test_a_table_without_text_is_refused():
    with pytest.raises(ColumnError, match="documents needs the columns text; got doc_id"):
        tokenize(pd.DataFrame({"doc_id": ["a"]}))
