"""Counts of terms: they agree with the tokens, whatever way they were made."""

from collections import Counter
from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.batches import batches, by_language, mapped
from iranaz_utils.finding.terms import count_terms, count_uses, running_terms, term_slices, total_terms
from iranaz_utils.finding.tokens import token_frame

PIECES = st.sampled_from(
    [
        *" \n.,!?'’-”3‘$%…—:",
        "Anna",
        "ANNA",
        "bridge",
        "the ",
        "Dr. ",
        "U.S. ",
        "US",
        " TELL US ",
        "can't ",
        "end.Next ",
        "Zenda's ",
        "Бакы ",
        "می\u200cشود ",
        "http://a.b/c ",
        "http://a.b/",
        "Www.",
        "zenda.",
        "x@zenda.com.",
        "Bridge",
        "mln. ",
    ]
)
DOCUMENTS = st.lists(st.tuples(st.lists(PIECES, max_size=20).map("".join), st.sampled_from(["en", "az", "fa", None])), max_size=4)


def frame(documents):
    rows = [(str(at), text, language) for at, (text, language) in enumerate(documents)]
    return pl.DataFrame(rows, schema={"doc_id": pl.String, "text": pl.String, "language": pl.String}, orient="row")


def brute(documents, ngrams):
    """Runs of words, counted one by one in the table of tokens."""
    counts = Counter()
    for (doc_id, _), rows in token_frame(documents).filter(pl.col("kind") != "punct").group_by("doc_id", "sentence"):
        words = rows["term"].to_list()
        counts.update((doc_id, " ".join(words[at : at + ngrams])) for at in range(len(words) - ngrams + 1))
    return counts


# --- a toy to count by eye ------------------------------------------------------------------------


def test_words_are_counted_per_document():
    counts = count_terms(frame([("Old bridge, OLD town. 3 bridges!", "en"), ("A bridge", None)]))
    assert counts.columns == ["doc_id", "term", "n"]
    assert counts.rows() == [
        ("0", "3", 1), ("0", "bridge", 1), ("0", "bridges", 1), ("0", "old", 2), ("0", "town", 1), ("1", "a", 1), ("1", "bridge", 1),
    ]  # fmt: skip


def test_runs_of_words_skip_marks_but_not_the_end_of_a_sentence():
    counts = count_terms(frame([("The old, old bridge. The old town.", "en")]), ngrams=2)
    assert dict(counts.select("term", "n").rows()) == {"the old": 2, "old old": 1, "old bridge": 1, "old town": 1}


def test_totals_come_with_the_commonest_first_and_ties_by_the_word():
    assert total_terms(frame([("b a c", "en"), ("c", "az")])).rows() == [("c", 2), ("a", 1), ("b", 1)]


def test_forms_of_a_word_count_as_one_stem():
    counts = count_terms(frame([("Borders and a border", "en"), ("Borders", "az")]), form="stem")
    assert ("0", "border", 2) in counts.rows()
    assert ("1", "borders", 1) in counts.rows()  # no stemmer is known for Azerbaijani
    assert ("0", "border a", 0) not in count_terms(frame([("Borders a", "en")]), ngrams=2, form="stem").rows()


@pytest.mark.parametrize(
    "address",
    ["www.zenda.az.Bridge", "Www.Bridge.az", "http://zenda.az/old.Bridge", "x@zenda.com.Bridge", f"left.B{'r' * 70}idge@zenda.com",
     f"http://{'z' * 70}.Bridge"],
)  # fmt: skip
def test_an_address_that_looks_like_two_sentences_is_one_term(address):
    documents = frame([(f"See {address} now", "en")])
    assert {term for _, term, _ in count_terms(documents).rows()} == {"see", address.lower(), "now"}
    assert token_frame(documents)["term"].to_list() == ["see", address.lower(), "now"]


# --- laws -----------------------------------------------------------------------------------------


@settings(max_examples=25)
@given(DOCUMENTS, st.integers(1, 3))
def test_counts_agree_with_the_table_of_tokens(documents, ngrams):
    documents = frame(documents)
    counts = count_terms(documents, ngrams=ngrams)
    assert {(doc_id, term): n for doc_id, term, n in counts.rows()} == brute(documents, ngrams)
    assert counts.select(pl.col("doc_id").cast(pl.Int64), "term").rows() == sorted(
        counts.select(pl.col("doc_id").cast(pl.Int64), "term").rows()
    )


@settings(max_examples=15)
@given(DOCUMENTS, st.integers(1, 3))
def test_uses_in_numbers_stand_in_the_order_of_the_terms_then_of_the_documents(documents, ngrams):
    uses, terms = count_uses(frame(documents), ngrams=ngrams)
    assert terms.to_list() == sorted(set(terms))
    assert uses.select("term", "document").rows() == sorted(set(uses.select("term", "document").rows()))
    counted = [(str(document), terms[term], n) for document, term, n in uses.sort("document", "term").rows()]
    assert counted == count_terms(frame(documents), ngrams=ngrams).rows()
    slices = [row for part in term_slices(frame(documents), ngrams=ngrams) for row in part.rows()]
    assert sorted(slices) == sorted(counted)


