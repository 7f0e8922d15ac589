"""Segments: the names inside a capitalised run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.finding.english import is_common, is_english
from iranaz_utils.finding.lexicon import Words
from iranaz_utils.finding.segments import cut

NOTHING = Words({}, {})


def names(run, *, opens=False, words=NOTHING):
    return [run[one.start : one.end] for one in cut(run, opens, words)]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_a_demonym_a_title_a_person_and_an_organisation_are_told_apart():
    run = "Iranian President Anna Berg of the Bank of Zenda"
    assert [(run[one.start : one.end], one.titled) for one in cut(run, False, NOTHING)] == [
        ("Iranian", False),
        ("Anna Berg", True),
        ("Bank of Zenda", False),
    ]


@pytest.mark.parametrize(
    ("run", "expected"),
    [
        ("Deputy Foreign Minister Anna Berg", ["Anna Berg"]),
        ("Minister of Roads and Urban Development Anna Berg", ["Anna Berg"]),
        ("Head of the Department of Foreign Works", ["Department of Foreign Works"]),
        ("Ministry of Roads and Urban Development", ["Ministry of Roads and Urban Development"]),
        ("Zenda Steel Chairman Anna Berg", ["Zenda Steel", "Anna Berg"]),
        ("Justice Department", ["Justice Department"]),
        ("King County", ["King County"]),
        ("Iran and Iraq", ["Iran", "Iraq"]),
        ("Trinidad and Tobago", ["Trinidad and Tobago"]),
        ("Iran-Iraq War", ["Iran-Iraq War"]),  # what is named after both is one thing
        ("Iran-Iraq-Turkey", ["Iran", "Iraq", "Turkey"]),
        ("Republic of Azerbaijan Hugo Berg", ["Republic of Azerbaijan", "Hugo Berg"]),
        ("Minister of Industry, Mining and Trade Hugo Berg", ["Hugo Berg"]),  # the post was a person called Mining
        ("Zenda Hockey Club of Boston", ["Zenda Hockey Club", "Boston"]),
        ("Gulf of Mexico", ["Gulf of Mexico"]),
        ("American Airlines", ["American Airlines"]),
        ("German Hugo Elphberg", ["German", "Hugo Elphberg"]),
        ("Zenda-based Bank of Strelsau", ["Zenda-based", "Bank of Strelsau"]),
        ("Anna Berg", ["Anna Berg"]),
        ("Monday", []),
        ("May", []),
        ("President", []),
        ("Minister of Roads", []),
        ("Ministry", []),
        ("Q", []),
    ],
)
def test_runs_are_cut_where_a_reader_would_cut_them(run, expected):
    assert names(run) == expected


# --- words at the head of a sentence --------------------------------------------------------------


@pytest.mark.parametrize("run", ["However", "Testimony", "Reopening", "According"])
def test_an_everyday_word_at_the_head_of_a_sentence_is_no_name(run):
    assert names(run, opens=True) == []


def test_the_rest_of_the_corpus_settles_a_word_at_the_head_of_a_sentence():
    seen_small, seen_big = Words({"strelsau": 9}, {}), Words({"record": 1}, {"Record": 9})
    assert names("Strelsau", opens=True, words=seen_small) == []
    assert names("Record", opens=True, words=seen_big) == ["Record"]
    assert names("Strelsau", opens=True) == ["Strelsau"]


def test_a_small_word_is_left_off_and_the_name_behind_it_stays():
    assert names("On Zenda", opens=True) == ["Zenda"]
    assert names("The Hague", opens=True) == ["The Hague"]


# --- laws -----------------------------------------------------------------------------------------

WORDS = st.lists(
    st.sampled_from(["Anna", "Berg", "President", "of", "the", "and", "Bank", "Iranian", "Iran", "May", "Zenda-based", "for"]), min_size=1
)


@given(WORDS.map(" ".join), st.booleans())
def test_segments_lie_in_the_run_in_order_and_begin_and_end_with_a_word(run, opens):
    last = 0
    for one in cut(run, opens, NOTHING):
        assert last <= one.start < one.end <= len(run)
        assert run[one.start : one.end] == run[one.start : one.end].strip()
        assert run[one.start].isupper()
        last = one.end


def test_common_words_are_those_that_no_name_is_written_like():
    assert [word for word in ("Darkness", "London", "Zenda", "Smith", "Testimony") if is_common(word)] == ["Darkness", "Testimony"]


def test_english_words_are_known_in_any_case_and_invented_names_are_not():
    assert [word for word in ("DARKNESS", "LONDON", "ZENDA", "The") if is_english(word)] == ["DARKNESS", "LONDON", "The"]
