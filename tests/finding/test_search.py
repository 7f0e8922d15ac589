"""Search: every spelling of a query is found, as whole words, where it stands."""

import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iranaz_utils.finding.search import bare, find_hits
from iranaz_utils.finding.terms import count_terms
from iranaz_utils.tables import ParameterError


def texts(*rows, language="en"):
    return pl.DataFrame({"doc_id": [str(at) for at in range(len(rows))], "text": list(rows), "language": [language] * len(rows)})


def found(query, *rows, match="word", language="en"):
    documents = texts(*rows, language=language)
    hits = find_hits(documents, query, match=match)
    return [documents["text"][int(doc_id)][start:end] for doc_id, start, end in hits.select("doc_id", "start", "end").rows()]


# --- a toy to check by eye ------------------------------------------------------------------------


def test_a_hit_says_where_it_stands():
    hits = find_hits(texts("A bridge. The old bridge fell.", "No Bridge"), "bridge")
    assert hits.rows() == [("0", 0, 2, 8), ("0", 1, 18, 24), ("1", 0, 3, 9)]


@pytest.mark.parametrize(
    ("query", "text", "hits"),
    [
        ("bridge", "Bridge, BRIDGE and bridges", ["Bridge", "BRIDGE"]),
        ("bridge*", "Bridge and bridges, abridged", ["Bridge", "bridges"]),
        ("*bridge*", "abridged", ["abridged"]),
        ("b*e", "be bare, Bede's bore", ["be", "bare", "Bede", "bore"]),
        ("old bridge", "the Old – Bridge and an old stone bridge", ["Old – Bridge"]),
        ("old * bridge", "an old stone bridge", ["old stone bridge"]),
        ("Zenda-Strelsau", "the Zenda–Strelsau road", ["Zenda–Strelsau"]),
        ("cafe", "the Café, the cafe\u0301", ["Café", "cafe\u0301"]),
        ("zenda's", "Zenda’s king", ["Zenda’s"]),
        ("U.S.", "the U.S. and US", ["U.S.", "US"]),
        ("US", "the U.S. told us, US", ["U.S.", "US"]),
        ("us", "the US told us", ["us"]),
        ("us", "US TOLD US", ["US", "US"]),
        ("50%", "50% of 50 bags, 2.50%, 50 % and $50", ["50%", "50 %"]),
        ("$3", "$3, 3, £3 and $3.5", ["$3"]),
        ("grew 50 to", "it grew 50% to 70", ["grew 50% to"]),
        ("%", "50% and 5 %", ["%", "%"]),
        ("dr", "Dr. Berg", ["Dr."]),
        ("final", "the \ufb01nal", ["\ufb01nal"]),
        ("strasse", "Straße", ["Straße"]),
        ("서울", "서울 다리, 서울", ["서울", "서울"]),
        ("ゼンダ", "ゼンダ の 橋", ["ゼンダ"]),
        ("old old", "old old old", ["old old", "old old"]),
    ],
)
def test_words_are_found_in_every_spelling(query, text, hits):
    assert found(query, text) == hits


@pytest.mark.parametrize(
    ("language", "query", "text"),
    [
        ("az", "baki", "BAKI"),
        ("az", "bakı", "Бакы"),
        ("az", "Бакы", "Bakı"),
        ("en", "Baki", "Bakı"),
        ("tr", "istanbul", "İSTANBUL"),
        ("fa", "میشود", "\u0645\u064a\u200c\u0634\u0648\u062f"),  # mi-shavad, "becomes", with an Arabic yeh
        ("fa", "کتاب", "كِتاب"),  # ketab, "book", with an Arabic kaf and a vowel
        ("fa", "1404", "۱۴۰۴"),
    ],
)
def test_letters_of_the_region_are_found_in_every_form(language, query, text):
    assert found(query, text, language=language) == [text]


def test_an_exact_search_keeps_to_case_and_letters():
    assert found("Bridge", "Bridge bridge BRIDGE", match="exact") == ["Bridge"]
    assert found("br*", "Bridge bridge", match="exact") == ["bridge"]


def test_an_expression_finds_what_it_fits():
    assert found(r"bridges?|t\w+n", "Bridge, bridges and town", match="regex") == ["bridges", "town"]
    assert found(r"(?m)^The \w+", "The old\nThe new", match="regex") == ["The old", "The new"]


