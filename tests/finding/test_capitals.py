"""Capitalised runs: where they begin and end, and what is said about their place."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.finding.capitals import runs, scan


def found(text):
    return [text[start:end] for start, end, *_ in scan(text)]


# --- a toy to count by eye ------------------------------------------------------------------------


def test_runs_are_words_with_a_capital_and_the_small_words_between_them():
    assert found("The king met Anna Berg of the Bank of Zenda, then Hugo de la Tour.") == [
        "Anna Berg of the Bank of Zenda",
        "Hugo de la Tour",
    ]


def test_each_run_knows_its_article_its_place_and_what_stands_around_it():
    table = runs(pl.DataFrame({"text": ["rain", "in Zenda, Berg won."]}))
    assert table.select("document", "start", "end", "run", "before", "after").rows() == [
        (1, 3, 8, "Zenda", "\n\nin ", ", Berg won.\n\n"),
        (1, 10, 14, "Berg", "\n\nin Zenda, ", " won.\n\n"),  # the ends of a text stand for line ends
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Berg won. Zenda lost: Elphberg said.", [True, True, True]),
        ("so Berg won in Zenda", [False, False]),
        ("“Berg won,” Flavia said", [True, False]),
        ("STRELSAU – Zenda is quiet", [True, True]),
    ],
)
def test_a_run_at_the_head_of_a_sentence_line_or_quotation_opens_it(text, expected):
    assert runs(pl.DataFrame({"text": [text]}))["opens"].to_list() == expected


# --- laws -----------------------------------------------------------------------------------------

PIECES = st.lists(
    st.sampled_from(["Anna", "Berg", "of", "the", "U.S.", "Corp.", "’s", "won", "“", "”", ",", ".", "\n", "al-Hadi", "İ", "😀", "تهران"])
)


@given(PIECES.map(" ".join))
def test_offsets_point_at_the_run_and_runs_do_not_overlap(text):
    last = 0
    for start, end, run in runs(pl.DataFrame({"text": [text]})).select("start", "end", "run").rows():
        assert last <= start < end
        assert text[start:end] == run
        assert "\n" not in run
        last = end


# --- a second way ---------------------------------------------------------------------------------


@given(st.lists(st.sampled_from(["Anna", "Berg", "Zenda", "won", "lost"]), max_size=12).map(" ".join))
def test_plain_words_are_joined_as_a_plain_expression_joins_them(text):
    assert found(text) == re.findall(r"[A-Z]\w+(?: [A-Z]\w+)*", text)


# --- feared mistakes ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in the U.S. Senate and at St. Zenda", ["U.S. Senate", "St. Zenda"]),
        ("H. J. Elphberg and Anna B. Berg", ["H. J. Elphberg and Anna B. Berg"]),
        ("O’Hara’s hat, Berg's hat", ["O’Hara", "Berg"]),
        ("the al-Hadi family and d'Estrelles", ["al-Hadi", "d'Estrelles"]),
        ("Zenda Steel Corp. and Zenda Tin, Inc.", ["Zenda Steel Corp. and Zenda Tin, Inc."]),
        ("the Workers' Party", ["Workers' Party"]),
        ("at Rankin's Mill, in Rankin's house", ["Rankin's Mill", "Rankin"]),
        ("Zenda-based, Upper-Zenda", ["Zenda-based", "Upper-Zenda"]),
        ("iPhone, McBerg, Ñandú, Əliyev", ["McBerg", "Ñandú", "Əliyev"]),
        ("Anna\nBerg", ["Anna", "Berg"]),
        ("the Culture, Tourism, and Handicrafts Organization", ["Culture, Tourism, and Handicrafts Organization"]),
        ("a Center for Education, Culture and Research", ["Center for Education, Culture and Research"]),
        ("Berg, Zenda and Strelsau University", ["Berg", "Zenda and Strelsau University"]),
        ("read “The King of Zenda” twice", ["The King of Zenda"]),
        ("Zenda@example.org", ["Zenda"]),
    ],
)
def test_what_belongs_to_a_name_is_kept_together(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        'They read "The King of Zenda" and "A Man in Strelsau" , said al-Hadi of Zenda.',
        "“Berg and Zenda won,” Flavia said, “in a Small Town.”",
        "Zenda Steel, Inc. of Rankin 's Mill\n\nxal-Hadi, d'Estrelles",
    ],
)
def test_runs_are_the_same_whether_a_text_is_scanned_whole_or_in_stretches(text):
    assert runs(pl.DataFrame({"text": [text]})).select("start", "end", "quoted").rows() == list(scan(text))


def test_time_grows_with_the_length_of_hostile_text_and_no_faster():
    # Nested repeats over capitals, stops, spaces or quotation marks would take minutes on these.
    for text in ("A." * 100_000, "A " * 100_000, "“A " * 60_000, "A'" * 100_000, "A-" * 100_000, "A of " * 60_000, "“" + "A a " * 60_000):
        assert isinstance(found(text), list)