@settings(max_examples=15)
@given(DOCUMENTS)
def test_documents_sum_to_the_total(documents):
    documents = frame(documents)
    assert dict(total_terms(documents).rows()) == dict(count_terms(documents).group_by("term").agg(pl.col("n").sum()).rows())


@given(DOCUMENTS)
def test_running_words_are_those_that_are_counted_in_their_order(documents):
    found = frame(documents)
    tokens = token_frame(found).filter(pl.col("kind") != "punct")
    running = {}
    for doc_id, many, words in running_terms(found):
        running |= dict(zip(doc_id, np.split(words, np.cumsum(many)[:-1]), strict=True))
    assert sorted(running) == found["doc_id"].to_list()
    for (doc_id,), rows in tokens.group_by("doc_id"):
        assert [first == second for first, second in pairwise(rows["term"])] == [a == b for a, b in pairwise(running.pop(doc_id))]
    assert not any(map(len, running.values()))


@given(st.lists(st.text(max_size=5)), st.integers(1, 12))
def test_batches_are_the_documents_in_order(texts, size):
    documents = pl.DataFrame({"text": texts}, schema={"text": pl.String})
    parts = list(batches(documents, size))
    assert [text for part in parts for text in part["text"]] == texts
    assert all(len(part) == 1 or part["text"].str.len_bytes().sum() <= size for part in parts)


# --- a second way ---------------------------------------------------------------------------------


def test_a_parquet_file_read_in_parts_gives_the_counts_of_the_whole(tmp_path):
    documents = frame([("Old bridge, old town.", "en"), ("Bakı körpüsü", "az"), ("The US bridge", "en"), ("No. The old town.", None)])
    documents.write_parquet(tmp_path / "articles.parquet", row_group_size=2)
    stored = pl.scan_parquet(tmp_path / "articles.parquet")
    parts = [stored.slice(first, 2).collect() for first in (0, 2)]
    for ngrams in (1, 2):
        assert pl.concat([count_terms(part, ngrams=ngrams) for part in parts]).rows() == count_terms(documents, ngrams=ngrams).rows()
    summed = pl.concat([total_terms(part) for part in parts]).group_by("term").agg(pl.col("n").sum())
    assert dict(summed.rows()) == dict(total_terms(documents).rows())
    assert pl.concat([token_frame(part) for part in parts]).equals(token_frame(documents))


# --- feared mistakes ------------------------------------------------------------------------------


def test_small_batches_give_the_same_counts(monkeypatch):
    # Chunks are numbered across batches: a number of the first must not mean another chunk in the second.
    documents = frame([("Old bridge, old town.", "en"), ("A new bridge", "en"), ("town bridge Zenda", "en")])
    whole = [count_terms(documents, ngrams=ngrams) for ngrams in (1, 2)]
    monkeypatch.setattr("iranaz_utils.finding.terms.SIZE", 8)
    assert [count_terms(documents, ngrams=ngrams).rows() for ngrams in (1, 2)] == [counts.rows() for counts in whole]


def test_documents_of_several_languages_stay_in_order():
    counts = count_terms(frame([("ISI", "az"), ("ISI", "en"), ("ISI", "az")]))
    assert counts.rows() == [("0", "ısı", 1), ("1", "isi", 1), ("2", "ısı", 1)]
    assert [(language, part["row"].to_list()) for language, part in by_language(frame([("a", "az"), ("b", None), ("c", "az")]))] == [
        ("az", [0, 2]),
        ("en", [1]),
    ]


def test_the_united_states_are_no_pronoun():
    # "US" in lower case is a stop word: the country vanished from the tables of outlets that write it without stops.
    counts = count_terms(frame([("The U.S. told us. The US, “US’s” and US-made", "en"), ("TELL US MORE\n\nUS", "en"), ("US", "tr")]))
    states = [row for row in counts.rows() if row[1] in ("us", "u.s.")]
    assert states == [("0", "u.s.", 4), ("0", "us", 1), ("1", "u.s.", 1), ("1", "us", 1), ("2", "us", 1)]


def test_what_is_done_to_many_batches_comes_back_in_their_order():
    assert mapped(lambda a, b: a * b, [1, 2, 3], [4, 5, 6]) == [4, 10, 18]


def test_a_missing_text_counts_for_nothing():
    documents = pl.DataFrame({"doc_id": ["a", "b"], "text": [None, "One"]})
    assert count_terms(documents).rows() == [("b", "one", 1)]
    assert count_terms(documents, ngrams=2).rows() == []
    assert total_terms(documents).rows() == [("one", 1)]
    assert count_terms(documents.clear()).schema == count_terms(documents).schema
