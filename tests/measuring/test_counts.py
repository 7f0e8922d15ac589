"""Counts: the uses of terms in documents, which add up to every table of words."""

import pandas as pd
import pytest

from iranaz_utils.measuring.counts import counted, grouped, summed, without_stopwords
from iranaz_utils.tables import ParameterError

ARTICLES = pd.DataFrame(
    {
        "doc_id": ["a", "b"],
        "text": ["Two borders were closed. A border is closed.", "They close the border."],
        "side": ["RU", "FR"],
    }
)


def uses(counts):
    """Term → uses in all documents."""
    table = summed(counts).filter(group="all")
    return dict(zip(counts.terms.gather(table["term"]), table["n"], strict=True))


# --- a toy to count by eye ------------------------------------------------------------------------


def test_terms_are_counted_as_they_stand_unless_lemmas_are_asked_for():
    documents = grouped(ARTICLES, None)
    assert uses(counted(documents)) == {
        "a": 1, "border": 2, "borders": 1, "close": 1, "closed": 2, "is": 1, "the": 1, "they": 1, "two": 1, "were": 1,
    }  # fmt: skip
    assert uses(counted(documents, form="lemma")) == {"a": 1, "be": 2, "border": 3, "close": 3, "the": 1, "they": 1, "two": 1}


def test_lemmas_of_neighbours_make_phrases():
    assert uses(counted(grouped(ARTICLES, None), ngrams=3, form="lemma"))["border be close"] == 2


# --- laws -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["term", "lemma", "stem"])
def test_every_form_adds_up_to_the_same_tokens(form):
    counts = counted(grouped(ARTICLES, "side"), form=form)
    assert counts.uses["n"].sum() == counts.documents["tokens"].sum() == 12
    assert set(summed(counts)["group"]) == {"RU", "FR"}


# --- feared mistakes ------------------------------------------------------------------------------


def test_lemmas_of_stop_words_are_stop_words_too():
    # "were" is on the list and "be" need not be: it would lead the ranking of lemmas.
    counts = without_stopwords(counted(grouped(ARTICLES, None), form="lemma"), ["were", "is", "the", "they", "a"])
    assert uses(counts) == {"border": 3, "close": 3, "two": 1}
    assert counts.documents["tokens"].to_list() == [8, 4]


# --- errors that explain themselves ---------------------------------------------------------------


def test_an_unknown_form_is_refused():
    with pytest.raises(ParameterError, match="form must be one of term, stem, lemma; got 'root'"):
        counted(grouped(ARTICLES, None), form="root")


def test_adding_up_a_term_at_a_time_changes_nothing(monkeypatch):
    documents = pd.DataFrame({"doc_id": list("abcd"), "side": list("XXYY"), "text": ["sea sun sea", "sun", "snow sea sun", ""]})
    counts = counted(grouped(documents, "side"))
    whole = summed(counts)
    monkeypatch.setattr("iranaz_utils.measuring.counts.SLICE", 1)
    assert summed(counts).equals(whole)
    assert whole["n"].sum() == 7