def test_a_lemma_finds_the_forms_of_a_word():
    assert found("borders", "The border, two Borders and a bordeaux", match="lemma") == ["border", "Borders"]
    assert found("sərhəd", "sərhəd sərhədlər", match="lemma", language="az") == ["sərhəd"]


# --- laws -----------------------------------------------------------------------------------------

ALPHABET = "aIiİıéßşـكکيی\u200c\u0301'’. -"


@settings(max_examples=25)
@given(st.text(ALPHABET, max_size=25), st.text(ALPHABET, max_size=25), st.sampled_from(["en", "az", "fa"]))
def test_a_term_has_as_many_hits_as_it_counts(one, two, language):
    documents = texts(one, two, language=language)
    counts = count_terms(documents).group_by("term", maintain_order=True).agg(pl.col("n").sum()).rows()
    for term, _ in counts[:1]:
        alike = sum(n for other, n in counts if bare(other, language) == bare(term, language))
        assert len(find_hits(documents, term)) == alike


# --- a second way ---------------------------------------------------------------------------------


@settings(max_examples=40)
@given(st.lists(st.text("aab \n", max_size=30), max_size=3))
def test_an_expression_finds_what_python_finds(rows):
    hits = find_hits(texts(*rows), "a+b?", match="regex")
    expected = [(str(at), *hit.span()) for at, row in enumerate(rows) for hit in re.finditer("a+b?", row)]
    assert hits.select("doc_id", "start", "end").rows() == expected


@given(st.text("ab", min_size=1, max_size=9), st.lists(st.text("ab", max_size=2), min_size=1, max_size=4).filter(any))
def test_stars_find_what_pythons_expressions_find(word, parts):
    expected = re.fullmatch(".*".join(parts), word)
    assert found("*".join(parts), word, match="exact") == [word] * bool(expected)


# --- feared mistakes ------------------------------------------------------------------------------


def test_a_phrase_does_not_cross_the_end_of_a_sentence_or_of_a_document():
    assert found("old bridge", "It was old. Bridge work began.", "old", "bridge") == []


def test_a_word_inside_a_word_is_no_hit():
    assert found("iran", "Iranian, #Iran and iran.example.org") == []


def test_a_query_is_cut_as_the_language_of_the_text_is():
    # Cut as English, из-за ("because of") would be two words and stand nowhere in a Russian text, where it is one.
    assert found("из-за", "Он ушёл из-за дождя.", language="ru") == ["из-за"]
    assert found("Zenda'nın", "Zenda'nın yolu", language="tr") == ["Zenda'nın"]


def test_hits_of_several_languages_stay_in_the_order_of_the_documents():
    documents = pl.DataFrame({"doc_id": ["a", "b", "c"], "text": ["su", "su", "su"], "language": ["az", "en", "az"]})
    assert find_hits(documents, "su")["doc_id"].to_list() == ["a", "b", "c"]


def test_offsets_count_code_points_not_bytes():
    # The engine's own offsets are bytes: four letters of Zenda in Azerbaijani would move all later hits.
    assert find_hits(texts("ƏƏƏƏ körpü"), "körpü", match="regex").rows() == [("0", 0, 5, 10)]


def test_nothing_is_found_in_nothing():
    assert find_hits(texts(), "a").columns == ["doc_id", "sentence", "start", "end"]
    assert find_hits(texts(""), "a", match="regex").is_empty()
    assert find_hits(texts("a"), "zenda", match="lemma").is_empty()


# --- errors that explain themselves ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "match", "message"),
    [
        ("", "word", "the query '' holds no word"),
        ("?!", "word", "holds no word"),
        (5, "word", "a query is text; got 5"),
        ("a", "fuzzy", "match is one of word, exact, lemma, regex; got 'fuzzy'"),
        ("(", "regex", "not a regular expression"),
        (r"(a)\1", "regex", "linear time"),
        ("a*", "regex", "fits places without text"),
        (r"\b", "regex", "fits places without text"),
    ],
)
def test_a_faulty_query_is_refused(query, match, message):
    with pytest.raises(ParameterError, match=re.escape(message)):
        find_hits(texts("a"), query, match=match)
