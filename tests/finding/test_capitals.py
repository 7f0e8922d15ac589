"""Capitalised runs: where they begin and end, and what is said about their place."""

import re

import polars as pl
import polars.selectors as cs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iranaz_utils.finding import capitals
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


@pytest.mark.parametrize("text", ["Trade, Tourism, Culture, ", "Ministry of Trade, ", "Zenda of the ", "ZENDA STEEL "])
def test_a_stretch_twice_as_long_makes_tables_twice_as_large(text, monkeypatch):
    """Each run carried its whole stretch to be joined by: a list of 200 kB took ten gigabytes."""

    def characters(times):
        tables = []
        monkeypatch.setattr(capitals, "_scanned", lambda parts: tables.append(scanned(parts)) or tables[-1])
        tables.append(runs(pl.DataFrame({"text": [text * times]})))
        return sum(table.select(cs.string().str.len_chars().sum()).sum_horizontal().item() for table in tables)

    scanned = capitals._scanned
    assert characters(400) < 2.5 * characters(200)


def test_a_stretch_knows_no_more_of_its_neighbours_than_its_runs_do():
    """Each name of a list behind a megabyte without capitals was given the megabyte to look back at."""
    text = "no name at all. " * 100 + "Anna Berg, Bo Holm" + " and none again" * 100
    (stretch,) = capitals._stretches(pl.DataFrame({"row": [0], "text": [text]})).to_dicts()
    assert (len(stretch["before"]), len(stretch["after"])) == (capitals.AROUND + capitals.LONGEST_LEAD, capitals.AROUND)


def test_a_run_without_end_is_cut():
    """One run of 208 kB took 24 seconds: every word of it was looked at beside all others."""
    ends = found("Zenda of the " * 200)
    assert max(run.count("Zenda") for run in ends) == capitals.MOST_JOINED + 1
    assert sum(run.count("Zenda") for run in ends) == 200
